// case: G17-const-reference-leaves-the-lock
// from: tsixta/tsmap#5, eclipse-uprotocol/up-cpp#76
// family: escaping-element
// shape: a locked getter returns a reference to the element; another method erases elements under the same lock
// mode: tidy
#include <map>
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
    berths_[pier] = berth;
  }
  void castOff(int pier) {
    std::lock_guard<std::mutex> lock(mutex_);
    berths_.erase(pier);
  }
  const Berth &berth(int pier) const {
    std::lock_guard<std::mutex> lock(mutex_);
    return berths_.at(pier); // expect: escaping-element // accept: unlocked-map-access
  }

private:
  mutable std::mutex mutex_;
  std::map<int, Berth> berths_;
};
