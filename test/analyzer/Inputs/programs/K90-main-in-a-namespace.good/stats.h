// case: K90-main-in-a-namespace
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: main calls app::main once, whose local lives as long as the program; the sweep runs before the loop and in it
// mode: program
#pragma once
#include <map>
#include <string>

class ServerStats {
public:
  void note(const std::string &host, long speed);
  void dropOlderThan(long limit);
  long speedOf(const std::string &host) const;

private:
  std::map<std::string, long> byHost_;
};
