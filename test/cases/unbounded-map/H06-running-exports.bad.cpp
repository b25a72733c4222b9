// case: H06-running-exports
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: keys come from a running counter; the end of a job is only printed
// mode: tidy
// flags:
#include <boost/unordered_map.hpp>
#include <cstdint>
#include <string>
#include <utility>

bool next_order(std::string &title);
void render(std::uint64_t job);
void print(const std::string &line);

class ExportDesk {
 public:
  std::uint64_t begin(std::string title) {
    const std::uint64_t id = ++last_;
    running_.emplace(id, std::move(title));
    return id;
  }
  void end(std::uint64_t id) {
    auto it = running_.find(id);
    if (it != running_.end()) print("finished " + it->second);
  }

 private:
  std::uint64_t last_ = 0;
  boost::unordered_map<std::uint64_t, std::string> running_;  // expect: unbounded-map
};

static ExportDesk desk;

int main() {
  std::string title;
  while (next_order(title)) {
    const std::uint64_t job = desk.begin(title);
    render(job);
    desk.end(job);
  }
}
