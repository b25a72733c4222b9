// case: M04-prepared-statements
// from: M04 (database proxy: statement names of a pooled server link)
// family: unbounded-map
// shape: the map only grows, but it is a member of a Transaction that lives for one client transaction; the long-lived link has none
// mode: program
// flags:
#include "transaction.h"

void send_line(int fd, const std::string &line);

Transaction::Transaction(ServerLink &link) : link_(link) { send_line(link_.fd(), "BEGIN"); }

Transaction::~Transaction() {
  send_line(link_.fd(), "COMMIT");
  send_line(link_.fd(), "DEALLOCATE ALL");
}
