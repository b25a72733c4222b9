// case: N12-resolved-hosts
// from: fresh
// family: erase-without-reset
// shape: addrinfo lists in a struct value: the replace path frees the old list, the expiry loop does not
// mode: tidy
// flags:
#include <netdb.h>
#include <sys/socket.h>
#include <sys/types.h>

#include <cstring>
#include <ctime>
#include <string>
#include <unordered_map>

class HostTable {
 public:
  explicit HostTable(std::time_t ttl) : ttl_(ttl) {}
  HostTable(const HostTable&) = delete;
  HostTable& operator=(const HostTable&) = delete;
  ~HostTable() {
    for (auto& [host, answer] : answers_)
      ::freeaddrinfo(answer.list);
  }

  bool resolve(const std::string& host, std::time_t now, sockaddr_storage& out) {
    auto it = answers_.find(host);
    if (it == answers_.end() || it->second.stamp + ttl_ < now) {
      if (!refresh(host, now))
        return false;
      it = answers_.find(host);
    }
    const addrinfo* first = it->second.list;
    std::memcpy(&out, first->ai_addr, first->ai_addrlen);
    return true;
  }

  void expire(std::time_t now) {
    for (auto it = answers_.begin(); it != answers_.end();) {
      if (it->second.stamp + 2 * ttl_ < now)
        it = answers_.erase(it);  // expect: erase-without-reset
      else
        ++it;
    }
  }

 private:
  struct Answer {
    addrinfo* list = nullptr;
    std::time_t stamp = 0;
  };

  bool refresh(const std::string& host, std::time_t now) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0 || list == nullptr)
      return false;
    Answer& answer = answers_[host];
    if (answer.list != nullptr)
      ::freeaddrinfo(answer.list);
    answer.list = list;
    answer.stamp = now;
    return true;
  }

  std::time_t ttl_;
  std::unordered_map<std::string, Answer> answers_;
};

bool nextTarget(std::string& host);
void connectTo(const sockaddr_storage& address);

int main() {
  HostTable hosts(60);
  std::string host;
  while (nextTarget(host)) {
    const std::time_t now = std::time(nullptr);
    sockaddr_storage address{};
    if (hosts.resolve(host, now, address))
      connectTo(address);
    hosts.expire(now);
  }
}
