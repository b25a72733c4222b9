// A removal that depends on a flag which all callers, or none of them, set.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <set>
#include <string>

namespace {
class RegistryBad {
public:
  void add(const std::string &Name) { update(Name, true); }

private:
  void update(const std::string &Name, bool Present) {
    if (Present)
      Names_.insert(Name);
    else
      Names_.erase(Name);
  }
  std::set<std::string> Names_;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'Names_' grows with every new element; the only eviction, in 'update', cannot run [mapwarden-unbounded-map]
  // CHECK-MESSAGES: :[[@LINE-6]]:14: note: grows here
  // CHECK-MESSAGES: :[[@LINE-5]]:14: note: no call of 'update' has an argument that lets it remove
};
static RegistryBad TheRegistryBad;

// The default of the parameter, an early return, and a helper in between.
class SweeperBad {
public:
  void put(int Key) {
    Values_[Key] = Key;
    tidy(Key);
  }

private:
  void tidy(int Key, bool Force = false) { forget(Key, Force); }
  void forget(int Key, bool Really) {
    if (!Really)
      return;
    Values_.erase(Key);
  }
  std::map<int, int> Values_;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Values_' grows with every new key; the only eviction, in 'forget', cannot run [mapwarden-unbounded-map]
};
static SweeperBad TheSweeperBad;

class RegistryOk {
public:
  void add(const std::string &Name) { update(Name, true); }
  void remove(const std::string &Name) { update(Name, false); }

private:
  void update(const std::string &Name, bool Present) {
    if (Present)
      Names_.insert(Name);
    else
      Names_.erase(Name);
  }
  std::set<std::string> Names_;
};
static RegistryOk TheRegistryOk;

// What a caller gives is not known.
class GivenOk {
public:
  void set(int Key, bool Present) { update(Key, Present); }

private:
  void update(int Key, bool Present) {
    if (Present)
      Keys_.insert(Key);
    else
      Keys_.erase(Key);
  }
  std::set<int> Keys_;
};
static GivenOk TheGivenOk;

// The function itself changes the flag.
class ChangedOk {
public:
  void add(int Key) { update(Key, true); }

private:
  void update(int Key, bool Present) {
    Present = Present && Key % 7 != 0;
    if (Present)
      Keys_.insert(Key);
    else
      Keys_.erase(Key);
  }
  std::set<int> Keys_;
};
static ChangedOk TheChangedOk;
} // namespace

void use(const std::string &Name, int Key, bool Flag) {
  TheRegistryBad.add(Name);
  TheSweeperBad.put(Key);
  TheRegistryOk.add(Name);
  TheRegistryOk.remove(Name);
  TheGivenOk.set(Key, Flag);
  TheChangedOk.add(Key);
}
