// hash_combine depends on every bit and on the order; mixed_hash makes pairs
// and tuples usable as keys.
#include "mapwarden/hash.h"

#include <array>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

namespace {

using mapwarden::hash_combine;

TEST(Hash, DependsOnOrderSeedAndNumber) {
  EXPECT_NE(hash_combine(0, 1, 2), hash_combine(0, 2, 1));
  EXPECT_NE(hash_combine(0, 1, 2), hash_combine(1, 1, 2));
  EXPECT_NE(hash_combine(0, 0), hash_combine(0, 0, 0));
  EXPECT_NE(hash_combine(0, std::string("ab"), std::string("c")),
            hash_combine(0, std::string("a"), std::string("bc")));
  EXPECT_EQ(hash_combine(hash_combine(0, 1), 2), hash_combine(0, 1, 2));
}

TEST(Hash, EveryInputBitFlipsAboutHalfOfTheOutput) {
  for (int bit = 0; bit != 64; ++bit) {
    int flipped = 0;
    for (unsigned long long i = 0; i != 200; ++i) {
      const auto difference =
          hash_combine(7, i * 977) ^ hash_combine(7, (i * 977) ^ (1ULL << bit));
      flipped += __builtin_popcountll(difference);
    }
    const double share = flipped / (200.0 * 64);
    EXPECT_GT(share, 0.46) << bit;
    EXPECT_LT(share, 0.54) << bit;
  }
}

TEST(Hash, GridsOfPairsDoNotCollide) {
  std::set<std::size_t> seen;
  for (int x = 0; x != 300; ++x)
    for (int y = 0; y != 300; ++y)
      seen.insert(mapwarden::mixed_hash<std::pair<int, int>>()({x, y}));
  EXPECT_EQ(seen.size(), 90000u);
}

TEST(Hash, MixedHashServesTuplesArraysAndNesting) {
  using key = std::tuple<int, std::string, std::pair<char, std::array<int, 2>>>;
  std::unordered_map<key, int, mapwarden::mixed_hash<key>> m;
  m[key{1, "a", {'c', {{1, 2}}}}] = 5;
  EXPECT_EQ((m.count(key{1, "a", {'c', {{1, 2}}}})), 1u);
  EXPECT_EQ((m.count(key{1, "a", {'c', {{2, 1}}}})), 0u);
}

} // namespace
