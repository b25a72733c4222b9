// case: G37-shared-counts-through-parameter
// from: tenstorrent/tt-metal#49274
// family: unlocked-map-access
// shape: the import fills a local map through the same helper without a lock, then adds it under the mutex
// mode: tidy
#include <map>
#include <mutex>
#include <string>
#include <vector>

using Counts = std::map<std::string, long>;

static void addTo(Counts &counts, const std::string &page, long hits) {
  counts[page] += hits;
}

class Traffic {
public:
  void hit(const std::string &page) {
    std::lock_guard<std::mutex> lock(mutex_);
    addTo(counts_, page, 1);
  }
  void import(const std::vector<std::string> &pages);
  long hits(const std::string &page) const {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = counts_.find(page);
    return it == counts_.end() ? 0 : it->second;
  }
  void forget(const std::string &page) {
    std::lock_guard<std::mutex> lock(mutex_);
    counts_.erase(page);
  }

private:
  mutable std::mutex mutex_;
  Counts counts_;
};

void Traffic::import(const std::vector<std::string> &pages) {
  Counts batch;
  for (const std::string &page : pages)
    addTo(batch, page, 1);
  std::lock_guard<std::mutex> lock(mutex_);
  for (const auto &entry : batch)
    addTo(counts_, entry.first, entry.second);
}
