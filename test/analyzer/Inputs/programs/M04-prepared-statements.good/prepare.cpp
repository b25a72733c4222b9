// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: the map only grows, but it is a member of a Transaction that lives for one client transaction; the long-lived link has none
// mode: program
// flags:
#include "transaction.h"

void send_line(int fd, const std::string &line);
std::string read_rows(int fd);

const std::string &Transaction::name_of(const std::string &sql) {
  auto it = prepared_.find(sql);
  if (it == prepared_.end()) {
    const std::string name = "p" + std::to_string(next_name_++);
    send_line(link_.fd(), "PREPARE " + name + " AS " + sql);
    it = prepared_.emplace(sql, name).first;
  }
  return it->second;
}

std::string Transaction::execute(const std::string &sql, const std::string &arguments) {
  send_line(link_.fd(), "EXECUTE " + name_of(sql) + "(" + arguments + ")");
  return read_rows(link_.fd());
}
