// A bounded_map with a name reports to the registry; nothing else of it is
// visible there.
#include "production_semantics.h"

#include <chrono>
#include <cstddef>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <utility>

#include "mapwarden/bounded_map.h"
#include "mapwarden/growth_alarm.h"
#include "mapwarden/prometheus_text.h"
#include "mapwarden/registry.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::limits;
using mapwarden::map_stats;
using mapwarden::registry;
using mapwarden::removal_cause;

// What is reported under a name; with an empty name if nothing is.
map_stats reported(const std::string &name) {
  for (const map_stats &stats : registry::snapshot())
    if (stats.name == name)
      return stats;
  return {};
}

TEST(BoundedMapWatch, ReportsWhatTheMapDoes) {
  bounded_map<int, int> m(
      limits{3}.watched_as("cache").weighed(100, [](int, int) { return 10; }));
  EXPECT_EQ(reported("cache").limit, 3u);
  for (int i = 0; i != 5; ++i)
    m[i] = i;
  m.find(4);
  std::as_const(m).find(4);
  m.find(99);
  m.erase(4);
  const map_stats stats = reported("cache");
  EXPECT_EQ(stats.kind, "bounded_map");
  EXPECT_EQ(stats.entries, 2u);
  EXPECT_EQ(stats.weight, 20u);
  EXPECT_EQ(stats.inserts, 5u);
  EXPECT_EQ(stats.evictions, 2u);
  EXPECT_EQ(stats.hits, 2u);
  EXPECT_EQ(stats.misses, 6u) << "each insertion of a new key is one";
  EXPECT_EQ(stats.buckets, m.bucket_count());
}

TEST(BoundedMapWatch, BytesAreThoseOfEntriesAndBuckets) {
  bounded_map<int, int> m(limits{100}.watched_as("bytes"));
  EXPECT_EQ(reported("bytes").bytes, 0u);
  for (int i = 0; i != 100; ++i)
    m[i] = i;
  const std::size_t full = reported("bytes").bytes;
  EXPECT_GE(full, 100 * (2 * sizeof(int) + 4 * sizeof(void *)) +
                      m.bucket_count() * sizeof(void *));
  EXPECT_LE(full, 100 * 64 + m.bucket_count() * sizeof(void *));
  for (int i = 0; i != 50; ++i)
    m.erase(i);
  EXPECT_LT(reported("bytes").bytes, full);
  m.clear();
  EXPECT_EQ(reported("bytes").bytes, 0u);
}

TEST(BoundedMapWatch, AnInsertionThatFailedIsNone) {
  bounded_map<int, int> m(
      limits{100}.watched_as("failing").weighed(10, [](int k, int) {
        return k < 0 ? throw std::runtime_error("weigher") : std::size_t{1};
      }));
  m[1] = 1;
  m.set_removal_listener(
      [](int, int &, removal_cause) { throw std::runtime_error("listener"); });
  EXPECT_THROW(m.try_emplace(-1, 1), std::runtime_error);
  for (int i = 2; i != 11; ++i)
    m[i] = i;
  EXPECT_THROW(m.try_emplace(11, 1), std::runtime_error);
  EXPECT_EQ(reported("failing").inserts, 10u);
  EXPECT_EQ(reported("failing").erases, 0u);
  m.set_removal_listener(nullptr);
  m.clear();
  m[1] = 1;
  EXPECT_EQ(reported("failing").inserts, 11u);
  EXPECT_EQ(reported("failing").erases, 10u);
}

TEST(BoundedMapWatch, ItsBytesMayAlarm) {
  std::string told;
  mapwarden::growth_limits alarm;
  alarm.max_bytes = 1000;
  // Only of this map: other tests' static watches stay registered.
  const auto keep = [&](const mapwarden::growth_event &e) {
    if (e.map.name == "many bytes")
      told = e.map.name;
  };
  mapwarden::growth_alarm::configure(alarm, keep, keep);
  bounded_map<int, int> m(limits{100}.watched_as("many bytes"));
  m[1] = 1;
  mapwarden::growth_alarm::check();
  EXPECT_EQ(told, "");
  for (int i = 0; i != 100; ++i)
    m[i] = i;
  mapwarden::growth_alarm::check();
  EXPECT_EQ(told, "many bytes");
  mapwarden::growth_alarm::configure({});
}

TEST(BoundedMapWatch, LimitWeightAndExpirationsAreExported) {
  static std::chrono::nanoseconds time{0};
  bounded_map<int, int> m(
      limits{7}
          .watched_as("exported")
          .expire_after_write(std::chrono::seconds(1))
          .timed_by([] { return time; })
          .weighed(100, [](int, int) { return std::size_t{9}; }));
  m[1] = 1;
  time = std::chrono::seconds(2);
  EXPECT_TRUE(m.find(1) == m.end());
  m[2] = 2;
  const std::string text = mapwarden::prometheus_text();
  for (const char *sample :
       {"limit_entries{map=\"exported\",kind=\"bounded_map\"} 7\n",
        "weight{map=\"exported\",kind=\"bounded_map\"} 9\n",
        "expirations_total{map=\"exported\",kind=\"bounded_map\"} 1\n"})
    EXPECT_NE(text.find(sample), text.npos) << sample;
}

TEST(BoundedMapWatch, FollowsTheMapWhenItMovesAndEndsWithIt) {
  {
    bounded_map<int, int> m(limits{3}.watched_as("moving"));
    m[1] = 1;
    bounded_map<int, int> copy = m;
    copy[2] = 2;
    EXPECT_EQ(reported("moving").entries, 1u) << "a copy is not watched";
    bounded_map<int, int> moved = std::move(m);
    moved[2] = 2;
    m[5] = 5;
    EXPECT_EQ(reported("moving").entries, 2u);
    moved = copy;
    moved[3] = 3;
    EXPECT_EQ(reported("moving").entries, 3u);
    moved.clear();
    EXPECT_EQ(reported("moving").entries, 0u);
    bounded_map<int, int> other(limits{9}.watched_as("other"));
    swap(moved, other);
    moved[7] = 7;
    EXPECT_EQ(reported("other").entries, 1u);
    EXPECT_EQ(reported("moving").entries, 0u);
  }
  EXPECT_EQ(reported("moving").name, "");
  EXPECT_EQ(reported("other").name, "");
}

TEST(BoundedMapWatch, WithoutANameNothingIsReported) {
  const auto before = registry::snapshot().size();
  bounded_map<int, int, 4> m;
  m[1] = 1;
  EXPECT_EQ(registry::snapshot().size(), before);
}

} // namespace
