// case: P16-resolver-aliases
// from: fresh
// family: escaping-element
// shape: a reference to an entry of a flat hash map is used after a virtual lookup; its callback runs at once and inserts aliases into the same map
// mode: program
// flags:
#pragma once
#include <string>
#include <vector>

#include "address_source.h"

class HostsFile : public AddressSource {
 public:
  explicit HostsFile(const std::string &path);
  void lookup(const std::string &host, const Found &found) override;

 private:
  struct Row {
    std::string address;
    std::vector<std::string> names;
  };
  std::vector<Row> rows_;
};
