// A watch reports what its owner sampled, under the lock its owner chose, and
// nothing else.
#include "mapwarden/watch.h"

#include <gtest/gtest.h>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

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
