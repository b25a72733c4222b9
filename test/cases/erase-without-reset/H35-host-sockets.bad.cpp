// case: H35-host-sockets
// from: eclipse-mosquitto/mosquitto#304
// family: erase-without-reset
// shape: reconnect() stores a new socket over the old descriptor of the host
// mode: tidy
// flags:
#include <map>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

bool dial(int fd, const std::string &host);

class Uplinks {
 public:
  Uplinks() = default;
  Uplinks(const Uplinks &) = delete;
  Uplinks &operator=(const Uplinks &) = delete;
  ~Uplinks() {
    for (const auto &link : sockets_) ::close(link.second);
  }

  bool reconnect(const std::string &host) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) return false;
    if (!dial(fd, host)) {
      ::close(fd);
      return false;
    }
    sockets_[host] = fd;  // expect: erase-without-reset
    return true;
  }
  void disconnect(const std::string &host) {
    auto it = sockets_.find(host);
    if (it == sockets_.end()) return;
    ::close(it->second);
    sockets_.erase(it);
  }
  bool publish(const std::string &host, const std::string &text) const {
    auto it = sockets_.find(host);
    return it != sockets_.end() && ::send(it->second, text.data(), text.size(), 0) >= 0;
  }

 private:
  std::map<std::string, int> sockets_;
};

bool deliver(Uplinks &uplinks, const std::string &host, const std::string &text) {
  return uplinks.publish(host, text) || (uplinks.reconnect(host) && uplinks.publish(host, text));
}
