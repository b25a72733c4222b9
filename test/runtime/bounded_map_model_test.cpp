// bounded_map against a model: random operations on it and on
// std::unordered_map + a 20-line SIEVE must agree in every result, in the
// contents after every step, and in the number of hits.
#include "production_semantics.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <list>
#include <random>
#include <string>
#include <unordered_map>

#include "mapwarden/bounded_map.h"

namespace {

// SIEVE as its paper gives it, plus one rule: the entry returned last is passed
// over.
class reference_map {
public:
  explicit reference_map(std::size_t capacity) : capacity_(capacity) {}

  int *find(int k) {
    auto it = entries_.find(k);
    if (it == entries_.end())
      return nullptr;
    it->second->visited = true;
    pinned_ = k;
    return &it->second->value;
  }
  bool contains(int k) const { return entries_.count(k) != 0; }
  void visit_only(int k) {
    auto it = entries_.find(k);
    if (it != entries_.end())
      it->second->visited = true;
  }
  int &insert(int k, int v) {
    if (entries_.size() == capacity_)
      evict();
    order_.push_front({k, v, false});
    entries_[k] = order_.begin();
    pinned_ = k;
    return order_.front().value;
  }
  bool erase(int k) {
    auto it = entries_.find(k);
    if (it == entries_.end())
      return false;
    remove(it->second);
    return true;
  }
  void clear() {
    entries_.clear();
    order_.clear();
    hand_ = order_.end();
    pinned_ = -1;
  }
  std::size_t size() const { return entries_.size(); }
  template <class F> void for_each(F f) const {
    for (const auto &e : order_)
      f(e.key, e.value);
  }

private:
  struct entry {
    int key, value;
    bool visited;
  };
  using iterator = std::list<entry>::iterator;

  iterator towards_newest(iterator it) {
    return it == order_.begin() ? order_.end() : std::prev(it);
  }
  void evict() {
    iterator it = hand_ == order_.end() ? std::prev(order_.end()) : hand_;
    while (order_.size() > 1 && (it->key == pinned_ || it->visited)) {
      if (it->key != pinned_)
        it->visited = false;
      it = towards_newest(it);
      if (it == order_.end())
        it = std::prev(order_.end());
    }
    hand_ = it;
    remove(it);
  }
  void remove(iterator it) {
    if (it == hand_)
      hand_ = towards_newest(it);
    if (it->key == pinned_)
      pinned_ = -1;
    entries_.erase(it->key);
    order_.erase(it);
  }

  std::size_t capacity_;
  std::list<entry> order_; // newest first
  std::unordered_map<int, iterator> entries_;
  iterator hand_ = order_.end();
  int pinned_ = -1;
};

using map = mapwarden::bounded_map<int, int>;

::testing::AssertionResult same(const map &m, const reference_map &model) {
  if (m.size() != model.size())
    return ::testing::AssertionFailure()
           << "size " << m.size() << " not " << model.size();
  auto it = m.begin();
  std::string difference;
  model.for_each([&](int k, int v) {
    if (it->first != k || it->second != v)
      difference = "at key " + std::to_string(k);
    ++it;
  });
  if (!difference.empty() || it != m.end())
    return ::testing::AssertionFailure() << difference;
  return ::testing::AssertionSuccess();
}

void run(std::size_t capacity, int keys, int steps, std::uint32_t seed) {
  std::mt19937 random(seed);
  map m(mapwarden::limits{capacity});
  reference_map model(capacity);
  const auto below = [&](int n) {
    return static_cast<int>(random() % static_cast<std::uint32_t>(n));
  };
  for (int step = 0; step != steps; ++step) {
    const int k = below(keys);
    switch (below(16)) {
    case 0: {
      ASSERT_EQ(m.erase(k) != 0, model.erase(k));
      break;
    }
    case 1: {
      auto it = m.find(k);
      ASSERT_EQ(it != m.end(), model.find(k) != nullptr);
      if (it != m.end() && below(2) != 0) {
        m.erase(it);
        model.erase(k);
      }
      break;
    }
    case 2: {
      ASSERT_EQ(m.contains(k), model.contains(k));
      break;
    }
    case 3: {
      const map &c = m;
      ASSERT_EQ(c.find(k) != c.end(), model.contains(k));
      model.visit_only(k);
      break;
    }
    case 4: {
      const bool inserted = m.insert_or_assign(k, step).second;
      int *there = model.find(k);
      ASSERT_EQ(inserted, there == nullptr);
      (there != nullptr ? *there : model.insert(k, step)) = step;
      break;
    }
    case 5: {
      const bool inserted = m.emplace(k, step).second;
      int *there = model.find(k);
      ASSERT_EQ(inserted, there == nullptr);
      if (there == nullptr)
        model.insert(k, step);
      break;
    }
    case 6:
      if (below(2000) == 0) {
        m.clear();
        model.clear();
      }
      break;
    case 7:
      if (below(500) == 0) {
        map copy = m;
        ASSERT_TRUE(same(copy, model));
      }
      break;
    default: {
      int &value = m[k];
      int *there = model.find(k);
      int &expected = there != nullptr ? *there : model.insert(k, 0);
      ASSERT_EQ(value, expected);
      value = expected = step;
    }
    }
    ASSERT_LE(m.size(), capacity);
    ASSERT_EQ(m.size(), model.size());
    if (capacity <= 16 || step % 64 == 0) {
      ASSERT_TRUE(same(m, model)) << "step " << step << " seed " << seed;
    }
  }
  ASSERT_TRUE(same(m, model));
}

TEST(BoundedMapModel, SmallCapacities) {
  for (std::size_t capacity = 1; capacity <= 12; ++capacity)
    for (std::uint32_t seed = 0; seed != 4; ++seed)
      run(capacity, 3 + static_cast<int>(capacity * 2), 8000, seed);
}

TEST(BoundedMapModel, MediumCapacities) {
  run(100, 150, 200000, 1);
  run(1000, 5000, 400000, 2);
}

TEST(BoundedMapModel, HitCountsOfASkewedTraceAreExact) {
  std::mt19937 random(7);
  std::geometric_distribution<int> skewed(0.002);
  map m(mapwarden::limits{256});
  reference_map model(256);
  int hits = 0, expected = 0;
  for (int i = 0; i != 300000; ++i) {
    const int k = skewed(random);
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
  EXPECT_GT(hits, 100000);
}

} // namespace
