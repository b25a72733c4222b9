// case: K99-ring-of-hosts
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a constructor fills the tables that it makes, through elements of an array
// mode: program
#include "strategy.h"

Strategy::Strategy(const std::vector<std::string> &hosts, const std::vector<std::string> &spare) {
  rings_[0] = new Ring;
  for (const std::string &host : hosts)
    rings_[0]->insert(host, 8);
  rings_[1] = new Ring;
  for (const std::string &host : spare)
    rings_[1]->insert(host, 8);
}

Strategy::~Strategy() {
  delete rings_[0];
  delete rings_[1];
}

const std::string &Strategy::hostOf(const std::string &request) {
  return rings_[request.empty()]->lookup(request.size());
}
