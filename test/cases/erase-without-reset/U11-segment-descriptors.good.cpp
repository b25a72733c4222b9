// case: U11-segment-descriptors
// from: memory: file pools with an open-files limit (evicted entry keeps its descriptor open)
// family: erase-without-reset
// shape: the least recently used file is closed before its entry is evicted from the pool
// mode: tidy
// flags:
#include <cstddef>
#include <fcntl.h>
#include <map>
#include <string>
#include <sys/types.h>
#include <unistd.h>

class SegmentPool {
 public:
  explicit SegmentPool(std::size_t limit) : limit_(limit) {}
  SegmentPool(const SegmentPool&) = delete;
  SegmentPool& operator=(const SegmentPool&) = delete;
  ~SegmentPool() {
    for (const auto& entry : open_)
      ::close(entry.second.fd);
  }

  ssize_t read(const std::string& path, off_t offset, void* buffer, std::size_t size) {
    auto it = open_.find(path);
    if (it == open_.end()) {
      if (open_.size() >= limit_)
        evictOldest();
      const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
      if (fd < 0)
        return -1;
      it = open_.emplace(path, OpenSegment{fd, 0}).first;
    }
    it->second.lastUse = ++clock_;
    return ::pread(it->second.fd, buffer, size, offset);
  }

  bool release(const std::string& path) {
    auto it = open_.find(path);
    if (it == open_.end())
      return false;
    ::close(it->second.fd);
    open_.erase(it);
    return true;
  }

 private:
  struct OpenSegment {
    int fd;
    unsigned long lastUse;
  };

  void evictOldest() {
    auto oldest = open_.begin();
    for (auto it = open_.begin(); it != open_.end(); ++it) {
      if (it->second.lastUse < oldest->second.lastUse)
        oldest = it;
    }
    if (oldest != open_.end()) {
      ::close(oldest->second.fd);
      open_.erase(oldest);
    }
  }

  std::size_t limit_;
  unsigned long clock_ = 0;
  std::map<std::string, OpenSegment> open_;
};
