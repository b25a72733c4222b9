// concurrent_map on one thread against models: random operations must agree in
// every result and in the contents. An unlimited map is compared with a
// std::unordered_map, a bounded one of one stripe with a SIEVE written out as
// its paper gives it, one with times to live with a model that knows all
// deadlines. Ten million operations each.
#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bounded_reference.h"
#include "mapwarden/concurrent_map.h"
#include "model.h"

namespace {

using mapwarden::concurrent_map;
using mapwarden::concurrent_options;
using mapwarden_test::model_operations;

struct set_clock : mapwarden::detail::thread_sync {
  inline static std::int64_t time = 0;
  static std::int64_t now() noexcept { return time; }
};
struct poor_hash { // overflow leaves
  std::size_t operator()(int k) const {
    return static_cast<std::size_t>(k % 37);
  }
};

// What the map must hold. Entries have a deadline, which never comes without a
// time to live.
class model_map {
public:
  model_map(std::size_t capacity, std::int64_t write_ttl,
            std::int64_t access_ttl)
      : capacity_(capacity), write_ttl_(write_ttl), access_ttl_(access_ttl) {}

  // The value, used; null if there is none.
  int *find(int k) {
    entry *const e = live(k);
    if (e == nullptr)
      return nullptr;
    sieve_.use(k);
    touch(*e);
    return &e->value;
  }
  bool contains(int k) { return live(k) != nullptr; }
  void insert(int k, int v) {
    erase(k); // what has expired
    if (entries_.size() == capacity_) {
      const int victim = sieve_.pick(mapwarden_test::nothing);
      sieve_.remove(victim);
      entries_.erase(victim);
      ++evictions;
    }
    sieve_.insert(k);
    entries_[k].value = v;
    written(k);
  }
  void written(int k) {
    entry &e = entries_.at(k);
    e.written = write_ttl_ == 0 ? INT64_MAX : set_clock::time + write_ttl_;
    touch(e);
  }
  bool erase(int k) {
    const bool there = live(k) != nullptr;
    if (entries_.erase(k) != 0)
      sieve_.remove(k);
    return there;
  }
  void clear() {
    for (const auto &e : entries_)
      sieve_.remove(e.first);
    entries_.clear();
  }
  std::size_t live_entries() const {
    std::size_t n = 0;
    for (const auto &e : entries_)
      n += e.second.deadline > set_clock::time;
    return n;
  }

  std::size_t evictions = 0;

private:
  struct entry {
    int value = 0;
    std::int64_t written = INT64_MAX;  // when it expires, used or not
    std::int64_t deadline = INT64_MAX; // when it expires if not used
  };
  entry *live(int k) {
    const auto it = entries_.find(k);
    return it == entries_.end() || it->second.deadline <= set_clock::time
               ? nullptr
               : &it->second;
  }
  void touch(entry &e) const {
    e.deadline = e.written;
    if (access_ttl_ != 0 && set_clock::time + access_ttl_ < e.deadline)
      e.deadline = set_clock::time + access_ttl_;
  }

