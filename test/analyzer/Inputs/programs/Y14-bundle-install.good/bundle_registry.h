// case: Y14-bundle-install
// from: CppMicroServices/CppMicroServices#416
// family: unlocked-map-access
// shape: the lock is taken ahead of the look-up
// mode: program
// flags:
#pragma once
#include <map>
#include <string>
#include <vector>

#include "bundle.h"
#include "threads.h"

class BundleRegistry : private Lockable<> {
public:
  std::vector<BundlePtr> install(const std::string& location);
  bool uninstall(long id);
  BundlePtr get(long id) const;
  std::vector<BundlePtr> byName(const std::string& symbolicName) const;
  std::size_t size() const;

private:
  using BundleMap = std::multimap<std::string, BundlePtr>;

  BundleMap bundles_;
  long nextId_ = 1;
};
