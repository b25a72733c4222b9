// concurrent_map, contract by contract, on one thread.
#include <chrono>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "mapwarden/concurrent_map.h"
#include "test_types.h"

namespace {

using mapwarden::concurrent_map;
using mapwarden::concurrent_options;
using mapwarden_test::counted;

// A clock that the test sets.
struct set_clock : mapwarden::detail::thread_sync {
  inline static std::int64_t time = 0;
  static std::int64_t now() noexcept { return time; }
};
template <class K, class V>
using timed_map =
    concurrent_map<K, V, std::hash<K>, std::equal_to<K>,
                   std::allocator<std::pair<const K, V>>, set_clock>;

concurrent_options bounded(std::size_t n) {
  concurrent_options o;
  o.max_entries = n;
  return o;
}

TEST(ConcurrentMap, EmptyIsSmallAndHoldsNoMemory) {
  static_assert(sizeof(concurrent_map<int, int>) <= 64);
  concurrent_map<int, int> m;
  EXPECT_TRUE(m.find(1) == m.end());
  EXPECT_FALSE(m.get(1));
  EXPECT_FALSE(m.erase(1));
  EXPECT_FALSE(m.update(1, [](int &) {}));
  EXPECT_FALSE(m.take(1));
  m.clear();
  EXPECT_EQ(m.size(), 0u);
  EXPECT_EQ(m.bytes(), 0u);
}

TEST(ConcurrentMap, BadOptionsAreRefused) {
  EXPECT_THROW((concurrent_map<int, int>(bounded(0))), std::invalid_argument);
  concurrent_options o;
  o.write_ttl = std::chrono::nanoseconds(-1);
  EXPECT_THROW((concurrent_map<int, int>(o)), std::invalid_argument);
}

TEST(ConcurrentMap, FindPinsAndIsNoLock) {
  concurrent_map<int, std::string> m;
  m.insert_or_assign(1, "one");
  auto h = m.find(1);
  ASSERT_TRUE(h != m.end());
  EXPECT_EQ(h->first, 1);
  EXPECT_EQ((*h).second, "one");
  static_assert(std::is_const_v<std::remove_reference_t<decltype(*h)>>);
  static_assert(!std::is_copy_constructible_v<decltype(h)>);
  m.insert_or_assign(1, "uno");
  EXPECT_EQ(h->second, "one") << "a pinned value was changed";
  EXPECT_TRUE(h.detached());
  EXPECT_EQ(m.detached_entries(), 1u);
  EXPECT_TRUE(m.update(1, [](std::string &v) { v += "!"; }));
  EXPECT_TRUE(m.erase(1));
  EXPECT_EQ(h->second, "one");
  auto moved = std::move(h);
  EXPECT_TRUE(h == m.end());
  EXPECT_EQ(moved->second, "one");
  moved.reset();
  EXPECT_EQ(m.detached_entries(), 0u);
}

TEST(ConcurrentMap, UpdatingAPinnedEntryCopiesIt) {
  concurrent_map<int, int> m;
  m.try_emplace(1, 10);
  auto h = m.find(1);
  EXPECT_TRUE(m.update(1, [](int &v) { v = 11; }));
  EXPECT_EQ(h->second, 10);
  EXPECT_EQ(m.get(1), 11);
  EXPECT_FALSE(m.upsert(1, [](int &v) { ++v; }));
  EXPECT_TRUE(m.upsert(2, [](int &v) { ++v; }));
  EXPECT_TRUE(m.upsert(3, [](int &v) { ++v; }, 5));
  EXPECT_EQ(m.get(1), 12);
  EXPECT_EQ(m.get(2), 1);
  EXPECT_EQ(m.get(3), 6);
}

TEST(ConcurrentMap, WhatAnUpdateDidBeforeItThrewStays) {
  concurrent_map<int, int> m;
  m.try_emplace(1, 10);
  const auto failing = [](int &v) {
    ++v;
    throw std::runtime_error("update");
  };
  EXPECT_THROW(m.update(1, failing), std::runtime_error);
  EXPECT_EQ(m.get(1), 11);
  auto h = m.find(1);
  EXPECT_THROW(m.update(1, failing), std::runtime_error);
  EXPECT_EQ(m.get(1), 12);
  EXPECT_EQ(h->second, 11);
  EXPECT_THROW(m.upsert(2, failing), std::runtime_error);
  EXPECT_FALSE(m.contains(2));
}

TEST(ConcurrentMap, AHandleMayOutliveTheMap) {
  counted::alive = 0;
  {
    concurrent_map<int, counted>::handle linked, detached;
    {
      concurrent_map<int, counted> m;
      for (int i = 0; i != 1000; ++i)
        m.try_emplace(i, i);
      linked = m.find(1);
      detached = m.find(2);
      m.erase(2);
      EXPECT_EQ(counted::alive, 1000);
    }
    EXPECT_EQ(counted::alive, 2);
    EXPECT_EQ(linked->second.value, 1);
    EXPECT_EQ(detached->second.value, 2);
  }
  EXPECT_EQ(counted::alive, 0);
}

TEST(ConcurrentMap, TryEmplaceMovesNothingWhenTheKeyIsThere) {
  concurrent_map<std::string, std::unique_ptr<int>> m;
  EXPECT_TRUE(m.try_emplace("a", std::make_unique<int>(1)).second);
  auto value = std::make_unique<int>(2);
  std::string key = "a";
  EXPECT_FALSE(m.try_emplace(std::move(key), std::move(value)).second);
  EXPECT_NE(value, nullptr);
  EXPECT_EQ(key, "a");
  EXPECT_TRUE(m.insert_or_assign("b", std::move(value)));
  EXPECT_EQ(*m.find("b")->second, 2);
}

TEST(ConcurrentMap, MoveOnlyValuesCannotBeChangedUnderAReader) {
  concurrent_map<int, std::unique_ptr<int>> m;
  m.try_emplace(1, std::make_unique<int>(1));
  {
    auto h = m.find(1);
    EXPECT_THROW(m.update(1, [](auto &p) { *p = 2; }), mapwarden::entry_pinned);
    EXPECT_THROW(m.take(1), mapwarden::entry_pinned);
    EXPECT_EQ(*h->second, 1);
  }
  EXPECT_TRUE(m.update(1, [](auto &p) { *p = 2; }));
  auto taken = m.take(1);
  ASSERT_TRUE(taken);
  EXPECT_EQ(**taken, 2);
  EXPECT_FALSE(m.contains(1));
}

TEST(ConcurrentMap, TakeCopiesAPinnedValue) {
  concurrent_map<int, std::string> m;
  m.try_emplace(1, "one");
  auto h = m.find(1);
  EXPECT_EQ(m.take(1), "one");
  EXPECT_EQ(h->second, "one");
}

TEST(ConcurrentMap, EraseIfAsksUnderTheLock) {
  concurrent_map<int, int> m;
  m.try_emplace(1, 10);
  EXPECT_FALSE(m.erase_if(1, [](const int &v) { return v == 11; }));
  EXPECT_TRUE(m.erase_if(1, [](const int &v) { return v == 10; }));
  EXPECT_FALSE(m.erase_if(1, [](const int &) { return true; }));
}

TEST(ConcurrentMap, ForEachMeetsEveryEntryOnceAndMayCallTheMap) {
  concurrent_map<int, int> m;
  for (int i = 0; i != 20000; ++i)
    m.try_emplace(i, i);
  std::set<int> met;
  m.for_each([&](const std::pair<const int, int> &e) {
    EXPECT_TRUE(met.insert(e.first).second);
    m.erase(e.first);
    if (e.first % 2 == 0)
      m.try_emplace(e.first + 100000, 0);
  });
  for (int i = 0; i != 20000; ++i)
    ASSERT_EQ(met.count(i), 1u);
  m.clear();
  EXPECT_TRUE(m.snapshot().empty());
  m.try_emplace(1, 2);
  EXPECT_EQ(m.snapshot(), (std::vector<std::pair<int, int>>{{1, 2}}));
}

TEST(ConcurrentMap, CallingItFromItsOwnUpdateIsRefused) {
  concurrent_map<int, int> m, other;
  m.try_emplace(1, 1);
  EXPECT_THROW(m.update(1, [&](int &) { m.contains(1); }), std::logic_error);
  EXPECT_THROW(m.update(1, [&](int &) { m.try_emplace(2, 2); }),
               std::logic_error);
  EXPECT_THROW(m.erase_if(1, [&](const int &) { return m.erase(2); }),
               std::logic_error);
  EXPECT_TRUE(m.update(1, [&](int &) { other.try_emplace(1, 1); }));
  EXPECT_TRUE(m.contains(1)) << "a lock was left behind";
  auto h = m.find(1);
  m.erase(1);
  m.try_emplace(1, 1);
  EXPECT_TRUE(m.update(1, [&](int &) { h.reset(); })) << "handles may go";
  EXPECT_EQ(m.detached_entries(), 0u);
}

// --- bound ---

TEST(ConcurrentMap, NeverHoldsMoreThanItsBound) {
  for (std::size_t n : {1u, 2u, 3u, 10u, 100u, 70000u}) {
    concurrent_map<int, int> m(bounded(n));
    for (int i = 0; i != static_cast<int>(3 * n); ++i) {
      ASSERT_TRUE(m.try_emplace(i, i).second);
      ASSERT_LE(m.size(), n);
      ASSERT_TRUE(m.contains(i)) << "the new entry was evicted";
    }
    EXPECT_EQ(m.size(), n);
    EXPECT_EQ(m.snapshot().size(), n);
    EXPECT_EQ(m.evictions(), 2 * n);
  }
}

// quick-cache#55: stripes that fill unevenly must not evict before the map is
// full.
TEST(ConcurrentMap, EvictsNothingBeforeItIsFull) {
  for (std::uint32_t stripes : {1u, 16u, 256u}) {
    concurrent_options o = bounded(1000);
    o.stripes = stripes;
    concurrent_map<int, int> m(o);
    for (int i = 0; i != 1000; ++i)
      m.try_emplace(i * 64, i);
    EXPECT_EQ(m.evictions(), 0u);
    for (int i = 0; i != 1000; ++i)
      ASSERT_TRUE(m.contains(i * 64));
  }
}

// rocksdb#12141: a cache in which everything is pinned must take new entries
// and keep its bound.
TEST(ConcurrentMap, EverythingPinned) {
  concurrent_map<int, std::string> m(bounded(50));
  std::vector<concurrent_map<int, std::string>::handle> pins;
  for (int i = 0; i != 500; ++i) {
    pins.push_back(m.try_emplace(i, std::to_string(i)).first);
    ASSERT_LE(m.size(), 50u);
  }
  EXPECT_EQ(m.detached_entries(), 450u);
  for (int i = 0; i != 500; ++i)
    ASSERT_EQ(pins[static_cast<std::size_t>(i)]->second, std::to_string(i));
  pins.clear();
  EXPECT_EQ(m.detached_entries(), 0u);
  EXPECT_EQ(m.size(), 50u);
}

TEST(ConcurrentMap, EvictionSparesWhatIsUsed) {
  concurrent_options o = bounded(100);
  o.stripes = 1;
  concurrent_map<int, int> m(o);
  for (int i = 0; i != 10000; ++i) {
    m.try_emplace(i, i);
    m.find(0);
  }
  EXPECT_TRUE(m.contains(0));
}

// --- time to live ---

TEST(ConcurrentMap, EntriesExpireAfterWriting) {
  set_clock::time = 1000;
  concurrent_options o;
  o.write_ttl = std::chrono::nanoseconds(100);
  timed_map<int, int> m(o);
  m.try_emplace(1, 1);
  m.try_emplace(2, 2);
  set_clock::time = 1099;
  EXPECT_TRUE(m.contains(1));
  EXPECT_TRUE(m.find(1) != m.end());
  m.update(2, [](int &v) { ++v; });
  set_clock::time = 1100;
  EXPECT_FALSE(m.contains(1));
  EXPECT_TRUE(m.find(1) == m.end());
  EXPECT_EQ(m.get(2), 3);
  EXPECT_EQ(m.size(), 1u);
  EXPECT_TRUE(m.try_emplace(1, 5).second);
  set_clock::time = 1199;
  EXPECT_EQ(m.snapshot(), (std::vector<std::pair<int, int>>{{1, 5}}));
  EXPECT_EQ(m.expire_now(), 1u);
  EXPECT_EQ(m.size(), 1u);
}

TEST(ConcurrentMap, EntriesExpireAfterAccessButNotLaterThanAfterWriting) {
  set_clock::time = 0;
  concurrent_options o;
  o.write_ttl = std::chrono::nanoseconds(250);
  o.access_ttl = std::chrono::nanoseconds(100);
  timed_map<int, int> m(o);
  m.try_emplace(1, 1);
  m.try_emplace(2, 2);
  for (set_clock::time = 90; set_clock::time < 250; set_clock::time += 90) {
    EXPECT_TRUE(m.find(1) != m.end()) << set_clock::time;
  }
  EXPECT_FALSE(m.contains(2));
  set_clock::time = 250;
  EXPECT_FALSE(m.contains(1));
}

TEST(ConcurrentMap, WritesReapWhatExpired) {
  set_clock::time = 0;
  concurrent_options o;
  o.write_ttl = std::chrono::nanoseconds(10);
  o.stripes = 1;
  timed_map<int, int> m(o);
  for (int i = 0; i != 100; ++i)
    m.try_emplace(i, i);
  set_clock::time = 50;
  for (int i = 1000; i != 1160; ++i)
    m.try_emplace(i, i);
  EXPECT_EQ(m.size(), 160u);
}

// A thread may be so slow that its own entry expires while it inserts it.
struct racing_clock : mapwarden::detail::thread_sync {
  inline static std::int64_t time = 0;
  static std::int64_t now() noexcept { return time += 100; }
};
TEST(ConcurrentMap, WhatExpiresWhileItIsInsertedIsStillPinned) {
  concurrent_options o;
  o.write_ttl = std::chrono::nanoseconds(10);
  o.max_entries = 2;
  o.stripes = 1;
  concurrent_map<int, std::string, std::hash<int>, std::equal_to<int>,
                 std::allocator<std::pair<const int, std::string>>,
                 racing_clock>
      m(o);
  for (int i = 0; i != 100; ++i) {
    EXPECT_EQ(m.try_emplace(i, "x").first->second, "x");
    EXPECT_EQ(m.get_or_load(1000 + i, [](int) { return "y"; })->second, "y");
    ASSERT_LE(m.size(), 2u);
  }
}

TEST(ConcurrentMap, ClocksMayJump) {
  set_clock::time = INT64_MAX - 10;
  concurrent_options o;
  o.write_ttl = std::chrono::hours(1);
  timed_map<int, int> m(o);
  m.try_emplace(1, 1);
  EXPECT_TRUE(m.contains(1));
  set_clock::time = 0; // back
  EXPECT_TRUE(m.contains(1));
  m.try_emplace(2, 2);
  set_clock::time = INT64_MAX / 2; // forth
  EXPECT_FALSE(m.contains(2));
  EXPECT_TRUE(m.try_emplace(2, 3).second);
}

// --- loading ---

TEST(ConcurrentMap, GetOrLoadLoadsOnce) {
  concurrent_map<int, std::string> m;
  int loads = 0;
  const auto loader = [&](const int &k) {
    ++loads;
    return std::to_string(k);
  };
  EXPECT_EQ(m.get_or_load(7, loader)->second, "7");
  EXPECT_EQ(m.get_or_load(7, loader)->second, "7");
  EXPECT_EQ(loads, 1);
}

// oneTBB: a loader that throws must leave neither an entry nor a lock behind.
TEST(ConcurrentMap, AThrowingLoaderLeavesNothing) {
  concurrent_map<int, int> m;
  for (int i = 0; i != 3; ++i) {
    EXPECT_THROW(
        m.get_or_load(1, [](int) -> int { throw std::runtime_error("load"); }),
        std::runtime_error);
    EXPECT_EQ(m.size(), 0u);
  }
  EXPECT_EQ(m.get_or_load(1, [](int) { return 5; })->second, 5);
}

TEST(ConcurrentMap, ALoaderThatAsksForItsOwnKeyIsRefused) {
  concurrent_map<int, int> m;
  EXPECT_THROW(
      m.get_or_load(1,
                    [&](int k) {
                      return m.get_or_load(k, [](int) { return 1; })->second;
                    }),
      std::logic_error);
  EXPECT_EQ(m.get_or_load(
                 1,
                 [&](int k) { // another key is fine
                   return m.get_or_load(k + 1, [](int) { return 1; })->second;
                 })
                ->second,
            1);
}

TEST(ConcurrentMap, WhatIsErasedOrWrittenDuringItsLoadIsNotCached) {
  concurrent_map<int, int> m;
  EXPECT_EQ(m.get_or_load(1,
                          [&](int) {
                            m.erase(1);
                            return 5;
                          })
                ->second,
            5);
  EXPECT_FALSE(m.contains(1));
  EXPECT_EQ(m.get_or_load(1,
                          [&](int) {
                            m.insert_or_assign(1, 6);
                            return 5;
                          })
                ->second,
            6);
  EXPECT_EQ(m.get(1), 6);
  m.get_or_load(2, [&](int) {
    m.clear();
    return 5;
  });
  EXPECT_EQ(m.size(), 0u);
  EXPECT_EQ(m.detached_entries(), 0u);
}

TEST(ConcurrentMap, TheBreakerOpensAfterFailuresInARow) {
  set_clock::time = 0;
  concurrent_options o;
  o.breaker_failures = 10;
  o.breaker_cooldown = std::chrono::nanoseconds(100);
  timed_map<int, int> m(o);
  const auto fail = [](int) -> int { throw std::runtime_error("load"); };
  const auto succeed = [](int) { return 1; };
  for (int i = 0; i != 9; ++i)
    EXPECT_THROW(m.get_or_load(i, fail), std::runtime_error);
  m.get_or_load(100, succeed); // in a row: starts from 0 again
  EXPECT_TRUE(m.contains(100));
  for (int i = 0; i != 10; ++i)
    EXPECT_THROW(m.get_or_load(i, fail), std::runtime_error);
  set_clock::time = 99;
  EXPECT_EQ(m.get_or_load(101, succeed)->second, 1);
  EXPECT_FALSE(m.contains(101)) << "open: called through, not cached";
  EXPECT_EQ(m.get_or_load(100, fail)->second, 1) << "hits are served";
  set_clock::time = 100;
  EXPECT_THROW(m.get_or_load(102, fail), std::runtime_error); // the try
  m.get_or_load(102, succeed);
  EXPECT_FALSE(m.contains(102)) << "open again";
  set_clock::time = 200;
  m.get_or_load(103, succeed);
  EXPECT_TRUE(m.contains(103)) << "closed";
  m.get_or_load(104, succeed);
  EXPECT_TRUE(m.contains(104));
  EXPECT_EQ(m.detached_entries(), 0u);
}

TEST(ConcurrentMap, LoadingKeepsTheBound) {
  concurrent_map<int, int> m(bounded(3));
  for (int i = 0; i != 100; ++i) {
    EXPECT_EQ(m.get_or_load(i, [](int k) { return k; })->second, i);
    ASSERT_LE(m.size(), 3u);
  }
}

// folly#2097: updating one key for ever must not grow anything.
TEST(ConcurrentMap, AMillionUpdatesOfOneKey) {
  concurrent_map<int, std::string> m;
  m.try_emplace(1, "x");
  auto h = m.find(1);
  const std::size_t before = m.bytes();
  for (int i = 0; i != 1000000; ++i) {
    m.update(1, [](std::string &v) { v[0] = 'y'; });
    if (i % 3 == 0)
      m.insert_or_assign(1, "z");
    if (i % 1000 == 0)
      h = m.find(1);
  }
  h.reset();
  EXPECT_EQ(m.size(), 1u);
  EXPECT_EQ(m.detached_entries(), 0u);
  EXPECT_LE(m.bytes(), 2 * before);
}

TEST(ConcurrentMap, MemoryComesBack) {
  concurrent_map<int, std::string> m;
  m.try_emplace(1, "x");
  m.clear();
  for (int i = 0; i != 100000; ++i)
    m.try_emplace(i, "x");
  const std::size_t full = m.bytes();
  for (int i = 0; i != 100000; ++i)
    if (i % 100 != 0)
      m.erase(i);
  EXPECT_LE(m.bytes(), full / 10); // 256 stripes are not given back
  m.clear();
  EXPECT_EQ(m.size(), 0u);
}

struct small_tables : mapwarden::detail::thread_sync {
  static constexpr std::uint32_t max_entries = 100;
};
TEST(ConcurrentMap, AFullTableThrowsLengthError) {
  concurrent_options o;
  o.stripes = 1;
  concurrent_map<int, int, std::hash<int>, std::equal_to<int>,
                 std::allocator<std::pair<const int, int>>, small_tables>
      m(o);
  for (int i = 0; i != 100; ++i)
    m.try_emplace(i, i);
  EXPECT_THROW(m.try_emplace(100, 0), std::length_error);
  EXPECT_THROW(m.get_or_load(100, [](int) { return 0; }), std::length_error);
  EXPECT_EQ(m.size(), 100u);
}

} // namespace
