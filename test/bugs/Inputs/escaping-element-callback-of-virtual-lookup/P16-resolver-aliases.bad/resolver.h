// case: P16-resolver-aliases
// from: fresh
// family: escaping-element
// shape: a reference to an entry of a flat hash map is used after a virtual lookup; its callback runs at once and inserts aliases into the same map
// mode: program
// flags:
#pragma once
#include <absl/container/flat_hash_map.h>

#include <chrono>
#include <string>
#include <vector>

#include "address_source.h"

class Resolver {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Resolver(AddressSource &source) : source_(source) {}

  std::string resolve(const std::string &host);
  void expire(std::chrono::seconds age);
  std::size_t size() const { return table_.size(); }

 private:
  struct Entry {
    Clock::time_point asked;
    std::vector<std::string> addresses;
    unsigned next = 0;
  };
  void add(const std::string &name, const std::string &address);
  static std::string rotate(Entry &entry);

  AddressSource &source_;
  absl::flat_hash_map<std::string, Entry> table_;
};
