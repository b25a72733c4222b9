// Who gives a pointer another object does not touch the maps of the old one.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <memory>
#include <mutex>

class Pool {
public:
  void add(int Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Tunnels[Id] = 1;
  }
  void drop(int Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Tunnels.erase(Id);
  }

private:
  std::mutex Mutex;
  std::map<int, int> Tunnels;
};

class Destination {
public:
  void FP_setPoolOk(std::shared_ptr<Pool> New) { Current = New; }
  void FP_createPoolOk() { Current = std::make_shared<Pool>(); }
  Pool &pool() { return *Current; }

private:
  std::shared_ptr<Pool> Current;
};

class Snapshot {
public:
  void add(int Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    (*Values)[Id] = 1;
  }
  void drop(int Id) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Values->erase(Id);
  }
  void resetBad() {
// CHECK-FIXES: void resetBad() {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> Lock(Mutex);
    Values = std::make_shared<std::map<int, int>>();
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Values' is written without 'Mutex', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
// CHECK-MESSAGES: :[[@LINE-11]]:5: note: written here with 'Mutex' held
// CHECK-MESSAGES: :[[@LINE-8]]:13: note: written here with 'Mutex' held
  }

private:
  std::mutex Mutex;
  std::shared_ptr<std::map<int, int>> Values;
};
