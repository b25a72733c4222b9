// concurrent_nested_map: what walks over all outer keys meets each of them,
// also where a leaf of the table is exactly full or overflows.
#include <chrono>
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <utility>

#include "mapwarden/concurrent_nested_map.h"
#include "test_types.h"

namespace {

using mapwarden::concurrent_nested_map;
using mapwarden::nested_options;
using mapwarden_test::counted;

// While the map grows to so many outer keys, one leaf after the other becomes
// full: a leaf holds 385 entries, so one of 2 leaves is at about 2 * 385.
constexpr int fewest = 380, most = 860;

template <class V, class Hash = std::hash<int>>
using map_of = concurrent_nested_map<int, int, V, Hash>;

nested_options one_stripe() {
  nested_options o;
  o.stripes = 1;
  return o;
}
template <class V, class Hash> void fill(map_of<V, Hash> &m, int outers) {
  for (int i = 0; i != outers; ++i)
    m.put(i, 1, V(i));
}

TEST(ConcurrentNestedMapWalk, ClearLeavesNothingInALeafThatIsFull) {
  for (int n = fewest; n != most; ++n) {
    map_of<int> m(one_stripe());
    fill(m, n);
    ASSERT_EQ(m.outer_size(), static_cast<std::size_t>(n));
    m.clear();
    ASSERT_EQ(m.size(), 0u) << n;
    ASSERT_EQ(m.outer_size(), 0u) << n;
  }
}

TEST(ConcurrentNestedMapWalk, TheDestructorDestroysEveryEntry) {
  for (int n = fewest; n != most; ++n) {
    {
      map_of<counted> m(one_stripe());
      fill(m, n);
      ASSERT_EQ(counted::alive, n);
    }
    ASSERT_EQ(counted::alive, 0) << n;
  }
}

TEST(ConcurrentNestedMapWalk, ExpireNowEndsWhenNothingHasExpired) {
  nested_options o = one_stripe();
  o.inner_ttl = std::chrono::hours(1);
  map_of<int> m(o);
  for (int i = 0; i != 1600; ++i) {
    m.put(i, 1, i);
    ASSERT_EQ(m.expire_now(), 0u);
  }
  EXPECT_EQ(m.outer_size(), 1600u);
}

// All in one chain of leaves.
struct same_hash {
  std::size_t operator()(int) const noexcept { return 7; }
};
TEST(ConcurrentNestedMapWalk, AChainOfLeavesIsWalkedToItsEnd) {
  nested_options o = one_stripe();
  o.inner_ttl = std::chrono::hours(1);
  for (int n : {385, 386, 770, 1600}) {
    {
      map_of<counted, same_hash> m(o);
      fill(m, n);
      ASSERT_EQ(m.expire_now(), 0u) << n;
      m.clear();
      ASSERT_EQ(m.outer_size(), 0u) << n;
      ASSERT_EQ(counted::alive, 0) << n;
      fill(m, n);
    }
    ASSERT_EQ(counted::alive, 0) << n;
  }
}

struct set_clock : mapwarden::detail::thread_sync {
  inline static std::int64_t time = 0;
  static std::int64_t now() noexcept { return time; }
};
TEST(ConcurrentNestedMapWalk, ExpireNowRemovesWhatHasExpiredAndNoMore) {
  using map = concurrent_nested_map<
      int, int, int, std::hash<int>, std::hash<int>, std::equal_to<int>,
      std::equal_to<int>, std::allocator<std::pair<const int, int>>, set_clock>;
  nested_options o = one_stripe();
  o.inner_ttl = std::chrono::nanoseconds(100);
  for (int n = fewest; n < most; n += 7) {
    map m(o);
    set_clock::time = 0;
    for (int i = 0; i != n; ++i) {
      m.put(i, 1, i);
      m.put(i, 2, i);
    }
    set_clock::time = 50;
    for (int i = 0; i < n; i += 3)
      m.put(i, 2, i); // a third keeps one entry
    set_clock::time = 100;
    const auto kept = static_cast<std::size_t>((n + 2) / 3);
    ASSERT_EQ(m.expire_now(), 2 * static_cast<std::size_t>(n) - kept) << n;
    ASSERT_EQ(m.outer_size(), kept) << n;
    ASSERT_EQ(m.size(), kept) << n;
  }
}

} // namespace
