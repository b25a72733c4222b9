// A flag that is set under the lock keeps the others away after it is released.
#include <map>
#include <mutex>
#include <string>

class Releases {
public:
  void add(const std::string &key, int value) {
    std::lock_guard<std::mutex> hold(mutex_);
    pending_[key] = value;
  }
  int get(const std::string &key) {
    std::lock_guard<std::mutex> hold(mutex_);
    auto it = pending_.find(key);
    return it == pending_.end() ? 0 : it->second;
  }
  void remove(const std::string &key) {
    std::lock_guard<std::mutex> hold(mutex_);
    pending_.erase(key);
  }
  void release() {
    {
      std::lock_guard<std::mutex> hold(mutex_);
      if (releasing_)
        return;
      releasing_ = true;
    }
    other_.swap(pending_); // The flag keeps everybody else out.
    std::lock_guard<std::mutex> hold(mutex_);
    releasing_ = false;
  }

private:
  std::mutex mutex_;
  bool releasing_ = false;
  std::map<std::string, int> pending_, other_;
};
