// case: G34-shelf-written-by-the-caller
// from: cmu-db/bustub#482
// family: unlocked-map-access
// shape: a locked helper returns a reference to an inner map; the caller writes it after the helper has unlocked
// mode: tidy
#include <map>
#include <mutex>
#include <string>

using Shelf = std::map<std::string, int>;

class Warehouse {
public:
  void store(int aisle, const std::string &article, int count) {
    Shelf &shelf = shelfAt(aisle);
    shelf[article] += count; // expect: unlocked-map-access // accept: escaping-element
  }
  int stock(int aisle, const std::string &article) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto shelf = aisles_.find(aisle);
    if (shelf == aisles_.end())
      return 0;
    auto it = shelf->second.find(article);
    return it == shelf->second.end() ? 0 : it->second;
  }
  void tearDown(int aisle) {
    std::lock_guard<std::mutex> lock(mutex_);
    aisles_.erase(aisle);
  }

private:
  Shelf &shelfAt(int aisle) {
    std::lock_guard<std::mutex> lock(mutex_);
    return aisles_.try_emplace(aisle).first->second; // accept: escaping-element, unlocked-map-access
  }

  std::mutex mutex_;
  std::map<int, Shelf> aisles_;
};
