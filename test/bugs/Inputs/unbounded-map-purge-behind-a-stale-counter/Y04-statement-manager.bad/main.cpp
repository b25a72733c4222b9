// case: Y04-statement-manager
// from: sysown/proxysql#1198
// family: unbounded-map
// shape: the purge beyond max_stmts_cache runs only when enough statements are unused, but after a rewrite nobody updates the counter of unused statements
// mode: program
// flags:
#include <iostream>
#include <thread>

#include "session.h"
#include "stmt_manager.h"

int open_listener(const char *address);
int accept_client(int listener);
std::size_t configured_max_stmts_cache();

int main(int argc, char **argv) {
  static StmtManager stmts(configured_max_stmts_cache());
  const int listener = open_listener(argc > 1 ? argv[1] : "0.0.0.0:6033");
  for (;;) {
    const int fd = accept_client(listener);
    if (fd < 0) break;
    std::thread([fd] {
      Session session(fd, stmts);
      session.run();
    }).detach();
    const StmtMetrics m = stmts.metrics();
    std::clog << "Stmt_Cached " << m.cached << ", unused " << m.unused << '\n';
  }
  return 0;
}
