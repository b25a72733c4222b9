// The core table against std::unordered_map: random operations must agree in
// every result, and the contents in between.
#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <unordered_map>

#include "mapwarden/detail/core_map.h"

namespace {

template <class Hash>
using map = mapwarden::detail::core_map<std::uint64_t, std::uint64_t, Hash>;
using model = std::unordered_map<std::uint64_t, std::uint64_t>;

template <class Map>
void expect_same(const Map &m, const model &expected, unsigned step) {
  std::size_t met = 0;
  m.for_each([&](const auto &entry) {
    ++met;
    const auto it = expected.find(entry.first);
    ASSERT_TRUE(it != expected.end() && it->second == entry.second) << step;
  });
  ASSERT_EQ(met, expected.size()) << step;
}

// Phases of growth and of shrinking alternate.
template <class Hash>
void run(std::uint64_t seed, std::uint64_t keys, unsigned steps,
         unsigned phase) {
  std::mt19937_64 random(seed);
  map<Hash> m(seed);
  model expected;
  for (unsigned step = 0; step != steps; ++step) {
    const std::uint64_t r = random();
    const std::uint64_t k = (r >> 8) % keys;
    const bool grow = step / phase % 2 == 0;
    const unsigned kind = r % 8;
    if (kind < (grow ? 5u : 1u)) {
      const auto [entry, inserted] = m.try_emplace(k, step);
      const auto [it, fresh] = expected.try_emplace(k, step);
      ASSERT_EQ(inserted, fresh) << step;
      ASSERT_EQ(entry->second, it->second) << step;
    } else if (kind < 6) {
      ASSERT_EQ(m.erase(k), expected.erase(k) != 0) << step;
    } else {
      const auto *found = m.find(k);
      const auto it = expected.find(k);
      ASSERT_EQ(found != nullptr, it != expected.end()) << step;
      if (found != nullptr) {
        ASSERT_EQ(found->second, it->second) << step;
      }
    }
    ASSERT_EQ(m.size(), expected.size());
    if (step % phase == 0)
      expect_same(m, expected, step);
  }
  expect_same(m, expected, steps);
}

struct poor_hash {
  std::size_t operator()(std::uint64_t k) const {
    return static_cast<std::size_t>(k % 37);
  }
};

TEST(CoreMapModel, SmallMaps) {
  for (std::uint64_t seed = 1; seed != 20; ++seed)
    run<std::hash<std::uint64_t>>(seed, 2 + seed * 8, 20000, 100);
}
TEST(CoreMapModel, MediumMaps) {
  run<std::hash<std::uint64_t>>(1, 3000, 4000000, 5000);
}
TEST(CoreMapModel, LargeMaps) {
  run<std::hash<std::uint64_t>>(2, 100000, 5500000, 300000);
}
TEST(CoreMapModel, PoorHash) { run<poor_hash>(3, 6000, 150000, 10000); }

} // namespace
