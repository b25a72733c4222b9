// Whether what several threads saw of one key is what some order of their
// operations, one after another, would give (Wing and Gong 1993).
#ifndef MAPWARDEN_TEST_RUNTIME_LINEARIZABILITY_H
#define MAPWARDEN_TEST_RUNTIME_LINEARIZABILITY_H

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace mapwarden_test {

// An operation on one key between two moments. Values are at least 1; 0 is "not
// there".
struct operation {
  enum kind { assign, emplace, get, erase, add } what;
  int argument; // assign, emplace, add
  int result;   // get: the value; emplace, erase, add: whether it did it
  std::uint64_t begin, end;

  // Applies it to a value; false if the result is not what was seen.
  bool apply(int &value) const {
    const bool there = value != 0;
    switch (what) {
    case assign:
      value = argument;
      return true;
    case emplace:
      if (!there)
        value = argument;
      return result == (there ? 0 : 1);
    case get:
      return result == value;
    case erase:
      value = 0;
      return result == (there ? 1 : 0);
    case add:
      if (there)
        value += argument;
      return result == (there ? 1 : 0);
    }
    return false;
  }
};

// Exponential at worst; for up to 60 operations with few overlaps.
class linearizability {
public:
  static bool check(const std::vector<operation> &history) {
    linearizability c(history);
    return c.search(0, 0);
  }

private:
  explicit linearizability(const std::vector<operation> &h) : history_(h) {}

  bool search(std::uint64_t done, int value) {
    if (done == (std::uint64_t{1} << history_.size()) - 1)
      return true;
    if (!seen_.insert({done, value}).second)
      return false;
    std::uint64_t first_end = UINT64_MAX;
    for (std::size_t i = 0; i != history_.size(); ++i)
      if ((done >> i & 1) == 0 && history_[i].end < first_end)
        first_end = history_[i].end;
    for (std::size_t i = 0; i != history_.size(); ++i) {
      if ((done >> i & 1) != 0 || history_[i].begin > first_end)
        continue; // done, or begun after another one had ended
      int next = value;
      if (history_[i].apply(next) && search(done | std::uint64_t{1} << i, next))
        return true;
    }
    return false;
  }

  const std::vector<operation> &history_;
  std::set<std::pair<std::uint64_t, int>> seen_;
};

} // namespace mapwarden_test

#endif // MAPWARDEN_TEST_RUNTIME_LINEARIZABILITY_H
