// case: G24-reset-under-shared-lock
// from: WasmEdge/WasmEdge#4770
// family: unlocked-map-access
// shape: reset() walks the map and clears it while it holds the reader lock only
// mode: tidy
#include <atomic>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>

struct Font {
  std::string file;
  std::atomic<int> users{0};
};

class FontStore {
public:
  void load(const std::string &name, const std::string &file) {
    std::unique_lock<std::shared_mutex> lock(mutex_);
    fonts_[name].file = file;
  }
  std::string file(const std::string &name) const {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    auto it = fonts_.find(name);
    return it == fonts_.end() ? std::string() : it->second.file;
  }
  void reset() noexcept {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    for (auto &entry : fonts_)
      entry.second.users = 0;
    fonts_.clear(); // expect: unlocked-map-access
  }

private:
  mutable std::shared_mutex mutex_;
  std::map<std::string, Font> fonts_;
};
