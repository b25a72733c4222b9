// case: G17-const-reference-leaves-the-lock
// from: tsixta/tsmap#5, eclipse-uprotocol/up-cpp#76
// family: escaping-element
// shape: values leave the lock as copies: by value, or as a shared_ptr that keeps the pointee alive
// mode: tidy
#include <map>
#include <memory>
#include <mutex>
#include <string>

struct Berth {
  std::string vessel;
  double draught = 0;
};

class Harbour {
public:
  void moor(int pier, const Berth &berth) {
    std::lock_guard<std::mutex> lock(mutex_);
    berths_[pier] = std::make_shared<const Berth>(berth);
  }
  void castOff(int pier) {
    std::lock_guard<std::mutex> lock(mutex_);
    berths_.erase(pier);
  }
  Berth berth(int pier) const {
    std::lock_guard<std::mutex> lock(mutex_);
    return *berths_.at(pier);
  }
  std::shared_ptr<const Berth> shared(int pier) const {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = berths_.find(pier);
    return it == berths_.end() ? nullptr : it->second;
  }

private:
  mutable std::mutex mutex_;
  std::map<int, std::shared_ptr<const Berth>> berths_;
};
