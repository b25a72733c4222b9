#include "profile_cache.h"

#include <algorithm>
#include <mutex>

namespace sessiond {

constexpr std::size_t kCapacity = 512;

std::optional<std::string> ProfileCache::get(const std::string &user) {
  std::shared_lock<std::shared_mutex> lock(mutex_);
  auto it = pages_.find(user);
  if (it == pages_.end())
    return std::nullopt;
  it->second.last_read = Clock::now();
  return it->second.text;
}

void ProfileCache::put(const std::string &user, const std::string &text) {
  std::unique_lock<std::shared_mutex> lock(mutex_);
  if (pages_.size() >= kCapacity)
    pages_.erase(std::min_element(
        pages_.begin(), pages_.end(), [](const auto &a, const auto &b) {
          return a.second.last_read < b.second.last_read;
        }));
  pages_[user] = {text, Clock::now()};
}

void ProfileCache::invalidate(const std::string &user) {
  std::unique_lock<std::shared_mutex> lock(mutex_);
  pages_.erase(user);
}

std::size_t ProfileCache::size() const {
  std::shared_lock<std::shared_mutex> lock(mutex_);
  return pages_.size();
}

} // namespace sessiond
