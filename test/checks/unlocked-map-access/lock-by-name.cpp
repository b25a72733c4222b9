// What takes the lock has its body elsewhere: its name tells.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <string>

struct Store {
  void lock_items();
  void unlock_items();
  void log_items();
};

class NamedOk {
public:
  void add(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Name] = 1;
  }
  void remove(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Name);
  }
  bool has(const std::string &Name) {
    S.lock_items();
    const bool Found = Items.count(Name) != 0;
    S.unlock_items();
    return Found;
  }

private:
  Store S;
  std::mutex Mutex;
  std::map<std::string, int> Items;
};

class GivenBackBad {
public:
  void add(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Name] = 1;
  }
  void remove(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Name);
  }
  bool has(const std::string &Name) {
    S.lock_items();
    S.unlock_items();
    S.log_items();
    return Items.count(Name) != 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Items' is read without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  Store S;
  std::mutex Mutex;
  std::map<std::string, int> Items;
};
