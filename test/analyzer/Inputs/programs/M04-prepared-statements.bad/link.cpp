// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: a member map of a pooled link that lives as long as the process gains a name per distinct query; only disconnect() at exit clears it
// mode: program
// flags:
#include "link.h"

void send_line(int fd, const std::string &line);
void close_socket(int fd);

void ServerLink::release() {
  send_line(fd_, "ROLLBACK");
  busy_ = false;
}

void ServerLink::disconnect() {
  prepared_.clear();
  close_socket(fd_);
  fd_ = -1;
}