  const std::size_t capacity_;
  const std::int64_t write_ttl_, access_ttl_;
  std::unordered_map<int, entry> entries_;
  mapwarden_test::sieve_reference sieve_;
};

template <class Hash> class runner {
  using map =
      concurrent_map<int, int, Hash, std::equal_to<int>,
                     std::allocator<std::pair<const int, int>>, set_clock>;

public:
  runner(const concurrent_options &o, std::uint32_t seed)
      : m_(o), model_(o.max_entries, o.write_ttl.count(), o.access_ttl.count()),
        expiring_(o.write_ttl.count() + o.access_ttl.count() != 0), held_(4),
        random_(seed) {}

  void run(int keys, int steps) {
    const int phase = keys * 8; // growth and shrinking alternate
    for (int i = 0; i != steps; ++i) {
      if (expiring_)
        set_clock::time += below(3);
      step(below(keys), i, i / phase % 2 == 0);
      if (::testing::Test::HasFatalFailure()) {
        ADD_FAILURE() << "step " << i;
        return;
      }
      if (i % phase == 0)
        compare();
    }
    compare();
  }

private:
  int below(int n) {
    return static_cast<int>(random_() % static_cast<std::uint32_t>(n));
  }
  void step(int k, int v, bool grow) {
    switch (below(grow ? 24 : 32)) {
    case 0:
    case 1:
    case 2:
    case 3: {
      const bool absent = model_.find(k) == nullptr;
      const auto [h, inserted] = m_.try_emplace(k, v);
      ASSERT_EQ(inserted, absent);
      if (absent)
        model_.insert(k, v);
      ASSERT_EQ(h->second, *model_.find(k));
      (void)m_.find(k); // the model counted two uses
      break;
    }
    case 4:
    case 5:
    case 6:
    case 7: {
      int *const there = model_.find(k);
      ASSERT_EQ(m_.insert_or_assign(k, v), there == nullptr);
      write(k, v, there);
      break;
    }
    case 8:
    case 9: {
      int *const there = model_.find(k);
      ASSERT_EQ(m_.upsert(k, [](int &n) { ++n; }, v), there == nullptr);
      write(k, there == nullptr ? v + 1 : *there + 1, there);
      break;
    }
    case 10: {
      int *const there = model_.find(k);
      ASSERT_EQ(m_.update(k, [&](int &n) { n = v; }), there != nullptr);
      if (there != nullptr)
        write(k, v, there);
      break;
    }
    case 11: {
      int *const there = model_.find(k);
      bool loaded = false;
      const auto h = m_.get_or_load(k, [&](int) {
        loaded = true;
        return v;
      });
      ASSERT_EQ(loaded, there == nullptr);
      ASSERT_EQ(h->second, there == nullptr ? v : *there);
      if (loaded)
        model_.insert(k, v);
      break;
    }
    case 12:
    case 13:
    case 14:
    case 15: {
      const int *const there = model_.find(k);
      ASSERT_EQ(m_.get(k),
                there == nullptr ? std::nullopt : std::optional<int>(*there));
      break;
    }
    case 16:
    case 17: { // pins it for a while
      auto h = m_.find(k);
      const int *const there = model_.find(k);
      ASSERT_EQ(h != m_.end(), there != nullptr);
      if (there != nullptr) {
        ASSERT_EQ(h->second, *there);
      }
      held_[static_cast<std::size_t>(below(4))] = std::move(h);
      break;
    }
    case 18:
    case 19:
      ASSERT_EQ(m_.contains(k), model_.contains(k));
      break;
    case 20: {
      const int *const there = model_.find(k);
      const auto expected =
          there == nullptr ? std::nullopt : std::optional<int>(*there);
      ASSERT_EQ(m_.take(k), expected);
      model_.erase(k);
      break;
    }
    case 21: {
      const int *const there = model_.find(k);
      const bool goes = there != nullptr && *there % 2 == 0;
      ASSERT_EQ(m_.erase_if(k, [](int n) { return n % 2 == 0; }), goes);
      if (goes)
        model_.erase(k);
      break;
    }
    case 22:
      if (below(20000) == 0) {
        m_.clear();
        model_.clear();
      } else if (below(2000) == 0) {
        m_.expire_now();
        ASSERT_EQ(m_.size(), model_.live_entries());
      }
      break;
    default:
      ASSERT_EQ(m_.erase(k), model_.erase(k));
    }
  }
  void write(int k, int v, int *there) {
    if (there == nullptr) {
      model_.insert(k, v);
    } else {
      *there = v;
      model_.written(k);
    }
  }
  void compare() {
    std::size_t met = 0;
    m_.for_each([&](const auto &entry) {
      ++met;
      ASSERT_TRUE(model_.contains(entry.first)) << entry.first;
    });
    ASSERT_EQ(met, model_.live_entries());
    ASSERT_EQ(m_.evictions(), model_.evictions);
    if (!expiring_) {
      ASSERT_EQ(m_.size(), met);
    }
    ASSERT_LE(m_.detached_entries(), held_.size());
  }

  map m_;
  model_map model_;
  const bool expiring_;
  std::vector<typename map::handle> held_;
  std::mt19937 random_;
};

template <class Hash = std::hash<int>>
void run(const concurrent_options &o, int keys, int steps, std::uint32_t seed) {
  set_clock::time = 0;
  runner<Hash>(o, seed).run(keys, steps);
}

concurrent_options with_bound(std::size_t n) {
  concurrent_options o;
  o.max_entries = n;
  o.stripes = 1; // each stripe has a SIEVE of its own
  return o;
}

// SIEVE as the paper has it: the hand goes on at the oldest when the victim was
// the newest. Here key 9 evicts 2, the newest of the full map, as all others
// are in use; then the hand is at 0, whose mark it has cleared.
TEST(ConcurrentMapModel, TheNewestEntryMayBeTheVictim) {
  concurrent_map<int, int> m(with_bound(3));
  for (int k : {0, 1, 2})
    m.try_emplace(k, k);
  (void)m.get(0);
  (void)m.get(1);
  m.try_emplace(9, 9);
  EXPECT_FALSE(m.contains(2));
  m.try_emplace(10, 10);
  EXPECT_TRUE(m.contains(9)) << "the entry put in the victim's place went next";
  EXPECT_FALSE(m.contains(0));
}

TEST(ConcurrentMapModel, SieveHitCountsOfASkewedTraceAreExact) {
  std::mt19937 random(7);
  std::geometric_distribution<int> skewed(0.002);
  concurrent_map<int, int> m(with_bound(256));
  model_map model(256, 0, 0);
  int hits = 0, expected = 0;
  for (int i = 0; i != model_operations / 10; ++i) {
    const int k = skewed(random);
    if (m.get(k))
      ++hits;
    else
      m.try_emplace(k, i);
    if (model.find(k) != nullptr)
      ++expected;
    else
      model.insert(k, i);
  }
  EXPECT_EQ(hits, expected);
  EXPECT_GT(hits, model_operations / 50);
}

TEST(ConcurrentMapModel, UnlimitedMaps) {
  run({}, 5, model_operations / 20, 1);
  run({}, 300, model_operations / 4, 2);
  run({}, 50000, model_operations * 3 / 5, 3);
  run<poor_hash>({}, 4000, model_operations / 100, 4);
}
TEST(ConcurrentMapModel, BoundedMaps) {
  for (std::size_t capacity = 1; capacity <= 10; ++capacity)
    run(with_bound(capacity), static_cast<int>(2 + 2 * capacity),
        model_operations / 40, static_cast<std::uint32_t>(capacity));
  run(with_bound(100), 150, model_operations * 2 / 5, 11);
  run(with_bound(1000), 5000, model_operations * 2 / 5, 12);
}
TEST(ConcurrentMapModel, MapsWithTimesToLive) {
  concurrent_options o;
  o.stripes = 1;
  o.write_ttl = std::chrono::nanoseconds(300);
  run(o, 200, model_operations * 2 / 5, 13);
  o.access_ttl = std::chrono::nanoseconds(100);
  run(o, 200, model_operations * 2 / 5, 14);
  o.write_ttl = std::chrono::nanoseconds(0);
  o.stripes = 0;
  run(o, 3000, model_operations / 5, 15);
}

} // namespace
