// The buckets of bounded_map grow and shrink a few at a time, which nothing but
// bucket_count(), the heap and the length of a single call may show: contents,
// order and references are the same at every step, and where there is no
// memory for more buckets the map works on without.
#include "production_semantics.h"

#include <algorithm>
#include <cstddef>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <random>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mapwarden/bounded_map.h"
#include "test_types.h"

namespace {

using mapwarden::limits;
using namespace mapwarden_test;

// Fails when it is asked for more than one object: of buckets and segments,
// not of entries. And counts.
struct array_memory {
  inline static bool exhausted = false;
  inline static std::ptrdiff_t bytes = 0;
};
template <class T> struct array_allocator {
  using value_type = T;
  array_allocator() = default;
  template <class U> array_allocator(const array_allocator<U> &) noexcept {}
  T *allocate(std::size_t n) {
    if (n != 1 && array_memory::exhausted)
      throw std::bad_alloc();
    if (n != 1)
      array_memory::bytes += static_cast<std::ptrdiff_t>(n * sizeof(T));
    return std::allocator<T>().allocate(n);
  }
  void deallocate(T *p, std::size_t n) noexcept {
    if (n != 1)
      array_memory::bytes -= static_cast<std::ptrdiff_t>(n * sizeof(T));
    std::allocator<T>().deallocate(p, n);
  }
  friend bool operator==(const array_allocator &, const array_allocator &) {
    return true;
  }
  friend bool operator!=(const array_allocator &, const array_allocator &) {
    return false;
  }
};

constexpr std::size_t many = 20000; // entries: several segments
using map =
    mapwarden::bounded_map<int, int, many, std::hash<int>, std::equal_to<int>,
                           array_allocator<std::pair<const int, int>>>;

class BoundedMapBuckets : public testing::Test {
protected:
  void SetUp() override { array_memory::exhausted = false; }
  void TearDown() override { EXPECT_EQ(array_memory::bytes, 0); }
  static void fill(map &m, int n) {
    for (int i = 0; i != n; ++i)
      m.try_emplace(i, -i);
  }
};

TEST_F(BoundedMapBuckets, GrowAFewAtATimeOk) {
  map m;
  std::size_t most = 0;
  for (int i = 0; i != static_cast<int>(many); ++i) {
    const std::size_t before = m.bucket_count();
    m[i] = i;
    if (i != 0)
      most = std::max(most, m.bucket_count() - before);
    ASSERT_GE(m.bucket_count(), 2 * m.size());
    ASSERT_LE(m.bucket_count(), std::max<std::size_t>(8, 2 * m.size()));
  }
  EXPECT_LE(most, 4u);
  EXPECT_FLOAT_EQ(m.load_factor(), 0.5F);
}

TEST_F(BoundedMapBuckets, ShrinkAFewAtATimeAndGiveTheMemoryBackOk) {
  map m;
  fill(m, many);
  const std::ptrdiff_t full = array_memory::bytes;
  std::size_t most = 0;
  for (int i = 0; i != static_cast<int>(many); ++i) {
    const std::size_t before = m.bucket_count();
    m.erase(i);
    most = std::max(most, before - m.bucket_count());
    ASSERT_LE(m.bucket_count(), std::max<std::size_t>(8, 4 * m.size() + 4));
    if (m.size() == many / 100) {
      EXPECT_LT(array_memory::bytes, full / 20);
    }
  }
  EXPECT_GT(most, 0u);
  EXPECT_LE(most, 4u);
  EXPECT_LE(array_memory::bytes,
            static_cast<std::ptrdiff_t>(64 * sizeof(int *)));
}

TEST_F(BoundedMapBuckets, InsertingAndErasingInTurnChangesNothingOk) {
  map m;
  fill(m, 5000);
  const std::size_t buckets = m.bucket_count();
  const std::ptrdiff_t bytes = array_memory::bytes;
  for (int i = 0; i != 10000; ++i) {
    m.erase(i % 5000);
    m[i % 5000] = i;
    ASSERT_EQ(m.bucket_count(), buckets);
    ASSERT_EQ(array_memory::bytes, bytes);
  }
}

TEST_F(BoundedMapBuckets, OrderAndReferencesOutliveSplitsAndMergesOk) {
  map m;
  std::vector<int *> values;
  for (int i = 0; i != static_cast<int>(many); ++i)
    values.push_back(&m.try_emplace(i, i).first->second);
  int expected = static_cast<int>(many);
  for (const auto &entry : m)
    ASSERT_EQ(entry.first, --expected) << "from the newest to the oldest";
  const int kept = 50;
  for (int i = kept; i != static_cast<int>(many); ++i)
    m.erase(i);
  expected = kept;
  for (const auto &entry : m) {
    ASSERT_EQ(entry.first, --expected);
    ASSERT_EQ(&entry.second, values[static_cast<std::size_t>(expected)]);
    ASSERT_EQ(m.find(entry.first)->second, expected);
  }
  EXPECT_EQ(expected, 0);
}

TEST_F(BoundedMapBuckets, ErasingWhileIteratingOk) {
  map m;
  fill(m, many);
  std::size_t seen = 0;
  for (auto it = m.begin(); it != m.end(); ++seen)
    it = it->first % 64 != 0 ? m.erase(it) : std::next(it);
  EXPECT_EQ(seen, many);
  EXPECT_EQ(m.size(), (many + 63) / 64);
  for (int i = 0; i != static_cast<int>(many); ++i)
    ASSERT_EQ(m.contains(i), i % 64 == 0) << i;
}

TEST_F(BoundedMapBuckets, AFullMapNeitherGrowsNorShrinksOk) {
  map m(limits{1000});
  fill(m, 1000);
  const std::size_t buckets = m.bucket_count();
  for (int i = 0; i != 5000; ++i)
    m[i] = i;
  EXPECT_EQ(m.bucket_count(), buckets);
  EXPECT_EQ(m.size(), 1000u);
}

// Phases in which the map grows, and phases in which it shrinks.
TEST_F(BoundedMapBuckets, SameAsUnorderedMapOk) {
  for (unsigned seed = 0; seed != 4; ++seed) {
    std::mt19937 random(seed);
    map m;
    std::unordered_map<int, int> model;
    for (int phase = 0; phase != 12; ++phase) {
      const unsigned insertions = phase % 2 == 0 ? 7 : 1; // of eight
      const int steps = static_cast<int>(random() % 12000);
      for (int step = 0; step != steps; ++step) {
        const int k = static_cast<int>(random() % many);
        if (random() % 8 < insertions) {
          ASSERT_EQ(m.try_emplace(k, step).second,
                    model.try_emplace(k, step).second);
        } else if (!model.empty() && random() % 2 == 0) {
          const int oldest = std::next(m.begin(), 0)->first;
          m.erase(m.begin());
          ASSERT_EQ(model.erase(oldest), 1u);
        } else {
          ASSERT_EQ(m.erase(k), model.erase(k));
        }
      }
      ASSERT_EQ(m.size(), model.size());
      for (int k = 0; k != static_cast<int>(many); ++k) {
        const auto it = std::as_const(m).find(k);
        const auto expected = model.find(k);
        ASSERT_EQ(it != m.cend(), expected != model.end()) << k;
        if (it != m.cend()) {
          ASSERT_EQ(it->second, expected->second) << k;
        }
      }
    }
  }
}

TEST_F(BoundedMapBuckets, WhatIsReservedStaysUntilClearOk) {
  map m;
  m.reserve(5000);
  EXPECT_EQ(m.bucket_count(), 10000u);
  fill(m, 100);
  for (int i = 0; i != 100; ++i)
    m.erase(i);
  EXPECT_EQ(m.bucket_count(), 10000u);
  m.rehash(10); // the last one counts
  fill(m, 100);
  for (int i = 0; i != 100; ++i)
    m.erase(i);
  EXPECT_LT(m.bucket_count(), 10000u);
  m.reserve(5000);
  m.clear();
  EXPECT_EQ(m.bucket_count(), 0u);
  EXPECT_EQ(array_memory::bytes, 0);
}

TEST_F(BoundedMapBuckets, ReservingMoreThanTheCapacityNeedsOk) {
  map m(limits{100});
  m.reserve(many);
  EXPECT_EQ(m.bucket_count(), 200u);
}

TEST_F(BoundedMapBuckets, EmptyMapsAndMapsMovedFromHaveNoneOk) {
  map m;
  EXPECT_EQ(m.bucket_count(), 0u);
  EXPECT_EQ(array_memory::bytes, 0);
  EXPECT_EQ(m.find(1), m.end());
  EXPECT_EQ(m.erase(1), 0u);
  fill(m, 3000);
  const map copy = m;
  map moved = std::move(m);
  EXPECT_EQ(m.bucket_count(), 0u); // NOLINT: specified
  EXPECT_EQ(m.find(1), m.end());
  EXPECT_TRUE(copy == moved);
  fill(m, 3000);
  EXPECT_TRUE(copy == m);
  swap(m, moved);
  EXPECT_TRUE(copy == m && copy == moved);
}

// --- without memory ---

TEST_F(BoundedMapBuckets, NoMemoryForTheFirstBucketsBad) {
  map m;
  array_memory::exhausted = true;
  EXPECT_THROW(m.try_emplace(1, 1), std::bad_alloc);
  EXPECT_TRUE(m.empty());
  array_memory::exhausted = false;
  m[1] = 1;
  EXPECT_EQ(m.size(), 1u);
}

TEST_F(BoundedMapBuckets, NoMemoryForMoreBucketsOk) {
  for (int before : {3, 900, 1023, 1024, 5000}) {
    map m;
    fill(m, before);
    array_memory::exhausted = true;
    EXPECT_NO_THROW(fill(m, before + 3000));
    const std::size_t stuck = m.bucket_count();
    EXPECT_LT(stuck, 2 * m.size());
    for (int i = 0; i != before + 3000; ++i)
      ASSERT_EQ(m.at(i), -i);
    EXPECT_THROW(m.reserve(many), std::bad_alloc);
    EXPECT_EQ(m.bucket_count(), stuck);
    array_memory::exhausted = false;
    for (int i = 0; m.bucket_count() < 2 * m.size(); ++i) // makes up for it
      m[before + 3000 + i] = i;
    EXPECT_LE(m.size(), 2 * static_cast<std::size_t>(before + 3000));
    for (int i = 0; i != before + 3000; ++i)
      ASSERT_EQ(m.at(i), -i);
  }
}

// Erasing never needs memory; a smaller array in place of a larger one is a
// matter of economy.
TEST_F(BoundedMapBuckets, NoMemoryWhileErasingOk) {
  map m;
  fill(m, many);
  array_memory::exhausted = true;
  for (int i = 0; i != static_cast<int>(many); i += 2)
    ASSERT_EQ(m.erase(i), 1u);
  for (int i = 0; i != static_cast<int>(many); ++i)
    ASSERT_EQ(m.contains(i), i % 2 != 0) << i;
  for (int i = 1; i < static_cast<int>(many); i += 2)
    ASSERT_EQ(m.erase(i), 1u);
  EXPECT_TRUE(m.empty());
  EXPECT_LE(m.bucket_count(), 8u);
}

TEST_F(BoundedMapBuckets, ReservingFailsAtEveryStepBad) {
  using fragile_map =
      mapwarden::bounded_map<int, int, many, std::hash<int>, std::equal_to<int>,
                             fragile_allocator<std::pair<const int, int>>>;
  for (int entries : {0, 1, 10, 2000}) {
    fragile_map m;
    for (int i = 0; i != entries; ++i)
      m[i] = i;
    const std::size_t before = m.bucket_count();
    const int failures =
        fail_at_every_step([&] { m.reserve(many); },
                           [&](int step) {
                             ASSERT_EQ(m.bucket_count(), before) << step;
                             for (int i = 0; i != entries; ++i)
                               ASSERT_TRUE(m.contains(i)) << step;
                           });
    EXPECT_GE(failures, 15);
    EXPECT_EQ(m.bucket_count(), 2 * many);
    for (int i = 0; i != entries; ++i)
      ASSERT_EQ(m.at(i), i);
  }
  EXPECT_EQ(allocation_count::bytes, 0);
}

// At the insertion that needs a segment each fault either fails the insertion
// without effect, or, in the segment's allocation, leaves it as it was.
TEST_F(BoundedMapBuckets, InsertingFailsAtEveryStepOk) {
  using fragile_map =
      mapwarden::bounded_map<int, fragile, many, std::hash<int>,
                             std::equal_to<int>,
                             fragile_allocator<std::pair<const int, fragile>>>;
  for (int entries : {0, 4, 8, 1024, 2048, 6144}) {
    for (int step = 1, inserted = 0; inserted == 0 || step < 8; ++step) {
      fragile_map m;
      for (int i = 0; i != entries; ++i)
        m.try_emplace(i, i);
      faults::countdown = step;
      try {
        m.try_emplace(entries, entries);
        ++inserted;
      } catch (const std::runtime_error &) {
        ASSERT_EQ(m.size(), static_cast<std::size_t>(entries)) << step;
      }
      faults::countdown = 0;
      for (std::size_t i = 0; i != m.size(); ++i)
        ASSERT_EQ(m.at(static_cast<int>(i)).value, static_cast<int>(i));
    }
  }
  EXPECT_EQ(fragile::alive, 0);
  EXPECT_EQ(allocation_count::bytes, 0);
}

} // namespace
