// case: K12-duplicate-filter
// from: pattern of message deduplication by id
// family: unbounded-map
// shape: two generations of the set; the older is dropped when the younger is full
// mode: tidy
#include <cstdint>
#include <unordered_set>
#include <utility>

namespace {
class DuplicateFilter {
public:
  bool isNew(std::uint64_t id) {
    if (older_.count(id))
      return false;
    if (!seen_.insert(id).second)
      return false;
    if (seen_.size() > 10000) {
      older_ = std::move(seen_);
      seen_.clear();
    }
    return true;
  }

private:
  std::unordered_set<std::uint64_t> seen_;
  std::unordered_set<std::uint64_t> older_;
};

DuplicateFilter filter;
} // namespace

bool deliver(std::uint64_t id) { return filter.isNew(id); }
