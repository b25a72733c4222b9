// case: K31-destructor-of-pool-in-other-unit
// from: pattern of pools of sockets whose destructor closes some of them
// family: erase-without-reset
// shape: the destructor closes them in two loops
// mode: program
#pragma once
#include <map>
#include <string>
#include <vector>

class Pool {
public:
  Pool();
  ~Pool();
  Pool(const Pool &) = delete;
  int take(const std::string &host);
  void give(const std::string &host, int descriptor);

private:
  int listener_;
  std::map<std::string, std::vector<int>> idle_;
};
