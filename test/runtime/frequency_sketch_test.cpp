// What W-TinyLFU and S3-FIFO remember of keys that are not in the map.
#include "mapwarden/detail/frequency_sketch.h"

#include <cstddef>
#include <deque>
#include <gtest/gtest.h>
#include <memory>
#include <random>

#include "mapwarden/detail/ghost_queue.h"

namespace {

using mapwarden::detail::frequency_sketch;
using mapwarden::detail::ghost_queue;
const std::allocator<int> alloc;

struct sketch : frequency_sketch {
  explicit sketch(std::size_t n) { reserve(alloc, n); }
  ~sketch() { release(alloc); }
};

TEST(FrequencySketch, NeverCountsTooLittleAndSeldomTooMuch) {
  sketch s(1000);
  std::size_t sum = 0;
  for (std::size_t k = 0; k != 1000; ++k)
    for (std::size_t i = 0; i != k % 8; ++i, ++sum)
      s.count(k * 0x9e3779b97f4a7c15ULL);
  ASSERT_LT(sum, 13000u) << "or it would have halved";
  std::size_t wrong = 0;
  for (std::size_t k = 0; k != 1000; ++k) {
    const unsigned n = s.frequency(k * 0x9e3779b97f4a7c15ULL);
    ASSERT_GE(n, k % 8);
    wrong += n != k % 8;
  }
  EXPECT_LT(wrong, 20u);
}

TEST(FrequencySketch, SaturatesAtFifteenAndHalves) {
  sketch s(10);
  for (int i = 0; i != 100; ++i)
    s.count(7);
  EXPECT_EQ(s.frequency(7), 15u);
  for (std::size_t i = 0; i != 30; ++i)
    s.count(1000 + i);
  EXPECT_LT(s.frequency(7), 15u);
  EXPECT_GE(s.frequency(7), 7u);
}

TEST(FrequencySketch, KeepsItsCountsWhenItGrows) {
  sketch s(8);
  for (int i = 0; i != 5; ++i)
    s.count(99);
  s.reserve(alloc, 5000);
  EXPECT_EQ(s.frequency(99), 5u);
  std::size_t counted = 0;
  for (std::size_t k = 0; k != 100; ++k)
    counted += s.frequency(k << 32) != 0;
  EXPECT_LT(counted, 10u);
}

TEST(FrequencySketch, WithoutMemoryItCountsNothing) {
  frequency_sketch s;
  s.count(1);
  EXPECT_EQ(s.frequency(1), 0u);
}

TEST(GhostQueue, AgreesWithADeque) {
  std::mt19937 random(3);
  ghost_queue ghosts;
  ghosts.reserve(alloc, 100);
  std::deque<std::size_t> model; // newest first; 0 is one that was taken
  for (int i = 0; i != 200000; ++i) {
    const std::size_t hash = 1 + random() % 300;
    if (random() % 3 != 0) {
      bool expected = false;
      for (std::size_t age = 0; age != model.size(); ++age)
        if (model[age] == hash) {
          model[age] = 0;
          expected = age < 60;
        }
      ASSERT_EQ(ghosts.take(hash, 60), expected) << i;
      ghosts.push(hash);
      model.push_front(hash);
      if (model.size() > 128)
        model.pop_back();
    }
    if (i % 1000 == 0) {
      ghost_queue copy;
      copy.reserve(alloc, ghosts.capacity);
      copy.copy_from(ghosts);
      ghosts.release(alloc);
      ghosts = copy;
    }
  }
  ghosts.reserve(alloc, 1000);
  for (std::size_t age = 0; age != 60; ++age)
    if (model[age] != 0) {
      ASSERT_TRUE(ghosts.take(model[age], 60)) << "growing forgets nothing";
    }
  ghosts.release(alloc);
}

} // namespace
