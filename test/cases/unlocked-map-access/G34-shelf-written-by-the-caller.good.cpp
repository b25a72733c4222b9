// case: G34-shelf-written-by-the-caller
// from: cmu-db/bustub#482
// family: unlocked-map-access
// shape: the helpers take the lock of the caller as a witness parameter; the caller holds it while it writes the inner map
// mode: tidy
#include <map>
#include <mutex>
#include <string>

using Shelf = std::map<std::string, int>;
using Held = std::lock_guard<std::mutex>;

class Warehouse {
public:
  void store(int aisle, const std::string &article, int count) {
    Held lock(mutex_);
    Shelf &shelf = shelfAt(lock, aisle);
    shelf[article] += count;
  }
  int stock(int aisle, const std::string &article) {
    std::unique_lock<std::mutex> lock(mutex_);
    return countAt(lock, aisle, article);
  }
  void tearDown(int aisle) {
    Held lock(mutex_);
    aisles_.erase(aisle);
  }

private:
  Shelf &shelfAt(const Held &, int aisle) {
    return aisles_.try_emplace(aisle).first->second;
  }
  int countAt(std::unique_lock<std::mutex> &, int aisle, const std::string &article) const {
    auto shelf = aisles_.find(aisle);
    if (shelf == aisles_.end())
      return 0;
    auto it = shelf->second.find(article);
    return it == shelf->second.end() ? 0 : it->second;
  }

  std::mutex mutex_;
  std::map<int, Shelf> aisles_;
};
