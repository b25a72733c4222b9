// case: K99-ring-of-hosts
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: so do requests, later
// mode: program
#pragma once
#include <cstdint>
#include <map>
#include <string>

class Ring {
public:
  void insert(const std::string &host, int replicas);
  const std::string &lookup(uint64_t hash) const;

private:
  std::map<uint64_t, std::string> nodes_; // expect: unbounded-map
};
