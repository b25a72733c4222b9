// case: P07-prepared-statements
// from: fresh
// family: unbounded-map
// shape: a database server keeps prepared statements under a running number; DEALLOCATE erases one, the end of the connection forgets its own
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>

struct Plan {
  std::string text;
  unsigned parameters = 0;
};

class StatementStore {
 public:
  std::uint64_t add(const std::string &text);
  std::shared_ptr<const Plan> find(std::uint64_t number) const;
  void remove(std::uint64_t number);

 private:
  std::uint64_t last_ = 0;
  std::map<std::uint64_t, std::shared_ptr<const Plan>> plans_;  // expect: unbounded-map
};
