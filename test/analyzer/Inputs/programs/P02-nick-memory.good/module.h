// case: P02-nick-memory
// from: fresh
// family: unbounded-map
// shape: the derived module's override of the virtual tick() trims the map in the base class to a configured number
// mode: program
// flags:
#pragma once
#include <ctime>
#include <memory>
#include <string>
#include <vector>

struct Line {
  std::string prefix;
  std::string command;
  std::vector<std::string> args;

  std::string nick() const { return prefix.substr(0, prefix.find('!')); }
};

class Output {
 public:
  virtual ~Output() = default;
  virtual void send(const std::string &target, const std::string &text) = 0;
};

class Module {
 public:
  explicit Module(Output &out) : out_(out) {}
  virtual ~Module() = default;
  virtual const char *name() const = 0;
  virtual void handle(const Line &line, std::time_t now) = 0;
  virtual void tick(std::time_t now) { (void)now; }

 protected:
  Output &out_;
};

std::unique_ptr<Module> make_seen_module(Output &out, std::size_t keep);
std::unique_ptr<Module> make_away_module(Output &out);
