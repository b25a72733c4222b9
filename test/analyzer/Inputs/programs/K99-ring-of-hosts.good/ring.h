// case: K99-ring-of-hosts
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a constructor fills the tables that it makes, through elements of an array
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
  std::map<uint64_t, std::string> nodes_;
};
