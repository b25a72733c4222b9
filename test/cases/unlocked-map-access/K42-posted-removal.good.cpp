// case: K42-posted-removal
// from: pattern of tasks posted to an executor while the lock is held
// family: unlocked-map-access
// shape: the lambda takes the lock itself
// mode: tidy
#include <functional>
#include <map>
#include <mutex>
#include <string>

void post(std::function<void()> task);

class Transfers {
public:
  void begin(int id, const std::string &name) {
    std::lock_guard<std::mutex> lock(mutex_);
    names_[id] = name;
  }
  std::string name(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = names_.find(id);
    return it == names_.end() ? "" : it->second;
  }
  void finished(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    ++finished_;
    post([this, id] {
      std::lock_guard<std::mutex> again(mutex_);
      names_.erase(id);
    });
  }

private:
  std::mutex mutex_;
  int finished_ = 0;
  std::map<int, std::string> names_;
};
