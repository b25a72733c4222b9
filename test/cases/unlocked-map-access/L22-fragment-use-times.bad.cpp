// case: L22-fragment-use-times
// from: fresh
// family: unlocked-map-access
// shape: fetch() holds the reader lock only and calls a helper that inserts the time of use into a second map
// mode: tidy
// flags:
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace cms {

class FragmentCache {
  using ReadGuard = std::shared_lock<std::shared_mutex>;
  using WriteGuard = std::unique_lock<std::shared_mutex>;

public:
  explicit FragmentCache(std::size_t capacity) : capacity_(capacity) {}

  std::shared_ptr<const std::string> fetch(std::uint64_t key) {
    ReadGuard guard(mutex_);
    auto it = fragments_.find(key);
    if (it == fragments_.end())
      return nullptr;
    touch(key); // accept: unlocked-map-access
    return it->second.body;
  }

  void store(std::uint64_t key, std::shared_ptr<const std::string> body) {
    WriteGuard guard(mutex_);
    if (fragments_.size() >= capacity_ && fragments_.count(key) == 0)
      evict_one();
    fragments_[key].body = std::move(body);
    touch(key);
  }

  void drop(std::uint64_t key) {
    WriteGuard guard(mutex_);
    fragments_.erase(key);
    last_use_.erase(key);
  }

private:
  struct Fragment {
    std::shared_ptr<const std::string> body;
  };

  void touch(std::uint64_t key) {
    last_use_[key] = ++tick_; // expect: unlocked-map-access
  }

  void evict_one() {
    auto oldest = std::min_element(last_use_.begin(), last_use_.end(),
                                   [](const auto &a, const auto &b) { return a.second < b.second; });
    if (oldest == last_use_.end())
      return;
    fragments_.erase(oldest->first);
    last_use_.erase(oldest);
  }

  const std::size_t capacity_;
  std::atomic<std::uint64_t> tick_{0};
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::uint64_t, Fragment> fragments_;
  std::unordered_map<std::uint64_t, std::uint64_t> last_use_;
};

} // namespace cms
