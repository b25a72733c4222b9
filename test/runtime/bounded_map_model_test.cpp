// bounded_map against a model: random operations on it and on a reference of
// its policy must agree in every result, in the contents, the weight and the
// number of evictions. Ten million operations for each policy.
#include "production_semantics.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <utility>

#include "bounded_reference.h"
#include "mapwarden/bounded_map.h"

namespace {

using mapwarden::eviction;
using mapwarden::limits;
using mapwarden_test::reference_map;
using map = mapwarden::bounded_map<int, int>;

#ifdef MAPWARDEN_SANITIZED
constexpr int share = 10;
#else
constexpr int share = 1;
#endif

class BoundedMapModel : public testing::TestWithParam<eviction> {
protected:
  // Lookups of other kinds and erasures, all with the same key.
  void rare_step(map &m, reference_map &model, int k) {
    switch (below(5)) {
    case 0:
      ASSERT_EQ(m.erase(k) != 0, model.erase(k));
      break;
    case 1: {
      auto it = m.find(k);
      ASSERT_EQ(it != m.end(), model.find(k) != nullptr);
      if (it != m.end() && below(2) != 0) {
        m.erase(it);
        model.erase(k);
      }
      break;
    }
    case 2:
      ASSERT_EQ(m.contains(k), model.contains(k));
      break;
    case 3:
      ASSERT_EQ(std::as_const(m).find(k) != m.cend(), model.contains(k));
      model.find_const(k);
      break;
    default:
      if (below(2000) == 0) {
        m.clear();
        model.clear();
      } else if (below(500) == 0) { // a copy goes on as the original would
        map copy = m;               // with counters of its own
        evicted_before_ += m.evictions();
        m = std::move(copy);
        model.forget_the_entry_returned_last();
        ordered_ =
            GetParam() == eviction::sieve || GetParam() == eviction::fifo;
      }
    }
  }
  void step(map &m, reference_map &model, int k, int v) {
    switch (below(4)) {
    case 0: {
      const bool inserted = m.insert_or_assign(k, v).second;
      int *there = model.find(k);
      ASSERT_EQ(inserted, there == nullptr);
      (there != nullptr ? *there : model.insert(k, v)) = v;
      break;
    }
    case 1: {
      const bool inserted = m.emplace(k, v).second;
      ASSERT_EQ(inserted, model.find(k) == nullptr);
      if (inserted)
        model.insert(k, v);
      break;
    }
    default: {
      int &value = m[k];
      int *there = model.find(k);
      int &expected = there != nullptr ? *there : model.insert(k, 0);
      ASSERT_EQ(value, expected);
      value = expected = v;
    }
    }
  }
  void run(map m, reference_map model, std::size_t capacity, int keys,
           int steps, std::uint32_t seed) {
    random_.seed(seed);
    ordered_ = true;
    evicted_before_ = 0;
    weighed_ = m.max_bytes() != std::size_t(-1);
    for (int i = 0; i != steps / share; ++i) {
      const int k = below(keys);
      if (below(16) < 5)
        rare_step(m, model, k);
      else
        step(m, model, k, i);
      ASSERT_LE(m.size(), capacity);
      ASSERT_EQ(m.size(), model.size()) << "step " << i << " seed " << seed;
      ASSERT_EQ(m.evictions() + evicted_before_, model.evictions());
      ASSERT_EQ(m.bytes(), weighed_ ? model.bytes() : 0);
      if (i % (8 + static_cast<int>(capacity)) == 0) {
        ASSERT_TRUE(model.same(m, ordered_))
            << "step " << i << " seed " << seed;
      }
    }
    ASSERT_TRUE(model.same(m, ordered_));
  }
  void run(std::size_t capacity, int keys, int steps, std::uint32_t seed) {
    run(map(limits{capacity}.evict_by(GetParam())),
        reference_map(GetParam(), capacity), capacity, keys, steps, seed);
  }
  void run_weighed(std::size_t bytes, int keys, int steps, std::uint32_t seed) {
    const auto weigh = [](int k, int) { return reference_map::weight(k); };
    run(map(limits{1000}.evict_by(GetParam()).weighed(bytes, weigh)),
        reference_map(GetParam(), 1000, bytes), 1000, keys, steps, seed);
  }
  int below(int n) {
    return static_cast<int>(random_() % static_cast<std::uint32_t>(n));
  }

  std::mt19937 random_;
  std::size_t evicted_before_ = 0;
  bool weighed_ = false;
  bool ordered_ = true; // no reordering copy was made yet
};

TEST_P(BoundedMapModel, SmallCapacities) {
  for (std::size_t capacity = 1; capacity <= 12; ++capacity)
    for (std::uint32_t seed = 0; seed != 4; ++seed)
      run(capacity, 3 + static_cast<int>(capacity * 2), 60000, seed);
}

TEST_P(BoundedMapModel, MediumCapacities) {
  run(100, 150, 2000000, 1);
  run(1000, 5000, 3200000, 2);
}

TEST_P(BoundedMapModel, LimitsOfBytes) {
  for (std::uint32_t seed = 0; seed != 4; ++seed)
    run_weighed(40, 30, 400000, seed);
  run_weighed(500, 400, 1000000, 9);
}

// An unbounded number of keys: what the policy remembers of evicted ones must
// agree as well.
TEST_P(BoundedMapModel, HitCountsOfASkewedTraceAreExact) {
  random_.seed(7);
  std::geometric_distribution<int> skewed(0.002);
  map m(limits{256}.evict_by(GetParam()));
  reference_map model(GetParam(), 256);
  int hits = 0, expected = 0;
  for (int i = 0; i != 1000000 / share; ++i) {
    const int k = skewed(random_);
    if (m.find(k) != m.end())
      ++hits;
    else
      m.emplace(k, i);
    if (model.find(k) != nullptr)
      ++expected;
    else
      model.insert(k, i);
  }
  EXPECT_EQ(hits, expected);
  EXPECT_GT(hits, 200000 / share);
}

std::string name_of(const testing::TestParamInfo<eviction> &info) {
  const char *names[] = {"Sieve", "S3Fifo", "WTinyLfu", "Lru", "Fifo"};
  return names[static_cast<int>(info.param)];
}
INSTANTIATE_TEST_SUITE_P(Policies, BoundedMapModel,
                         testing::Values(eviction::sieve, eviction::s3_fifo,
                                         eviction::w_tiny_lfu, eviction::lru,
                                         eviction::fifo),
                         name_of);

} // namespace
