// concurrent_nested_map does what a map of maps does: random operations on
// both.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mapwarden/concurrent_nested_map.h"
#include "model.h"

namespace {

using mapwarden::nested_options;
using mapwarden_test::model_operations;

struct set_clock : mapwarden::detail::thread_sync {
  inline static std::int64_t time = 0;
  static std::int64_t now() noexcept { return time; }
};
template <class Sync>
using map_of = mapwarden::concurrent_nested_map<
    int, int, int, std::hash<int>, std::hash<int>, std::equal_to<int>,
    std::equal_to<int>, std::allocator<std::pair<const int, int>>, Sync>;

template <class Sync> void model_run(std::uint32_t seed, int keys, int steps) {
  std::mt19937 random(seed);
  map_of<Sync> m;
  std::map<int, std::map<int, int>> model;
  const auto below = [&](int n) {
    return static_cast<int>(random() % static_cast<std::uint32_t>(n));
  };
  for (int i = 0; i != steps; ++i) {
    const int a = below(keys), b = below(keys);
    const bool grow = i / (steps / 4) % 2 == 0;
    switch (below(grow ? 6 : 10)) {
    case 0:
    case 1:
    case 2: {
      const bool fresh = model.count(a) == 0 || model[a].count(b) == 0;
      ASSERT_EQ(m.put(a, b, i), fresh);
      model[a][b] = i;
      break;
    }
    case 3: {
      m.upsert(a, b, [](int &n) { ++n; });
      ++model[a][b];
      break;
    }
    case 4: {
      const auto it = model.find(a);
      const bool there = it != model.end() && it->second.count(b) != 0;
      ASSERT_EQ(m.get(a, b), there ? std::optional<int>(it->second[b])
                                   : std::optional<int>());
      break;
    }
    case 5:
      if (below(50) == 0) {
        const auto it = model.find(a);
        ASSERT_EQ(m.erase(a), it == model.end() ? 0 : it->second.size());
        model.erase(a);
      }
      break;
    default: {
      const auto it = model.find(a);
      bool there = false;
      if (it != model.end()) {
        there = it->second.erase(b) != 0;
        if (it->second.empty())
          model.erase(it);
      }
      ASSERT_EQ(m.erase(a, b), there);
    }
    }
    ASSERT_EQ(m.contains(a), model.count(a) != 0);
    if (i % 4096 == 0) {
      std::size_t sum = 0;
      for (const auto &entry : model)
        sum += entry.second.size();
      ASSERT_EQ(m.size(), sum);
      ASSERT_EQ(m.outer_size(), model.size());
    }
  }
}
TEST(ConcurrentNestedMapModel, AgreesWithAMapOfMaps) {
  model_run<mapwarden::detail::thread_sync>(1, 20, model_operations / 2);
  model_run<mapwarden::detail::thread_sync>(2, 200, model_operations / 2);
}

// The rules of limits and times to live, in the plainest way: the inner entries
// of an outer key in the order of their last writes, the oldest first.
class reference {
public:
  struct entry {
    int key, value;
    std::int64_t expiry;
    bool expired() const { return expiry <= set_clock::time; }
  };
  explicit reference(const nested_options &o) : options_(o) {}

