// shrink_if_sparse gives memory back exactly when the table is sparse, and
// keeps the elements.
#include "mapwarden/shrink.h"

#include <gtest/gtest.h>
#include <string>
#include <unordered_map>

namespace {

std::unordered_map<int, std::string> filled(int n) {
  std::unordered_map<int, std::string> m;
  for (int i = 0; i != n; ++i)
    m.emplace(i, std::to_string(i));
  return m;
}

TEST(Shrink, GivesTheBucketArrayOfASparseMapBack) {
  auto m = filled(100000);
  for (int i = 100; i != 100000; ++i)
    m.erase(i);
  const auto before = m.bucket_count();
  EXPECT_TRUE(mapwarden::shrink_if_sparse(m));
  EXPECT_LT(m.bucket_count(), before / 100);
  EXPECT_EQ(m.size(), 100u);
  EXPECT_EQ(m.at(42), "42");
}

TEST(Shrink, LeavesDenseAndSmallMapsAlone) {
  auto dense = filled(1000);
  EXPECT_FALSE(mapwarden::shrink_if_sparse(dense));
  auto tiny = filled(20);
  tiny.clear();
  EXPECT_FALSE(mapwarden::shrink_if_sparse(tiny)) << "not worth an allocation";
}

TEST(Shrink, DoesNotRepeatItself) {
  auto m = filled(10000);
  for (int i = 70; i != 10000; ++i)
    m.erase(i);
  EXPECT_TRUE(mapwarden::shrink_if_sparse(m));
  EXPECT_FALSE(mapwarden::shrink_if_sparse(m));
  EXPECT_FALSE(mapwarden::shrink_if_sparse(m, 5.0))
      << "a share above one half would shrink without end";
}

TEST(Shrink, EraseIfAndShrinkDoesBoth) {
  auto m = filled(10000);
  const auto before = m.bucket_count();
  EXPECT_EQ(mapwarden::erase_if_and_shrink(
                m, [](const auto &entry) { return entry.first >= 10; }),
            9990u);
  EXPECT_EQ(m.size(), 10u);
  EXPECT_LT(m.bucket_count(), before);
}

} // namespace
