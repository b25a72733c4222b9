// The lock that most accesses hold guards the map; one accessor forgets it.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>

class RegistryBad {
public:
  void add(const std::string &Key, int Value) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = Value;
  }
  void remove(const std::string &Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }
  bool has(const std::string &Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    return Items.count(Key) != 0;
  }
  void touch(const std::string &Key) {
// CHECK-FIXES: void touch(const std::string &Key) {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Lock(Mutex);
    Items[Key] = 3;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Mutex', which 3 of 5 accesses hold [mapwarden-unlocked-map-access]
  }
  std::size_t size() { return Items.size(); }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Items' is read without 'Mutex', which 3 of 5 accesses hold [mapwarden-unlocked-map-access]
// CHECK-FIXES: std::size_t size() { std::lock_guard<std::mutex> Lock(Mutex); return Items.size(); }

private:
  std::mutex Mutex;
  std::map<std::string, int> Items;
};

class ReadersBad {
public:
  int get(int Key) const {
    std::shared_lock<std::shared_mutex> Lock(Mutex);
    auto It = Items.find(Key);
    return It == Items.end() ? 0 : It->second;
  }
  int fetch(int Key) {
    std::shared_lock<std::shared_mutex> Lock(Mutex);
// CHECK-FIXES: std::unique_lock<std::shared_mutex> Lock(Mutex);
    return Items[Key];
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Items' is modified by 'operator[]' while 'Mutex' is held for reading only [mapwarden-unlocked-map-access]
  }
  void drop(int Key) {
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    Items.erase(Key);
  }

private:
  mutable std::shared_mutex Mutex;
  std::map<int, int> Items;
};

class RegistryOk {
public:
  explicit RegistryOk(int First) { Items["first"] = First; }
  void add(const std::string &Key, int Value) {
    std::lock_guard<std::mutex> Lock(Mutex);
    addLocked(Key, Value);
  }
  void remove(const std::string &Key) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Items.erase(Key);
  }

private:
  void addLocked(const std::string &Key, int Value) { Items[Key] = Value; }
  std::mutex Mutex;
  std::map<std::string, int> Items;
};

RegistryBad Registry;
ReadersBad Readers;
RegistryOk Other(1);
