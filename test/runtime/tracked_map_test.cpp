// tracked_map is std::unordered_map, and what registry::snapshot() says about
// it is true after every kind of operation.
#include "mapwarden/tracked_map.h"

#include <gtest/gtest.h>
#include <memory_resource>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model.h"
#include "test_types.h"

namespace {

using mapwarden::map_name;
using mapwarden::map_stats;
using mapwarden::registry;
using mapwarden::tracked_map;

map_stats stats_of(const std::string &name) {
  for (auto &stats : registry::snapshot())
    if (stats.name == name)
      return stats;
  return {};
}

TEST(TrackedMap, ReportsNameEntriesAndBytes) {
  tracked_map<int, int> m(map_name{"sessions"});
  EXPECT_EQ(stats_of("sessions").kind, "tracked_map");
  EXPECT_EQ(stats_of("sessions").bytes, 0u);
  for (int i = 0; i != 1000; ++i)
    m[i] = i;
  const auto full = stats_of("sessions");
  EXPECT_EQ(full.entries, 1000u);
  EXPECT_GE(full.bytes,
            1000 * (sizeof(std::pair<const int, int>) + sizeof(void *)) +
                m.bucket_count() * sizeof(void *));
  EXPECT_GE(full.bucket_arrays, 3u);
  m.clear();
  EXPECT_EQ(stats_of("sessions").entries, 0u);
  EXPECT_EQ(stats_of("sessions").bytes, m.bucket_count() * sizeof(void *))
      << "clear keeps the bucket array";
  m.rehash(0);
  EXPECT_LE(stats_of("sessions").bytes, 2 * sizeof(void *));
}

TEST(TrackedMap, CountsInsertionsAndRemovals) {
  tracked_map<int, int> m(map_name{"counted"});
  for (int i = 0; i != 100; ++i)
    m[i] = i;
  for (int i = 0; i != 30; ++i)
    m.erase(i);
  auto stats = stats_of("counted");
  EXPECT_EQ(stats.inserts, 100u);
  EXPECT_EQ(stats.erases, 30u);
  EXPECT_EQ(stats.entries, 70u);
  EXPECT_EQ(stats.buckets, m.bucket_count());
  tracked_map<int, int> other(map_name{"other"}, {{1, 1}});
  m = std::move(other); // totals never fall
  stats = stats_of("counted");
  EXPECT_EQ(stats.entries, 1u);
  EXPECT_GE(stats.inserts, 100u);
  EXPECT_EQ(stats.inserts - stats.erases, 1u);
}

TEST(TrackedMap, LeavesTheRegistryWhenItDies) {
  const auto before = registry::snapshot().size();
  {
    tracked_map<int, int> m(map_name{"short-lived"});
    EXPECT_EQ(registry::snapshot().size(), before + 1);
  }
  EXPECT_EQ(registry::snapshot().size(), before);
  EXPECT_EQ(stats_of("short-lived").kind, "");
}

TEST(TrackedMap, IsNamedAfterItsPlaceByDefault) {
  tracked_map<int, int> m;
  EXPECT_NE(std::string(m.name()).find("tracked_map_test.cpp:"),
            std::string::npos)
      << m.name();
  m.set_name("renamed");
  EXPECT_EQ(stats_of("renamed").kind, "tracked_map");
  m.set_name(std::string(200, 'x').append("end").c_str());
  EXPECT_EQ(std::string(m.name()).size(), 63u);
  EXPECT_EQ(std::string(m.name()).substr(60), "end");
}

TEST(TrackedMap, HasAllOfStdsConstructors) {
  using map = tracked_map<int, std::string>;
  const std::vector<std::pair<const int, std::string>> entries{{1, "a"},
                                                               {2, "b"}};
  map a{{1, "a"}, {2, "b"}};
  map b(entries.begin(), entries.end());
  map c(100);
  map d(entries.begin(), entries.end(), 100, std::hash<int>(),
        std::equal_to<int>());
  map e(map_name{"e"}, entries.begin(), entries.end());
  map f(map_name{"f"}, {{1, "a"}, {2, "b"}});
  map g(map_name{"g"}, 100);
  EXPECT_TRUE(a == b && b == d && d == e && e == f);
  EXPECT_GE(c.bucket_count(), 100u);
  EXPECT_GE(g.bucket_count(), 100u);
  map from_braces = {};
  EXPECT_TRUE(from_braces.empty());
  const std::unordered_map<int, std::string, std::hash<int>, std::equal_to<int>,
                           map::allocator_type> &base = a;
  EXPECT_EQ(base.size(), 2u);
}

TEST(TrackedMap, CountersFollowTheMemory) {
  using map = tracked_map<int, int>;
  map a(map_name{"a"}), b(map_name{"b"});
  for (int i = 0; i != 100; ++i)
    a[i] = i;
  b[1] = 1;
  swap(a, b);
  EXPECT_EQ(stats_of("a").entries, 1u);
  EXPECT_EQ(stats_of("b").entries, 100u);
  a = std::move(b);
  EXPECT_EQ(stats_of("a").entries, 100u);
  EXPECT_EQ(stats_of("b").entries, 0u);
  EXPECT_EQ(stats_of("b").bytes, 0u);
  b[5] = 5;
  EXPECT_EQ(stats_of("b").entries, 1u);
  a = b;
  EXPECT_EQ(stats_of("a").entries, 1u);
  map c(std::move(a));
  EXPECT_STREQ(c.name(), "a");
  c.set_name("c");
  EXPECT_EQ(stats_of("c").entries, 1u);
  EXPECT_EQ(stats_of("a").entries, 0u);
  map d(c);
  d.set_name("d");
  EXPECT_EQ(stats_of("d").entries, 1u);
  EXPECT_EQ(stats_of("c").entries, 1u);
}

TEST(TrackedMap, CountersFollowNodes) {
  using map = tracked_map<int, int>;
  map a(map_name{"a"}, {{1, 1}, {2, 2}, {3, 3}, {4, 4}}),
      b(map_name{"b"}, {{4, 0}});
  EXPECT_TRUE(b.insert(a.extract(1)).inserted);
  EXPECT_EQ(stats_of("a").entries, 3u);
  EXPECT_EQ(stats_of("b").entries, 2u);
  b.insert(b.begin(), a.extract(2));
  EXPECT_EQ(stats_of("b").entries, 3u);
  b.merge(a);
  EXPECT_EQ(stats_of("a").entries, 1u) << "key 4 was in both";
  EXPECT_EQ(stats_of("b").entries, 4u);
  EXPECT_FALSE(
      b.insert(a.extract(4)).inserted); // the node dies with the result
  EXPECT_EQ(stats_of("a").entries, 0u);
  map::node_type survivor = [] {
    map c(map_name{"c"}, {{1, 1}});
    return c.extract(1);
  }();
  EXPECT_EQ(survivor.key(), 1); // under ASan: its allocator outlives the map
  b.insert(map::node_type());
}

TEST(TrackedMap, RandomOperationsKeepBothMapsAndCountersInStep) {
  tracked_map<int, std::string> m[2] = {
      tracked_map<int, std::string>(map_name{"m0"}),
      tracked_map<int, std::string>(map_name{"m1"})};
  m[0].set_name("m0");
  m[1].set_name("m1");
  std::unordered_map<int, std::string> model[2];
  std::mt19937 random(3);
  for (int step = 0; step != mapwarden_test::model_operations; ++step) {
    const std::size_t i = random() % 2;
    const int k = static_cast<int>(random() % 500);
    switch (random() % 12) {
    case 0:
      m[i].erase(k), model[i].erase(k);
      break;
    case 1:
      m[i].insert({k, "i"}), model[i].insert({k, "i"});
      break;
    case 2:
      m[i].insert_or_assign(k, "a"), model[i].insert_or_assign(k, "a");
      break;
    case 3:
      if (step % 50 == 0)
        swap(m[0], m[1]), swap(model[0], model[1]);
      break;
    case 4:
      if (step % 50 == 0)
        m[i] = m[1 - i], model[i] = model[1 - i];
      break;
    case 5:
      if (step % 50 == 0) {
        m[i] = std::move(m[1 - i]), model[i] = std::move(model[1 - i]);
        m[1 - i].clear(), model[1 - i].clear();
      }
      break;
    case 6:
      m[i].insert(m[1 - i].extract(k)),
          model[i].insert(model[1 - i].extract(k));
      break;
    case 7:
      if (step % 50 == 0)
        m[i].merge(m[1 - i]), model[i].merge(model[1 - i]);
      break;
    default:
      m[i][k] = std::to_string(step), model[i][k] = std::to_string(step);
    }
    ASSERT_EQ(m[i].size(), model[i].size());
    ASSERT_EQ(m[i].bucket_count(), model[i].bucket_count())
        << "identical behaviour";
    if (step % 2048 == 0)
      for (int n = 0; n != 2; ++n) {
        ASSERT_EQ(stats_of(n == 0 ? "m0" : "m1").entries, m[n].size());
        ASSERT_TRUE(std::equal(m[n].begin(), m[n].end(), model[n].begin(),
                               model[n].end()))
            << "even in order";
      }
  }
}

TEST(TrackedMap, RespectsAllocators) {
  std::pmr::monotonic_buffer_resource one, two;
  using alloc =
      std::pmr::polymorphic_allocator<std::pair<const int, std::pmr::string>>;
  using map = tracked_map<int, std::pmr::string, std::hash<int>,
                          std::equal_to<int>, alloc>;
  map a(alloc{&one}), b(alloc{&two});
  a.set_name("a"), b.set_name("b");
  a[1] = "a text that is too long for the small buffer of a string";
  EXPECT_EQ(a[1].get_allocator().resource(), &one);
  b = std::move(a);
  EXPECT_EQ(b[1].get_allocator().resource(), &two);
  EXPECT_EQ(stats_of("b").entries, 1u);
}

TEST(TrackedMap, CountersStayInStepWhenAnythingThrows) {
  using mapwarden_test::fragile;
  mapwarden_test::allocation_count::bytes = 0;
  fragile::alive = 0;
  {
    using entry = std::pair<const fragile, fragile>;
    tracked_map<fragile, fragile, mapwarden_test::fragile_hash,
                std::equal_to<fragile>,
                mapwarden_test::fragile_allocator<entry>>
        m;
    m.set_name("failing");
    int failures = 0;
    for (int i = 0; i != 200; ++i) {
      failures += mapwarden_test::fail_at_every_step(
          [&] { m.try_emplace(fragile(i), i); },
          [&](int step) {
            ASSERT_EQ(m.size(), static_cast<std::size_t>(i)) << step;
            ASSERT_EQ(stats_of("failing").entries, m.size()) << step;
          });
      ASSERT_EQ(stats_of("failing").entries, m.size());
    }
    EXPECT_GE(failures, 3 * 200);
    failures = mapwarden_test::fail_at_every_step(
        [&] { auto copy = m; }, [&](int) { ASSERT_EQ(m.size(), 200u); });
    EXPECT_GE(failures, 400);
    EXPECT_EQ(stats_of("failing").entries, 200u);
  }
  EXPECT_EQ(fragile::alive, 0);
  EXPECT_EQ(mapwarden_test::allocation_count::bytes, 0);
}

TEST(TrackedMap,
     SnapshotsMayBeTakenWhileTheMapIsInUse) { // says something under TSan
  tracked_map<int, int> m(map_name{"busy"});
  std::thread writer([&] {
    for (int i = 0; i != 20000; ++i)
      m[i % 3000] = i, m.erase(i % 1700);
  });
  for (int i = 0; i != 200; ++i)
    ASSERT_LE(stats_of("busy").entries, 3000u);
  writer.join();
  EXPECT_EQ(stats_of("busy").entries, m.size());
}

static_assert(std::is_nothrow_move_constructible_v<tracked_map<int, int>>,
              "vectors of maps move them");

std::size_t counters_ever_made() {
  std::lock_guard<std::mutex> lock(mapwarden::detail::the_counters.pool.mutex);
  std::size_t n = 0;
  for (const auto *c = mapwarden::detail::the_counters.pool.all; c != nullptr;
       c = c->next_of_all)
    ++n;
  return n;
}
TEST(TrackedMap, CountersComeBackWhenAConstructorThrows) {
  struct failing_hash {
    std::size_t operator()(int k) const {
      return k == 7 ? throw std::runtime_error("hash")
                    : static_cast<std::size_t>(k);
    }
  };
  using map = tracked_map<int, int, failing_hash>;
  const std::vector<std::pair<const int, int>> bad{{1, 1}, {7, 7}};
  const auto fail = [&] {
    EXPECT_THROW(map(bad.begin(), bad.end()), std::runtime_error);
    EXPECT_THROW((map{{1, 1}, {7, 7}}), std::runtime_error);
    EXPECT_THROW((map(map_name{"failing"}, bad.begin(), bad.end())),
                 std::runtime_error);
  };
  fail();
  const std::size_t before = counters_ever_made();
  for (int i = 0; i != 100; ++i)
    fail();
  EXPECT_EQ(counters_ever_made(), before);
}

TEST(TrackedMap, AnAllocatorOfAnotherMapCountsForItsOwnMapOnly) {
  tracked_map<int, int> a(map_name{"giver"});
  a[1] = 1;
  tracked_map<int, int> b(a.begin(), a.end(), 0, a.get_allocator());
  b.set_name("taker");
  b[2] = 2;
  EXPECT_EQ(stats_of("giver").entries, 1u);
  EXPECT_EQ(stats_of("taker").entries, 2u);
}

} // namespace
