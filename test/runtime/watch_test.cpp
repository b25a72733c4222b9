// A watch reports what its owner sampled, under the lock its owner chose, and
// nothing else.
#include "mapwarden/watch.h"

#include <gtest/gtest.h>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "mapwarden/concurrent_map.h"

namespace {

mapwarden::map_stats stats_of(const std::string &part) {
  for (auto &stats : mapwarden::registry::snapshot())
    if (stats.name.find(part) != std::string::npos)
      return stats;
  return {};
}

TEST(Watch, ReportsTheLastSampleAndTheLargest) {
  mapwarden::watch w("orders");
  std::unordered_map<int, int> m{{1, 1}, {2, 2}};
  w.sample(m);
  m.erase(1);
  EXPECT_EQ(stats_of("orders").entries, 2u) << "not read until sampled";
  w.sample(m);
  const auto stats = stats_of("orders");
  EXPECT_EQ(stats.kind, "watch");
  EXPECT_EQ(stats.entries, 1u);
  EXPECT_EQ(stats.max_entries, 2u);
  EXPECT_EQ(stats.buckets, m.bucket_count());
  EXPECT_EQ(stats.samples, 2u);
}

TEST(Watch, TakesContainersWithoutBuckets) {
  mapwarden::watch w("tree");
  w.sample(std::map<int, int>{{1, 1}});
  EXPECT_EQ(stats_of("tree").entries, 1u);
  EXPECT_EQ(stats_of("tree").buckets, 0u);
}

TEST(Watch, CountsGrowthBetweenSamplesAsInsertsAndErases) {
  mapwarden::watch w("sampled orders");
  std::unordered_map<int, int> m;
  for (int i = 0; i != 10; ++i) {
    m[i] = i;
    w.sample(m);
  }
  m.erase(1);
  m.erase(2);
  m[77] = 1;
  w.sample(m);
  const auto stats = stats_of("sampled orders");
  EXPECT_EQ(stats.inserts, 10u);
  EXPECT_EQ(stats.erases, 1u) << "at least so many";
  EXPECT_GE(stats.bytes, 9 * sizeof(std::pair<const int, int>));
  w.sample(m, 12345);
  EXPECT_EQ(stats_of("sampled orders").bytes, 12345u);
}

TEST(Watch, TakesEventsAndThenDoesNotGuess) {
  mapwarden::watch w("told orders");
  std::map<int, int> m{{1, 1}, {2, 2}, {3, 3}};
  w.inserted(4);
  w.erased();
  w.evicted(1);
  w.hit(3);
  w.missed();
  auto stats = stats_of("told orders");
  EXPECT_EQ(stats.entries, 2u);
  EXPECT_EQ(stats.max_entries, 4u);
  w.sample(m);
  stats = stats_of("told orders");
  EXPECT_EQ(stats.entries, 3u);
  EXPECT_EQ(stats.inserts, 4u);
  EXPECT_EQ(stats.erases, 2u);
  EXPECT_EQ(stats.evictions, 1u);
  EXPECT_DOUBLE_EQ(stats.hit_ratio(), 0.75);
  w.erased(100);
  EXPECT_EQ(stats_of("told orders").entries, 0u) << "never below none";
}

namespace library {
struct map_of_another_library {};
void mapwarden_report(const map_of_another_library &,
                      mapwarden::map_numbers &out) {
  out.entries = 5;
  out.max_entries = 9;
  out.bytes = 500;
  out.buckets = 64;
  out.bucket_arrays = 2;
  out.inserts = 20;
  out.erases = 15;
  out.evictions = 3;
  out.hits = 30;
  out.misses = 10;
  out.detached_entries = 1;
  out.rehash_progress = 0.25;
}
} // namespace library

TEST(Watch, AsksMapsThatReportForThemselves) {
  mapwarden::watch w("reporting");
  w.sample(library::map_of_another_library());
  const auto stats = stats_of("reporting");
  EXPECT_EQ(stats.entries, 5u);
  EXPECT_EQ(stats.max_entries, 9u);
  EXPECT_EQ(stats.bytes, 500u);
  EXPECT_EQ(stats.buckets, 64u);
  EXPECT_EQ(stats.bucket_arrays, 2u);
  EXPECT_EQ(stats.inserts, 20u);
  EXPECT_EQ(stats.erases, 15u);
  EXPECT_EQ(stats.evictions, 3u);
  EXPECT_DOUBLE_EQ(stats.hit_ratio(), 0.75);
  EXPECT_EQ(stats.detached_entries, 1u);
  EXPECT_DOUBLE_EQ(stats.rehash_progress, 0.25);
}

TEST(Watch, AsksAConcurrentMap) {
  mapwarden::concurrent_options o;
  o.max_entries = 10;
  mapwarden::concurrent_map<int, int> m(o);
  mapwarden::watch w("concurrent");
  w.sample(m);
  EXPECT_EQ(stats_of("concurrent").limit, 10u);
  EXPECT_EQ(stats_of("concurrent").entries, 0u);
  for (int i = 0; i != 12; ++i)
    m.try_emplace(i, i);
  const auto pin = m.try_emplace(99, 1).first;
  m.erase(99);
  w.hit();
  w.sample(m);
  const auto stats = stats_of("concurrent");
  EXPECT_EQ(stats.entries, 9u);
  EXPECT_EQ(stats.max_entries, 9u);
  EXPECT_EQ(stats.inserts, 9u) << "guessed: the map does not count them";
  EXPECT_EQ(stats.evictions, 3u);
  EXPECT_EQ(stats.hits, 1u) << "only the program knows";
  EXPECT_EQ(stats.detached_entries, 1u);
  EXPECT_GT(stats.bytes, 9 * 3 * sizeof(int));
  EXPECT_EQ(stats.rehash_progress, 1);
}

TEST(Watch, TheMacroIsOneStatementNamedAfterItsPlace) {
  std::map<int, int> routes;
  for (int i = 0; i != 5; ++i) {
    routes[i] = i;
    if (i != 3)
      MAPWARDEN_WATCH(routes);
  }
  const auto stats = stats_of(" routes");
  EXPECT_EQ(stats.entries, 5u);
  EXPECT_EQ(stats.samples, 4u);
  EXPECT_NE(stats.name.find("watch_test.cpp:"), std::string::npos)
      << stats.name;
}

} // namespace
