// case: K48-derived-forgets-lock-of-base
// from: pattern of protected state with its mutex in a base class
// family: unlocked-map-access
// shape: it takes the mutex
// mode: tidy
#include <mutex>
#include <string>
#include <unordered_map>

class Backend {
public:
  virtual ~Backend() = default;
  void put(const std::string &key, const std::string &value) {
    std::lock_guard<std::mutex> lock(mutex_);
    values_[key] = value;
  }
  std::string get(const std::string &key) const {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = values_.find(key);
    return it == values_.end() ? "" : it->second;
  }
  virtual void expire(const std::string &key) = 0;

protected:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::string> values_;
};

class MemoryBackend : public Backend {
public:
  void expire(const std::string &key) override {
    std::lock_guard<std::mutex> lock(mutex_);
    values_.erase(key);
  }
};
