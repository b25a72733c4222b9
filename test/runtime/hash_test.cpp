// hash_combine depends on every bit and on the order; mixed_hash makes pairs
// and tuples usable as keys.
#include "mapwarden/hash.h"

#include <array>
#include <cstdint>
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

struct point {
  int x;
  std::uint64_t id;
  std::string name;
  int cached; // no part of equality, and so of the hash
};
auto mapwarden_fields(const point &p) { return std::tie(p.x, p.id, p.name); }
bool operator==(const point &a, const point &b) {
  return mapwarden_fields(a) == mapwarden_fields(b);
}

// The shares of output bits that flip with `bit` of a key, over many keys.
template <class Key, class Make>
void expect_avalanche(Make make, int first_bit, int bits) {
  for (int bit = first_bit; bit != first_bit + bits; ++bit) {
    int flips[64] = {};
    constexpr int keys = 400;
    for (std::uint64_t i = 0; i != keys; ++i) {
      const auto difference =
          mapwarden::mixed_hash<Key>()(make(i * 641, 0)) ^
          mapwarden::mixed_hash<Key>()(make(i * 641, std::uint64_t{1} << bit));
      for (int out = 0; out != 64; ++out)
        flips[out] += static_cast<int>(difference >> out & 1);
    }
    for (int out = 0; out != 64; ++out) { // 400 coins: 200 +- 6 sigma
      ASSERT_GT(flips[out], 140) << "input bit " << bit << " on " << out;
      ASSERT_LT(flips[out], 260) << "input bit " << bit << " on " << out;
    }
  }
}

TEST(Hash, EveryBitOfEveryFieldReachesEveryBitOfATuplesHash) {
  using pair = std::pair<std::uint64_t, std::uint64_t>;
  expect_avalanche<pair>(
      [](std::uint64_t i, std::uint64_t flip) { return pair{i ^ flip, 3}; }, 0,
      64);
  expect_avalanche<pair>(
      [](std::uint64_t i, std::uint64_t flip) { return pair{7, i ^ flip}; }, 0,
      64);
  using triple = std::tuple<int, std::uint32_t, std::uint64_t>;
  expect_avalanche<triple>(
      [](std::uint64_t i, std::uint64_t flip) {
        return triple{1, static_cast<std::uint32_t>(i ^ flip), 2};
      },
      0, 32);
}

TEST(Hash, StructsHashTheFieldsTheyName) {
  expect_avalanche<point>(
      [](std::uint64_t i, std::uint64_t flip) {
        return point{1, i ^ flip, "n", 0};
      },
      0, 64);
  std::unordered_map<point, int, mapwarden::mixed_hash<point>> m;
  m[{1, 2, "a", 10}] = 5;
  EXPECT_EQ((m.count({1, 2, "a", 20})), 1u);
  EXPECT_EQ((m.count({1, 2, "b", 10})), 0u);
  EXPECT_EQ(mapwarden::mixed_hash<point>()({1, 2, "a", 0}),
            mapwarden::hash_combine(3, 1, std::uint64_t{2}, std::string("a")))
      << "as the tuple of its fields";
  using nested = std::pair<point, int>;
  EXPECT_NE(mapwarden::mixed_hash<nested>()({{1, 2, "a", 0}, 1}),
            mapwarden::mixed_hash<nested>()({{1, 2, "b", 0}, 1}));
}

} // namespace
