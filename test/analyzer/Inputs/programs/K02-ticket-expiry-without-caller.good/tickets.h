// case: K02-ticket-expiry-without-caller
// from: pattern of eviction methods that lost their caller in a refactoring
// family: unbounded-map
// shape: the maintenance thread calls it
// mode: program
#pragma once
#include <map>
#include <mutex>
#include <string>

class Tickets {
public:
  void issue(const std::string &subject, long now);
  bool valid(const std::string &subject, long now) const;
  void purgeOlderThan(long limit);

private:
  mutable std::mutex mutex_;
  std::map<std::string, long> issued_;
};

Tickets &tickets();
