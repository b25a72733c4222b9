// case: P07-prepared-statements
// from: fresh
// family: unbounded-map
// shape: each session owns handles of its statements; the handle's destructor takes the statement out of the store, so the end of a connection does it too
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
  std::map<std::uint64_t, std::shared_ptr<const Plan>> plans_;
};

class StatementHandle {
 public:
  StatementHandle(StatementStore &store, const std::string &text) : store_(store), number_(store.add(text)) {}
  ~StatementHandle() { store_.remove(number_); }
  StatementHandle(const StatementHandle &) = delete;
  StatementHandle &operator=(const StatementHandle &) = delete;
  std::uint64_t number() const { return number_; }

 private:
  StatementStore &store_;
  std::uint64_t number_;
};
