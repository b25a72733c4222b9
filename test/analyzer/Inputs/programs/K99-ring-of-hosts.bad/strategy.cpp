// case: K99-ring-of-hosts
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: so do requests, later
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
  rings_[0]->insert(request, 1);
  return rings_[request.empty()]->lookup(request.size());
}
