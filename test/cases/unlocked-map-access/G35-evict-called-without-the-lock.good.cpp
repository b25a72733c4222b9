// case: G35-evict-called-without-the-lock
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: both callers of the private helper hold the mutex
// mode: tidy
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

// Thumbnails, at most maxBytes in all.
class ThumbCache {
public:
  explicit ThumbCache(std::size_t maxBytes) : maxBytes_(maxBytes) {}

  void put(int photo, const std::string &bytes) {
    std::lock_guard<std::mutex> lock(mutex_);
    bytes_ += bytes.size();
    thumbs_.emplace(photo, bytes);
    evict();
  }
  std::string get(int photo) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = thumbs_.find(photo);
    return it == thumbs_.end() ? std::string() : it->second;
  }
  void resize(std::size_t maxBytes) {
    std::lock_guard<std::mutex> lock(mutex_);
    maxBytes_ = maxBytes;
    evict();
  }

private:
  void evict() {
    while (bytes_ > maxBytes_ && !thumbs_.empty()) {
      auto oldest = thumbs_.begin();
      bytes_ -= oldest->second.size();
      thumbs_.erase(oldest);
    }
  }

  std::mutex mutex_;
  std::map<int, std::string> thumbs_;
  std::size_t maxBytes_;
  std::size_t bytes_ = 0;
};
