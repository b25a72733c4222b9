// The map is a member of a base class, or a base class itself.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <string>

class Storage {
protected:
  std::map<std::string, int> CountsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'CountsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
};
class Counter : Storage {
public:
  void count(const std::string &Key) { ++CountsBad[Key]; }
};
static Counter TheCounter;
void count(const std::string &Key) { TheCounter.count(Key); }

class Registry : public std::map<std::string, int> {};
static Registry DerivedBad;
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'DerivedBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
void add(const std::string &Key) { DerivedBad[Key] = 1; }
