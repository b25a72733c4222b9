// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: a member map of a pooled link that lives as long as the process gains a name per distinct query; only disconnect() at exit clears it
// mode: program
// flags:
#include "link.h"

void send_line(int fd, const std::string &line);
std::string read_rows(int fd);

const std::string &ServerLink::name_of(const std::string &sql) {
  auto it = prepared_.find(sql);
  if (it == prepared_.end()) {
    const std::string name = "p" + std::to_string(next_name_++);
    send_line(fd_, "PREPARE " + name + " AS " + sql);
    it = prepared_.emplace(sql, name).first;
  }
  return it->second;
}

std::string ServerLink::execute(const std::string &sql, const std::string &arguments) {
  send_line(fd_, "EXECUTE " + name_of(sql) + "(" + arguments + ")");
  return read_rows(fd_);
}
