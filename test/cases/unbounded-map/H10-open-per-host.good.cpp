// case: H10-open-per-host
// from: valyala/fasthttp#2337 (Go; same shape)
// family: unbounded-map
// shape: the entry goes with the last connection of the host
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>
#include <string>

bool next_connection(std::string &host, bool &opened);
void refuse(const std::string &host);

class Doorman {
 public:
  bool admit(const std::string &host) {
    auto it = open_.try_emplace(host, 0).first;
    if (it->second >= kPerHost) return false;
    ++it->second;
    return true;
  }
  void left(const std::string &host) {
    auto it = open_.find(host);
    if (it != open_.end() && --it->second == 0) open_.erase(it);
  }

 private:
  static constexpr int kPerHost = 20;
  absl::flat_hash_map<std::string, int> open_;
};

static Doorman doorman;

int main() {
  std::string host;
  bool opened;
  while (next_connection(host, opened)) {
    if (!opened)
      doorman.left(host);
    else if (!doorman.admit(host))
      refuse(host);
  }
}
