// case: L22-fragment-use-times
// from: fresh
// family: unlocked-map-access
// shape: fetch() writes under the reader lock too, but only an atomic inside the found element; the map itself is not changed
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
    touch(it->second);
    return it->second.body;
  }

  void store(std::uint64_t key, std::shared_ptr<const std::string> body) {
    WriteGuard guard(mutex_);
    if (fragments_.size() >= capacity_ && fragments_.count(key) == 0)
      evict_one();
    Fragment &fragment = fragments_[key];
    fragment.body = std::move(body);
    touch(fragment);
  }

  void drop(std::uint64_t key) {
    WriteGuard guard(mutex_);
    fragments_.erase(key);
  }

private:
  struct Fragment {
    std::shared_ptr<const std::string> body;
    std::atomic<std::uint64_t> last_use{0};
  };

  void touch(Fragment &fragment) {
    fragment.last_use.store(++tick_, std::memory_order_relaxed);
  }

  void evict_one() {
    auto oldest = std::min_element(fragments_.begin(), fragments_.end(), [](const auto &a, const auto &b) {
      return a.second.last_use.load() < b.second.last_use.load();
    });
    if (oldest != fragments_.end())
      fragments_.erase(oldest);
  }

  const std::size_t capacity_;
  std::atomic<std::uint64_t> tick_{0};
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::uint64_t, Fragment> fragments_;
};

} // namespace cms
