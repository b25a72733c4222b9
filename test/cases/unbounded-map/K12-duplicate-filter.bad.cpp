// case: K12-duplicate-filter
// from: pattern of message deduplication by id
// family: unbounded-map
// shape: every message id that was ever seen stays in a set
// mode: tidy
#include <cstdint>
#include <unordered_set>
#include <utility>

namespace {
class DuplicateFilter {
public:
  bool isNew(std::uint64_t id) {
    return seen_.insert(id).second;
  }

private:
  std::unordered_set<std::uint64_t> seen_; // expect: unbounded-map
};

DuplicateFilter filter;
} // namespace

bool deliver(std::uint64_t id) { return filter.isNew(id); }
