// concurrent_nested_map: contracts, failures, and chosen schedules.
#include <gtest/gtest.h>
#include <memory>
#include <string>

#include "mapwarden/concurrent_nested_map.h"
#include "scheduled_sync.h"
#include "test_types.h"

namespace {

using mapwarden::concurrent_nested_map;
using mapwarden::nested_options;
using namespace mapwarden_test;

struct set_clock : mapwarden::detail::thread_sync {
  inline static std::int64_t time = 0;
  static std::int64_t now() noexcept { return time; }
};
template <class K, class V, class Sync,
          class Alloc = std::allocator<std::pair<const K, V>>,
          class Hash = std::hash<K>>
using map_of = concurrent_nested_map<K, K, V, Hash, Hash, std::equal_to<K>,
                                     std::equal_to<K>, Alloc, Sync>;

TEST(ConcurrentNestedMap, InnerMapsComeAndGoWithTheirEntries) {
  concurrent_nested_map<int, std::string, int> m;
  EXPECT_FALSE(m.get(1, "a"));
  EXPECT_FALSE(m.erase(1, "a"));
  EXPECT_EQ(m.erase(1), 0u);
  EXPECT_FALSE(m.contains(1, "a"));
  EXPECT_EQ(m.outer_size(), 0u) << "a lookup created an inner map";
  EXPECT_TRUE(m.put(1, "a", 10));
  EXPECT_FALSE(m.put(1, "a", 11));
  EXPECT_TRUE(m.put(1, "b", 20));
  EXPECT_TRUE(m.put(2, "a", 30));
  EXPECT_EQ(m.size(), 3u);
  EXPECT_EQ(m.outer_size(), 2u);
  EXPECT_EQ(m.get(1, "a"), 11);
  EXPECT_EQ(m.inner_size(1), 2u);
  EXPECT_TRUE(m.erase(1, "a"));
  EXPECT_TRUE(m.erase(1, "b"));
  EXPECT_EQ(m.outer_size(), 1u);
  EXPECT_FALSE(m.contains(1));
  EXPECT_EQ(m.erase(2), 1u);
  EXPECT_TRUE(m.empty());
  EXPECT_EQ(m.outer_size(), 0u);
  static_assert(decltype(m)::inner_map_bytes() <= 64);
}

TEST(ConcurrentNestedMap, UpsertAndVisit) {
  concurrent_nested_map<int, int, int> m;
  EXPECT_TRUE(m.upsert(1, 1, [](int &n) { ++n; }));
  EXPECT_FALSE(m.upsert(1, 1, [](int &n) { ++n; }));
  EXPECT_TRUE(m.upsert(1, 2, [](int &n) { ++n; }, 10));
  EXPECT_EQ(m.get(1, 1), 2);
  EXPECT_EQ(m.get(1, 2), 11);
  int sum = 0;
  EXPECT_TRUE(m.visit_inner(1, [&](const int &, int &v) { sum += v; }));
  EXPECT_EQ(sum, 13);
  EXPECT_TRUE(m.visit_inner(1, [&](const int &k, int &) { return k == 1; }));
  EXPECT_EQ(m.inner_size(1), 1u);
  EXPECT_TRUE(m.visit_inner(1, [&](const int &, int &) { return true; }));
  EXPECT_EQ(m.outer_size(), 0u);
  EXPECT_FALSE(m.visit_inner(1, [](const int &, int &) {}));
}

TEST(ConcurrentNestedMap, CallingItFromItsOwnFunctionIsRefused) {
  concurrent_nested_map<int, int, int> m;
  m.put(1, 1, 1);
  EXPECT_THROW(m.upsert(1, 1, [&](int &) { m.contains(1, 2); }),
               std::logic_error);
  EXPECT_THROW(m.visit_inner(1, [&](const int &, int &) { m.erase(1); }),
               std::logic_error);
  EXPECT_TRUE(m.contains(1, 1));
}

TEST(ConcurrentNestedMap, BadOptionsAreRefused) {
  nested_options o;
  o.max_inner = 0;
  EXPECT_THROW((concurrent_nested_map<int, int, int>(o)),
               std::invalid_argument);
  o = nested_options();
  o.inner_ttl = std::chrono::nanoseconds(-1);
  EXPECT_THROW((concurrent_nested_map<int, int, int>(o)),
               std::invalid_argument);
}

TEST(ConcurrentNestedMap, ALimitPerOuterKeyDropsTheOldest) {
  nested_options o;
  o.max_inner = 3;
  concurrent_nested_map<int, int, int> m(o);
  for (int i = 0; i != 10; ++i) {
    m.put(1, i, i);
    m.put(1, 0, i); // written again and again: stays
    ASSERT_LE(m.inner_size(1), 3u);
  }
  EXPECT_TRUE(m.contains(1, 0));
  EXPECT_TRUE(m.contains(1, 9));
  EXPECT_FALSE(m.contains(1, 1));
  EXPECT_EQ(m.size(), 3u);
}

TEST(ConcurrentNestedMap, InnerEntriesExpire) {
  set_clock::time = 0;
  nested_options o;
  o.inner_ttl = std::chrono::nanoseconds(100);
  map_of<int, int, set_clock> m(o);
  m.put(1, 1, 1);
  m.put(2, 1, 1);
  set_clock::time = 50;
  m.put(1, 2, 2);
  set_clock::time = 100;
  EXPECT_FALSE(m.get(1, 1));
  EXPECT_EQ(m.get(1, 2), 2);
  EXPECT_TRUE(m.put(1, 1, 5)) << "the expired entry still counted";
  EXPECT_EQ(m.inner_size(1), 2u);
  EXPECT_TRUE(m.put(2, 1, 7)) << "the last inner entry had expired";
  EXPECT_EQ(m.get(2, 1), 7);
  EXPECT_EQ(m.size(), 3u);
  set_clock::time = 1000;
  EXPECT_EQ(m.expire_now(), 3u);
  EXPECT_EQ(m.outer_size(), 0u);
}

struct small_tables : mapwarden::detail::thread_sync {
  static constexpr std::uint32_t max_entries = 100;
};
TEST(ConcurrentNestedMap, AFullTableThrowsLengthError) {
  nested_options o;
  o.stripes = 1;
  map_of<int, int, small_tables> m(o);
  for (int i = 0; i != 100; ++i)
    m.put(i, 1, i);
  EXPECT_THROW(m.put(100, 1, 0), std::length_error);
  EXPECT_EQ(m.outer_size(), 100u);
  EXPECT_EQ(m.size(), 100u);
  EXPECT_FALSE(m.contains(100));
  for (int i = 0; m.inner_size(1) != 100 && i != 200; ++i)
    m.put(1, i, i);
  EXPECT_THROW(m.put(1, 1000, 0), std::length_error);
  EXPECT_EQ(m.inner_size(1), 100u);
}

TEST(ConcurrentNestedMap, AFailedInsertionLeavesNothing) {
  using map = map_of<fragile, fragile, mapwarden::detail::thread_sync,
                     fragile_allocator<std::pair<const fragile, fragile>>,
                     fragile_hash>;
  fragile::alive = 0;
  allocation_count::bytes = 0;
  {
    nested_options o;
    o.stripes = 4;
    map m(o);
    const fragile key(1);
    int failures = 0;
    for (int i = 0; i != 100; ++i) {
      const fragile inner(i);
      failures += fail_at_every_step(
          [&] { m.upsert(key, inner, [](fragile &) { faults::step(); }, i); },
          [&](int step) {
            ASSERT_EQ(m.size(), static_cast<std::size_t>(i)) << step;
            ASSERT_EQ(m.outer_size(), i == 0 ? 0u : 1u) << step;
          });
    }
    EXPECT_GE(failures, 400);
    EXPECT_EQ(m.inner_size(key), 100u);
    for (int i = 0; i != 100; ++i)
      EXPECT_TRUE(m.erase(key, fragile(i)));
    EXPECT_EQ(m.outer_size(), 0u);
  }
  EXPECT_EQ(fragile::alive, 0);
  EXPECT_EQ(allocation_count::bytes, 0);
}

// Every other member, with and without a limit of inner entries and a time to
// live: what fails has no effect. (A function given to upsert or visit_inner
// that throws leaves what it did to a value, and what it removed.)
TEST(ConcurrentNestedMap, AFailedOperationHasNoEffect) {
  using map = map_of<fragile, fragile, mapwarden::detail::thread_sync,
                     fragile_allocator<std::pair<const fragile, fragile>>,
                     fragile_hash>;
  nested_options all[2];
  all[0].stripes = all[1].stripes = 2;
  all[1].max_inner = 4;
  all[1].inner_ttl = std::chrono::hours(1);
  for (const nested_options &o : all) {
    fragile::alive = 0;
    allocation_count::bytes = 0;
    {
      map m(o);
      const fragile outer(1), inner(2), other(9);
      for (int i = 0; i != 4; ++i)
        m.put(outer, fragile(i), fragile(10 * i));
      const auto strong = [&](int least, auto action) {
        const int failures = fail_at_every_step(
            [&] { action(); },
            [&](int step) {
              ASSERT_EQ(m.size(), 4u) << step;
              ASSERT_EQ(m.outer_size(), 1u) << step;
              for (int i = 0; i != 4; ++i)
                ASSERT_EQ(m.get(outer, fragile(i))->value, 10 * i) << step;
            });
        EXPECT_GE(failures, least);
      };
      strong(3, [&] { (void)m.get(outer, inner); });
      strong(2, [&] { (void)m.contains(outer, other); });
      strong(2, [&] {
        (void)m.visit_inner(outer,
                            [](const fragile &, fragile &) { faults::step(); });
      });
      strong(3, [&] { m.put(outer, inner, fragile(20)); });
      strong(5, [&] { m.put(other, inner, fragile(7)); });
      EXPECT_EQ(m.erase(other), 1u);
      strong(2, [&] { (void)m.erase(outer, inner); });
      EXPECT_EQ(m.size(), 3u);
      m.put(outer, inner, fragile(20));
      strong(1, [&] { (void)m.erase(outer); });
      EXPECT_TRUE(m.empty());
    }
    EXPECT_EQ(fragile::alive, 0);
    EXPECT_EQ(allocation_count::bytes, 0);
  }
}

// Pruning happens in the same critical section: an entry put while another
// thread erases the last one is never lost with the inner map.
TEST(ConcurrentNestedMapSchedule, PruningLosesNoEntry) {
  for (std::uint32_t seed = 0; seed != 1500; ++seed) {
    map_of<int, int, scheduled_sync> m;
    std::vector<std::function<void()>> bodies;
    for (int t = 0; t != 3; ++t)
      bodies.push_back([&m, t] {
        for (int i = 0; i != 4; ++i) {
          ASSERT_TRUE(m.put(1, t, i));
          ASSERT_EQ(m.get(1, t), i);
          ASSERT_TRUE(m.erase(1, t));
        }
        ASSERT_TRUE(m.put(1, t, 7));
      });
    scheduler::run(seed, std::move(bodies));
    ASSERT_EQ(m.inner_size(1), 3u);
    ASSERT_EQ(m.erase(1), 3u);
    ASSERT_EQ(m.outer_size(), 0u);
  }
}

} // namespace
