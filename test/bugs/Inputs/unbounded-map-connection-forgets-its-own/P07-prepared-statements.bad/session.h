// case: P07-prepared-statements
// from: fresh
// family: unbounded-map
// shape: a database server keeps prepared statements under a running number; DEALLOCATE erases one, the end of the connection forgets its own
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "statement_store.h"

struct Command {
  enum Kind { Prepare, Execute, Deallocate, Quit } kind = Quit;
  std::uint64_t number = 0;
  std::string text;
};

class Session {
 public:
  Session(int socket, StatementStore &store);
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  bool step();
  int socket() const { return socket_; }

 private:
  void execute(const Command &command);

  int socket_;
  StatementStore &store_;
  std::vector<std::uint64_t> prepared_;
};