  std::size_t outers() const { return all_.size(); }
  std::size_t entries() const { return entries_; }
  std::size_t inner_size(int a) const {
    const auto it = all_.find(a);
    return it == all_.end() ? 0 : it->second.size();
  }
  const entry *live(int a, int b) const {
    const auto it = all_.find(a);
    if (it == all_.end())
      return nullptr;
    for (const entry &e : it->second)
      if (e.key == b && !e.expired())
        return &e;
    return nullptr;
  }
  void write(int a, int b, int value) {
    const bool fresh = live(a, b) == nullptr;
    remove_if(a, [&](const entry &e) { return e.key == b; });
    std::vector<entry> &inner = all_[a];
    const auto ttl = options_.inner_ttl.count();
    inner.push_back({b, value, ttl == 0 ? INT64_MAX : set_clock::time + ttl});
    ++entries_;
    if (!fresh)
      return;
    std::size_t gone = inner.size() > options_.max_inner ? 1 : 0;
    for (int i = 0; i != 2 && gone + 1 < inner.size(); ++i)
      gone += inner[gone].expired();
    inner.erase(inner.begin(), inner.begin() + static_cast<long>(gone));
    entries_ -= gone;
  }
  template <class Pred> std::size_t remove_if(int a, Pred pred) {
    const auto it = all_.find(a);
    if (it == all_.end())
      return 0;
    const auto from =
        std::remove_if(it->second.begin(), it->second.end(), pred);
    const auto gone = static_cast<std::size_t>(it->second.end() - from);
    it->second.erase(from, it->second.end());
    entries_ -= gone;
    if (it->second.empty())
      all_.erase(it);
    return gone;
  }
  std::size_t expire() {
    std::vector<int> keys;
    for (const auto &outer : all_)
      keys.push_back(outer.first);
    std::size_t gone = 0;
    for (const int a : keys)
      gone += remove_if(a, [](const entry &e) { return e.expired(); });
    return gone;
  }
  void clear() {
    all_.clear();
    entries_ = 0;
  }

private:
  const nested_options options_;
  std::unordered_map<int, std::vector<entry>> all_;
  std::size_t entries_ = 0;
};

class limited_model {
public:
  limited_model(const nested_options &o, std::uint32_t seed)
      : map_(o), model_(o), random_(seed) {
    set_clock::time = 0;
  }
  void run(int steps) {
    for (int i = 0; i != steps; ++i) {
      set_clock::time += below(8) == 0;
      step(i, below(2000), below(8));
      if (testing::Test::HasFatalFailure())
        return;
      ASSERT_EQ(map_.size(), model_.entries()) << i;
      ASSERT_EQ(map_.outer_size(), model_.outers()) << i;
    }
    map_.clear();
    ASSERT_EQ(map_.outer_size(), 0u);
  }

private:
  int below(int n) {
    return static_cast<int>(random_() % static_cast<std::uint32_t>(n));
  }
  void step(int i, int a, int b) {
    const reference::entry *const there = model_.live(a, b);
    switch (below(10)) {
    case 0:
    case 1:
    case 2:
      ASSERT_EQ(map_.put(a, b, i), there == nullptr);
      return model_.write(a, b, i);
    case 3: {
      ASSERT_EQ(map_.upsert(a, b, [](int &n) { ++n; }), there == nullptr);
      return model_.write(a, b, there == nullptr ? 1 : there->value + 1);
    }
    case 4: {
      const bool erased = map_.erase(a, b);
      ASSERT_EQ(erased, there != nullptr);
      if (erased)
        model_.remove_if(a,
                         [b](const reference::entry &e) { return e.key == b; });
      return;
    }
    case 5:
      return visit(a, b);
    case 6:
      return rarely(a);
    default:
      ASSERT_EQ(map_.get(a, b), there == nullptr
                                    ? std::optional<int>()
                                    : std::optional<int>(there->value));
      ASSERT_EQ(map_.inner_size(a), model_.inner_size(a));
    }
  }
  // Removes those of one parity; what has expired goes unseen.
  void visit(int a, int b) {
    std::vector<int> seen, expected;
    const bool found = map_.visit_inner(a, [&](const int &k, int &v) {
      seen.push_back(v);
      return k % 4 == b;
    });
    ASSERT_EQ(found, model_.inner_size(a) != 0);
    model_.remove_if(a, [&](const reference::entry &e) {
      if (!e.expired())
        expected.push_back(e.value);
      return e.expired() || e.key % 4 == b;
    });
    std::reverse(expected.begin(), expected.end());
    ASSERT_EQ(seen, expected) << "from the newest to the oldest";
  }
  void rarely(int a) {
    const auto all = [](const reference::entry &) { return true; };
    switch (below(2000)) {
    case 0:
      map_.clear();
      return model_.clear();
    case 1:
    case 2:
    case 3: {
      const std::size_t gone = map_.expire_now();
      ASSERT_EQ(gone, model_.expire());
      return;
    }
    default:
      if (below(4) == 0) {
        const std::size_t gone = map_.erase(a);
        ASSERT_EQ(gone, model_.remove_if(a, all));
      }
    }
  }

  map_of<set_clock> map_;
  reference model_;
  std::mt19937 random_;
};

// One stripe, so that its table has several leaves, full ones among them.
TEST(ConcurrentNestedMapModel, LimitsAndTimesToLiveAgreeWithTheReference) {
  std::uint32_t seed = 3;
  for (const std::int64_t ttl : {0, 300, 3000})
    for (const std::size_t max :
         {std::size_t{1}, std::size_t{4}, nested_options::unlimited}) {
      nested_options o;
      o.stripes = 1;
      o.max_inner = max;
      o.inner_ttl = std::chrono::nanoseconds(ttl);
      SCOPED_TRACE(testing::Message() << "ttl " << ttl << " max " << max);
      limited_model(o, ++seed).run(model_operations / 40);
    }
}

} // namespace
