// Bugs that other libraries had, by their issues: bounded_map must not have
// them, under any policy.
#include "production_semantics.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "mapwarden/bounded_map.h"
#include "test_types.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::eviction;
using mapwarden::limits;

class BoundedMapRegression : public testing::TestWithParam<eviction> {
protected:
  limits of(std::size_t n) const { return limits{n}.evict_by(GetParam()); }
};

// abseil issue 1281: in `m[a] = m[b]` the second access may move or free what
// the first returned.
TEST_P(BoundedMapRegression, AssignmentBetweenSlotsAbseil1281) {
  for (std::size_t capacity = 1; capacity != 6; ++capacity)
    for (std::size_t grace : {std::size_t(0), std::size_t(64)}) {
      bounded_map<int, std::string> m(of(capacity).keep_evicted_for(grace));
      for (int i = 1; i != 300; ++i) {
        m[0] = std::string(50, 'x');
        m[i] = m[0];
        ASSERT_EQ(m[i], std::string(50, 'x'));
        std::swap(m[i], m[i + 1000]);
      }
    }
}

// quick-cache issue 55: entries were evicted although the cache was not full.
TEST_P(BoundedMapRegression, NoEvictionBelowCapacityQuickCache55) {
  bounded_map<int, int> m(of(1000));
  for (int round = 0; round != 3; ++round) {
    for (int i = 0; i != 1000; ++i)
      m[i << 16] = i;
    ASSERT_EQ(m.size(), 1000u);
    ASSERT_EQ(m.evictions(), 0u);
    for (int i = 0; i != 1000; ++i)
      ASSERT_TRUE(m.contains(i << 16));
  }
}

// moka issue 590: the bound was exceeded when the same keys came and went.
TEST_P(BoundedMapRegression, TheBoundHoldsWhenKeysAreReusedMoka590) {
  bounded_map<int, int> m(of(10).weighed(
      30, [](int k, int) { return static_cast<std::size_t>(k % 5); }));
  for (int i = 0; i != 200000; ++i) {
    const int k = i * 31 % 17;
    switch (i % 5) {
    case 0:
      m.erase(k);
      break;
    case 1:
      m.insert_or_assign(k, i);
      break;
    default:
      m[k] = i;
    }
    ASSERT_LE(m.size(), 10u);
    ASSERT_LE(m.bytes(), 30u);
  }
}

// folly issue 2097: each update of a key left something behind.
TEST_P(BoundedMapRegression, UpdatesOfOneHotKeyUseNoMemoryFolly2097) {
  using allocator =
      mapwarden_test::fragile_allocator<std::pair<const int, int>>;
  mapwarden_test::allocation_count::bytes = 0;
  {
    bounded_map<int, int, 0, std::hash<int>, std::equal_to<int>, allocator> m(
        of(4));
    for (int i = 0; i != 4; ++i)
      m[i] = i;
    const auto before = mapwarden_test::allocation_count::bytes;
    for (int i = 0; i != 1000000; ++i)
      m.insert_or_assign(2, i);
    EXPECT_EQ(mapwarden_test::allocation_count::bytes, before);
    EXPECT_EQ(m.size(), 4u);
  }
  EXPECT_EQ(mapwarden_test::allocation_count::bytes, 0);
}

// rocksdb issue 12141: with every entry pinned, inserting looped or exceeded
// the bound. Here at most one entry is stepped over, and it goes when it is the
// only one.
TEST_P(BoundedMapRegression, EverythingPinnedRocksdb12141) {
  bounded_map<int, int> m(of(1));
  for (int i = 0; i != 1000; ++i) {
    m[i] = i;
    ASSERT_NE(m.find(i), m.end());
    ASSERT_EQ(m.size(), 1u);
  }
}

// The same with every entry marked as used, from const lookups as well.
TEST_P(BoundedMapRegression, EverythingInUse) {
  bounded_map<int, int> m(of(100));
  for (int i = 0; i != 2000; ++i) {
    m[i] = i;
    for (const auto &entry : m) {
      std::as_const(m).find(entry.first);
      m.find(entry.first); // reordering does not disturb the iteration
    }
    ASSERT_LE(m.size(), 100u);
  }
}

// Hostile keys: all in one chain. Slow, but bounded by the capacity, and right.
TEST_P(BoundedMapRegression, KeysWithOneHashValue) {
  struct constant_hash {
    std::size_t operator()(int) const { return 7; }
  };
  bounded_map<int, int, 0, constant_hash> m(of(50));
  for (int i = 0; i != 3000; ++i) {
    m[i] = -i;
    ASSERT_LE(m.size(), 50u);
    ASSERT_EQ(m.find(i)->second, -i);
    if (i % 3 == 0) {
      ASSERT_EQ(m.erase(i), 1u);
    }
  }
  for (const auto &entry : m)
    ASSERT_EQ(entry.second, -entry.first);
}

std::string name_of(const testing::TestParamInfo<eviction> &info) {
  const char *names[] = {"Sieve", "S3Fifo", "WTinyLfu", "Lru", "Fifo"};
  return names[static_cast<int>(info.param)];
}
INSTANTIATE_TEST_SUITE_P(Policies, BoundedMapRegression,
                         testing::Values(eviction::sieve, eviction::s3_fifo,
                                         eviction::w_tiny_lfu, eviction::lru,
                                         eviction::fifo),
                         name_of);

} // namespace
