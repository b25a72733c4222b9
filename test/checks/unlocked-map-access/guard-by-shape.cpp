// Guards of the program's own: one that derives from a guard, one that a base class hands out, and one that is a temporary.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <string>

template <class Base, class Mutex> struct Once : Base {
  explicit Once(Mutex &M) : Base(M) {}
  bool Armed = true;
};
#define GUARDED(M)                                                             \
  for (Once<std::lock_guard<std::mutex>, std::mutex> Guard(M); Guard.Armed;    \
       Guard.Armed = false)

class DerivedBad {
public:
  void add(const std::string &Name) {
    GUARDED(Mutex)
    Items[Name] = 1;
  }
  void remove(const std::string &Name) {
    GUARDED(Mutex) { Items.erase(Name); }
  }
  bool has(const std::string &Name) const { return Items.count(Name) != 0; }
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'Items' is read without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]

private:
  std::mutex Mutex;
  std::map<std::string, int> Items;
};

class Lockable {
public:
  class Hold {
  public:
    explicit Hold(const Lockable &Host) : Lock(Host.Mutex) {}

  private:
    std::unique_lock<std::mutex> Lock;
  };
  Hold hold() const { return Hold(*this); }

private:
  mutable std::mutex Mutex;
};

class ReturnedBad : Lockable {
public:
  void add(const std::string &Name) {
    auto H = hold();
    Items[Name] = 1;
  }
  void remove(const std::string &Name) {
    auto H = this->hold();
    Items.erase(Name);
  }
  bool has(const std::string &Name) const { return Items.count(Name) != 0; }
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'Items' is read without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]

private:
  std::map<std::string, int> Items;
};

class TemporaryOk : Lockable {
public:
  void add(const std::string &Name) {
    auto H = hold();
    Items[Name] = 1;
  }
  void remove(const std::string &Name) {
    auto H = hold();
    Items.erase(Name);
  }
  bool has(const std::string &Name) const {
    return hold(), Items.count(Name) != 0;
  }

private:
  std::map<std::string, int> Items;
};

// A temporary that is gone at the end of its statement holds nothing.
class GoneBad : Lockable {
public:
  void add(const std::string &Name) {
    auto H = hold();
    Items[Name] = 1;
  }
  void remove(const std::string &Name) {
    auto H = hold();
    Items.erase(Name);
  }
  bool has(const std::string &Name) const {
    hold();
    return Items.count(Name) != 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Items' is read without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  std::map<std::string, int> Items;
};
