// limits::expose_misuse: in debug and AddressSanitizer builds a bounded_map
// does what its contract allows and callers hope it does not: it evicts early
// at random, has hardly any grace ring and iterates in random order.
#include "production_semantics.h"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <string>
#include <unordered_map>
#include <vector>

#include "bounded_reference.h"
#include "mapwarden/bounded_map.h"
#include "test_types.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::eviction;
using mapwarden::limits;
using mapwarden_test::counted;

constexpr eviction all_policies[] = {eviction::sieve, eviction::s3_fifo,
                                     eviction::w_tiny_lfu, eviction::lru,
                                     eviction::fifo};

limits exposing(std::size_t n, eviction policy = eviction::sieve) {
  return limits{n}.evict_by(policy).exposing_misuse(true);
}

TEST(BoundedMapMisuse, EvictsBelowItsCapacity) {
  for (eviction policy : all_policies) {
    bounded_map<int, int> m(exposing(10000, policy));
    for (int i = 0; i != 5000; ++i) {
      m[i] = i;
      ASSERT_TRUE(m.contains(i)) << "but never the entry just inserted";
    }
    EXPECT_LT(m.size(), 4950u);
    EXPECT_GT(m.size(), 4500u);
    EXPECT_EQ(m.size() + m.evictions(), 5000u);
  }
}

TEST(BoundedMapMisuse, IteratesInRandomOrder) {
  bounded_map<int, int> m(exposing(1000));
  for (int i = 0; i != 100; ++i)
    m[i] = i;
  std::vector<int> order;
  for (const auto &entry : m)
    order.push_back(entry.first);
  EXPECT_FALSE(std::is_sorted(order.begin(), order.end()));
  EXPECT_FALSE(std::is_sorted(order.rbegin(), order.rend()));
}

TEST(BoundedMapMisuse, EvictedEntriesStayForOneInsertingCallOnly) {
  counted::alive = 0;
  bounded_map<int, counted> m(exposing(4));
  for (int i = 0; i != 200; ++i) {
    m[i];
    ASSERT_LE(counted::alive, 4 + 2) << "it evicts two at most";
  }
}

TEST(BoundedMapMisuse, AssignmentBetweenSlotsIsDefinedAllTheSame) {
  for (eviction policy : all_policies)
    for (std::size_t capacity = 1; capacity != 9; ++capacity) {
      bounded_map<int, std::string> m(exposing(capacity, policy));
      for (int i = 0; i != 500; ++i) {
        m[0] = std::string(40, 'x');
        m[i] = m[0];
        ASSERT_EQ(m[i].size(), 40u);
      }
    }
}

TEST(BoundedMapMisuse, WhatIsThereIsRightAndBounded) {
  for (eviction policy : all_policies) {
    bounded_map<int, int> m(
        exposing(50, policy).expire_after_write(std::chrono::hours(1)));
    std::unordered_map<int, int> written;
    for (int i = 0; i != 20000; ++i) {
      const int k = i * 7919 % 200;
      if (i % 3 == 0) {
        m.insert_or_assign(k, i);
        written[k] = i;
      } else if (i % 100 == 1) {
        m.erase(k);
      } else if (auto it = m.find(k); it != m.end()) {
        ASSERT_EQ(it->second, written[k]);
      }
      ASSERT_LE(m.size(), 50u);
    }
    std::size_t visited = 0;
    for (const auto &entry : m) {
      ASSERT_EQ(entry.second, written[entry.first]);
      ++visited;
    }
    EXPECT_EQ(visited, m.size());
    auto copy = m;
    EXPECT_TRUE(copy == m);
  }
}

} // namespace
