// A method that hands out an iterator is right only under a lock that its caller holds: nothing is said.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <string>

class DictionaryOk {
public:
  using Iterator = std::map<std::string, int>::iterator;
  void set(const std::string &key, int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    data_[key] = value;
  }
  bool has(const std::string &key) {
    std::lock_guard<std::mutex> lock(mutex_);
    return data_.count(key) != 0;
  }
  bool drop(const std::string &key) {
    std::lock_guard<std::mutex> lock(mutex_);
    return data_.erase(key) != 0;
  }
  Iterator begin() { return data_.begin(); }
  Iterator end() { return data_.end(); }

private:
  std::mutex mutex_;
  std::map<std::string, int> data_;
};

class CountsBad {
public:
  void set(const std::string &key, int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    data_[key] = value;
  }
  bool drop(const std::string &key) {
    std::lock_guard<std::mutex> lock(mutex_);
    return data_.erase(key) != 0;
  }
  void remove(const std::string &key) {
    auto it = data_.find(key);
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'data_' is read without 'mutex_', which 2 of 4 accesses hold [mapwarden-unlocked-map-access]
// CHECK-FIXES: void remove(const std::string &key) {
// CHECK-FIXES-NEXT: std::lock_guard<std::mutex> lock(mutex_);
// CHECK-FIXES-NEXT: auto it = data_.find(key);
    if (it != data_.end())
      data_.erase(it);
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'data_' is written without 'mutex_', which 2 of 4 accesses hold [mapwarden-unlocked-map-access]
  }

private:
  std::mutex mutex_;
  std::map<std::string, int> data_;
};
