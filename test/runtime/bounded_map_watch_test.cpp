// A bounded_map with a name reports to the registry; nothing else of it is
// visible there.
#include "production_semantics.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "mapwarden/bounded_map.h"
#include "mapwarden/registry.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::limits;
using mapwarden::map_stats;
using mapwarden::registry;

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
