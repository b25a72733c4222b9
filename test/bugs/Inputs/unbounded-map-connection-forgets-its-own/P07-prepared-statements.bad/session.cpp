// case: P07-prepared-statements
// from: fresh
// family: unbounded-map
// shape: a database server keeps prepared statements under a running number; DEALLOCATE erases one, the end of the connection forgets its own
// mode: program
// flags:
#include "session.h"

#include <unistd.h>

#include <algorithm>

bool read_command(int socket, Command &command);
void write_number(int socket, std::uint64_t number);
void write_error(int socket, const char *text);
void run_plan(int socket, const Plan &plan, const std::string &arguments);

Session::Session(int socket, StatementStore &store) : socket_(socket), store_(store) {}

Session::~Session() { ::close(socket_); }

void Session::execute(const Command &command) {
  const auto plan = store_.find(command.number);
  if (plan)
    run_plan(socket_, *plan, command.text);
  else
    write_error(socket_, "no such statement");
}

bool Session::step() {
  Command command;
  if (!read_command(socket_, command)) return false;
  switch (command.kind) {
    case Command::Prepare:
      prepared_.push_back(store_.add(command.text));
      write_number(socket_, prepared_.back());
      return true;
    case Command::Execute:
      execute(command);
      return true;
    case Command::Deallocate: {
      const auto it = std::find(prepared_.begin(), prepared_.end(), command.number);
      if (it == prepared_.end()) {
        write_error(socket_, "not yours");
        return true;
      }
      store_.remove(command.number);
      prepared_.erase(it);
      return true;
    }
    case Command::Quit:
      return false;
  }
  return false;
}
