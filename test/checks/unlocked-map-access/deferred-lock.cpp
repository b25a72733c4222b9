// A guard that locks later: the mutex it was made for is the one it takes.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <shared_mutex>

class LaterBad {
public:
  void add(int Key) {
    std::unique_lock<std::mutex> Hold(M, std::defer_lock);
    Hold.lock();
    Items[Key] = 1;
  }
  void remove(int Key) {
    std::unique_lock<std::mutex> Hold(M, std::defer_lock);
    Hold.lock();
    Items.erase(Key);
  }
  void set(int Key, int Value) {
    Items[Key] = Value;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'M', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  std::mutex M;
  std::map<int, int> Items;
};
LaterBad Later;

class TwoGuardsBad {
public:
  void move(int Key) {
    std::unique_lock<std::mutex> A(M, std::defer_lock);
    std::unique_lock<std::mutex> B(Other, std::defer_lock);
    std::lock(A, B);
    Items.erase(Key);
  }
  void add(int Key) {
    std::unique_lock<std::mutex> A(M, std::defer_lock);
    std::unique_lock<std::mutex> B(Other, std::defer_lock);
    std::lock(A, B);
    A.unlock();
    Items[Key] = 1; // Under Other.
  }
  void set(int Key, int Value) {
    Items[Key] = Value;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Items' is written without 'Other', which 2 of 3 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  std::mutex M, Other;
  std::map<int, int> Items;
};
TwoGuardsBad Two;

class ReadingBad {
public:
  void add(int Key) {
    std::unique_lock<std::shared_mutex> Hold(M);
    Items[Key] = 1;
  }
  void remove(int Key) {
    std::shared_lock<std::shared_mutex> Hold(M, std::defer_lock);
    Hold.lock();
    Items.erase(Key);
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Items' is modified by 'erase' while 'M' is held for reading only [mapwarden-unlocked-map-access]
  }

private:
  std::shared_mutex M;
  std::map<int, int> Items;
};
ReadingBad Reading;

class TriedOk {
public:
  bool tryAdd(int Key) {
    std::unique_lock<std::mutex> Hold(M, std::defer_lock);
    if (!Hold.try_lock())
      return false;
    Items[Key] = 1;
    return true;
  }
  void add(int Key) {
    std::unique_lock<std::mutex> Hold(M, std::defer_lock);
    Hold.lock();
    Items[Key] = 1;
  }

private:
  std::mutex M;
  std::map<int, int> Items;
};
TriedOk Tried;
