// case: P02-nick-memory
// from: fresh
// family: unbounded-map
// shape: a base class of bouncer modules remembers every nick ever heard; its trim() that keeps the newest ones has no caller
// mode: program
// flags:
#include <iostream>
#include <sstream>

#include "module.h"

namespace {

class StdOutput : public Output {
 public:
  void send(const std::string &target, const std::string &text) override {
    std::cout << target << " :" << text << std::endl;
  }
};

bool read_line(Line &line) {
  std::string raw;
  if (!std::getline(std::cin, raw)) return false;
  std::istringstream in(raw);
  line = Line();
  in >> line.prefix >> line.command;
  for (std::string arg; in >> arg;) {
    if (arg[0] == ':') {
      std::string rest;
      std::getline(in, rest);
      arg = arg.substr(1) + rest;
    }
    line.args.push_back(arg);
  }
  return true;
}

}  // namespace

int main(int argc, char **argv) {
  StdOutput out;
  const std::size_t keep = argc > 1 ? std::stoul(argv[1]) : 500;
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(make_seen_module(out, keep));
  modules.push_back(make_away_module(out));
  Line line;
  while (read_line(line)) {
    const std::time_t now = std::time(nullptr);
    for (const auto &module : modules) module->handle(line, now);
    for (const auto &module : modules) module->tick(now);
  }
  return 0;
}
