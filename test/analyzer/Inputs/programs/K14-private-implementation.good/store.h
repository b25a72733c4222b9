// case: K14-private-implementation
// from: pattern of pimpl classes that remember what they have parsed
// family: unbounded-map
// shape: documents are released by their handle's number
// mode: program
#pragma once
#include <memory>
#include <string>

class Store {
public:
  Store();
  ~Store();
  int load(const std::string &text);
  std::string title(int handle) const;
  void release(int handle);

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
