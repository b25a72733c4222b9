// case: K99-ring-of-hosts
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a constructor fills the tables that it makes, through elements of an array
// mode: program
#pragma once
#include "ring.h"
#include <vector>

class Strategy {
public:
  Strategy(const std::vector<std::string> &hosts, const std::vector<std::string> &spare);
  ~Strategy();
  const std::string &hostOf(const std::string &request);

private:
  Ring *rings_[2];
};
