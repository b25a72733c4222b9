// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: benign look-alike: leaving erases the index by descriptor only, since the nick stays reserved; another file erases reservations by age
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <string>

struct Client {
  int fd = -1;
  std::string nick;
  long last_pong = 0;
  long offline_since = 0;
};

class Clients {
 public:
  bool join(int fd, const std::string &nick, long now);
  void pong(int fd, long now);
  void leave(int fd, long now);
  void drop_silent(long before, long now);
  void release_reserved(long before);
  std::shared_ptr<Client> with_nick(const std::string &nick) const;

 private:
  std::map<int, std::shared_ptr<Client>> by_fd_;
  std::map<std::string, std::shared_ptr<Client>> by_nick_;
};
