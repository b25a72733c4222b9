// case: P16-resolver-aliases
// from: fresh
// family: escaping-element
// shape: a reference to an entry of a flat hash map is used after a virtual lookup; its callback runs at once and inserts aliases into the same map
// mode: program
// flags:
#pragma once
#include <functional>
#include <string>

class AddressSource {
 public:
  using Found = std::function<void(const std::string &name, const std::string &address)>;
  virtual ~AddressSource() = default;
  virtual void lookup(const std::string &host, const Found &found) = 0;
};
