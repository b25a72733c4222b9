// Const lookups of bounded_map in eight threads at once; also built with
// ThreadSanitizer, which sees whether they write what they share.
#include "production_semantics.h"

#include "mapwarden/bounded_map.h"

#include <chrono>
#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "in_threads.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::eviction;
using mapwarden::limits;
using mapwarden_test::in_threads;

class BoundedMapThreads : public testing::TestWithParam<eviction> {};

TEST_P(BoundedMapThreads, ConstLookupsNeedNoLock) {
  const limits plain = limits{64}.evict_by(GetParam());
  for (const limits &l :
       {plain, plain.expire_after_access(std::chrono::hours(1)),
        plain.expire_after_write(std::chrono::hours(1))}) {
    bounded_map<int, std::string> m(l);
    for (int i = 0; i != 64; ++i)
      m[i] = std::to_string(i);
    in_threads(8, [&c = std::as_const(m)](int) {
      for (int i = 0; i != 2000; ++i) {
        const int key = i % 70;
        const auto found = c.find(key);
        ASSERT_EQ(found != c.end(), key < 64);
        if (key < 64) {
          ASSERT_EQ(found->second, std::to_string(key));
        }
        ASSERT_EQ(c.contains(key), key < 64);
        ASSERT_EQ(c.count(key), key < 64 ? 1u : 0u);
      }
    });
    m[100] = "evicts one"; // by what the lookups wrote
    EXPECT_EQ(m.size(), 64u);
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, BoundedMapThreads,
                         testing::Values(eviction::sieve, eviction::s3_fifo,
                                         eviction::w_tiny_lfu, eviction::lru,
                                         eviction::fifo));

} // namespace
