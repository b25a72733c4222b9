// case: K40-lazy-fill-under-reader-lock
// from: pattern of lazily filled schema caches
// family: unlocked-map-access
// shape: the lookup takes the lock shared and fills the entry in with emplace
// mode: tidy
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

struct Schema {
  std::string text;
};

class Schemas {
public:
  std::shared_ptr<Schema> get(const std::string &table) {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    auto it = schemas_.find(table);
    if (it != schemas_.end())
      return it->second;
    return schemas_.emplace(table, std::make_shared<Schema>()).first->second; // expect: unlocked-map-access
  }
  void drop(const std::string &table) {
    std::unique_lock<std::shared_mutex> lock(mutex_);
    schemas_.erase(table);
  }
  bool empty() const {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    return schemas_.empty();
  }

private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Schema>> schemas_;
};
