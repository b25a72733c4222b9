// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: quit() erases a client from both indexes; the time-out sweep in another file erases from the index by descriptor only
// mode: program
// flags:
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>

struct Client {
  int fd = -1;
  std::string nick;
  long last_pong = 0;
};
using Notice = std::function<void(const Client &)>;

class Clients {
 public:
  explicit Clients(Notice on_gone) : on_gone_(std::move(on_gone)) {}
  bool join(int fd, const std::string &nick, long now);
  void pong(int fd, long now);
  void quit(int fd);
  void drop_silent(long before);
  std::shared_ptr<Client> with_nick(const std::string &nick) const;

 private:
  Notice on_gone_;
  std::map<int, std::shared_ptr<Client>> by_fd_;
  std::map<std::string, std::shared_ptr<Client>> by_nick_;  // accept: unbounded-map
};
