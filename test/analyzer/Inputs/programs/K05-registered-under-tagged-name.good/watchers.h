// case: K05-registered-under-tagged-name
// from: pattern of registrations whose key is built differently on removal
// family: unbounded-map
// shape: both use the tagged name
// mode: program
#pragma once
#include <functional>
#include <map>
#include <string>

class Watchers {
public:
  void watch(const std::string &kind, const std::string &id, std::function<void()> changed);
  void unwatch(const std::string &kind, const std::string &id);
  void notify(const std::string &kind, const std::string &id);

private:
  std::map<std::string, std::function<void()>> callbacks_;
};
