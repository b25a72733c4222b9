// concurrent_map when memory, copying, hashing, comparing or a function of the
// user fails, at every step: the operation has no effect, unless its
// documentation says otherwise, nothing leaks, and no lock stays held.
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "mapwarden/concurrent_map.h"
#include "test_types.h"

namespace {

using namespace mapwarden_test;
using mapwarden::concurrent_options;

// Spreads the keys, so that leaves are split and merged.
struct spread_hash {
  std::size_t operator()(const fragile &k) const {
    faults::step();
    return static_cast<std::size_t>(k.value);
  }
};
template <class Hash>
using map_of = mapwarden::concurrent_map<
    fragile, fragile, Hash, std::equal_to<fragile>,
    fragile_allocator<std::pair<const fragile, fragile>>>;
using map = map_of<fragile_hash>;

template <class Map> std::map<int, int> contents(const Map &m) {
  std::map<int, int> all;
  m.for_each(
      [&](const auto &entry) { all[entry.first.value] = entry.second.value; });
  return all;
}

concurrent_options bounded(std::size_t n) {
  concurrent_options o;
  o.max_entries = n;
  o.stripes = 1;
  return o;
}
concurrent_options expiring(std::size_t n) {
  concurrent_options o = bounded(n);
  o.write_ttl = o.access_ttl = std::chrono::hours(1);
  return o;
}

class ConcurrentMapExceptions : public testing::Test {
protected:
  void SetUp() override {
    fragile::alive = 0;
    allocation_count::bytes = 0;
  }
  void TearDown() override {
    EXPECT_EQ(fragile::alive, 0);
    EXPECT_EQ(allocation_count::bytes, 0);
  }

  // Fails `action` at every step on maps of entries 0, 1, ... with and without
  // a bound, a time to live, and a handle to each entry; expects at least
  // `least` failures on each.
  template <class Action>
  void expect_strong(int entries, int least, Action action) {
    for (const concurrent_options &o :
         {concurrent_options(), bounded(4), expiring(4)})
      for (bool pinned : {false, true}) {
        map m(o);
        std::vector<map::handle> held;
        for (int i = 0; i != entries; ++i) {
          auto h = m.try_emplace(fragile(i), 10 * i).first;
          if (pinned)
            held.push_back(std::move(h));
        }
        const auto before = contents(m);
        const int failures = fail_at_every_step(
            [&] { action(m); },
            [&](int step) {
              ASSERT_EQ(contents(m), before) << "failed at step " << step;
              ASSERT_EQ(m.size(), before.size()) << step;
              ASSERT_EQ(m.detached_entries(), 0u) << step;
              for (const auto &entry : before)
                ASSERT_TRUE(m.contains(fragile(entry.first))) << step;
            });
        EXPECT_GE(failures, least);
        EXPECT_LE(m.size(), m.max_entries());
        for (const auto &h : held)
          EXPECT_EQ(h->second.value, 10 * h->first.value);
      }
  }
};

TEST_F(ConcurrentMapExceptions, InsertingANewKey) {
  for (int entries : {0, 1, 3, 4}) {
    expect_strong(entries, 3,
                  [](map &m) { (void)m.try_emplace(fragile(9), 90); });
    expect_strong(entries, 3,
                  [](map &m) { m.insert_or_assign(fragile(9), fragile(90)); });
    expect_strong(entries, 3, [](map &m) {
      const std::pair<const fragile, fragile> entry(9, 90);
      (void)m.insert(entry);
    });
    expect_strong(entries, 4, [](map &m) {
      m.upsert(fragile(9), [](fragile &) { faults::step(); }, 90);
    });
  }
}

TEST_F(ConcurrentMapExceptions, AssigningToAKeyThatIsThere) {
  const fragile key(1);
  expect_strong(4, 3, [&](map &m) { m.insert_or_assign(key, fragile(77)); });
}

TEST_F(ConcurrentMapExceptions, LookingUp) {
  const fragile there(2), absent(50);
  expect_strong(4, 2, [&](map &m) { (void)m.find(there); });
  expect_strong(4, 3, [&](map &m) { (void)m.get(there); });
  expect_strong(4, 1, [&](map &m) { (void)m.contains(absent); });
}

// Plain keys are looked up without a lock. A lookup that fails, where the key
// is hashed or the value copied, is over for those who wait for lookups to end.
struct failing_hash {
  std::size_t operator()(int k) const {
    faults::step();
    return static_cast<std::size_t>(k);
  }
};
TEST_F(ConcurrentMapExceptions, LookingUpWithoutALock) {
  for (const concurrent_options &o : {concurrent_options(), bounded(4)}) {
    mapwarden::concurrent_map<int, fragile, failing_hash, std::equal_to<int>,
                              fragile_allocator<std::pair<const int, fragile>>>
        m(o);
    for (int i = 0; i != 4; ++i)
      (void)m.try_emplace(i, 10 * i);
    const auto unchanged = [&](int step) {
      ASSERT_EQ(m.size(), 4u) << step;
      ASSERT_EQ(m.detached_entries(), 0u) << step;
    };
    EXPECT_GE(fail_at_every_step([&] { (void)m.find(2); }, unchanged), 1);
    EXPECT_GE(fail_at_every_step([&] { (void)m.get(2); }, unchanged), 2);
    EXPECT_GE(fail_at_every_step([&] { (void)m.contains(2); }, unchanged), 1);
    EXPECT_GE(fail_at_every_step([&] { (void)m.find(50); }, unchanged), 1);
    // Memory of erased nodes is used again once no lookup is inside: all comes
    // back while the map lives on.
    for (int round = 0; round != 1000; ++round) {
      ASSERT_TRUE(m.erase(round % 4));
      (void)m.try_emplace(round % 4, round);
    }
    EXPECT_EQ(fragile::alive, 4);
  }
}

TEST_F(ConcurrentMapExceptions, Removing) {
  const fragile key(2);
  expect_strong(4, 2, [&](map &m) { m.erase(key); });
  expect_strong(4, 3, [&](map &m) {
    m.erase_if(key, [](const fragile &) {
      faults::step();
      return true;
    });
  });
  expect_strong(4, 2, [&](map &m) { (void)m.take(key); });
}

TEST_F(ConcurrentMapExceptions, Walking) {
  expect_strong(
      4, 4, [](map &m) { m.for_each([](const auto &) { faults::step(); }); });
  expect_strong(4, 8, [](map &m) { (void)m.snapshot(); });
}

TEST_F(ConcurrentMapExceptions, LoadingANewKey) {
  const fragile key(9);
  for (int entries : {0, 3, 4})
    expect_strong(entries, 3, [&](map &m) {
      (void)m.get_or_load(key, [](const fragile &) { return fragile(90); });
    });
}

// update changes the value itself, so what f did before it threw stays; that it
// cannot hold the lock, lose the entry or leak is what can be promised.
TEST_F(ConcurrentMapExceptions, UpdatingKeepsTheEntry) {
  const fragile key(2);
  for (bool pinned : {false, true}) {
    map m(bounded(4));
    for (int i = 0; i != 4; ++i)
      (void)m.try_emplace(fragile(i), 10 * i);
    auto h = pinned ? m.find(key) : map::handle();
    int calls = 0;
    const int failures = fail_at_every_step(
        [&] {
          m.update(key, [&](fragile &v) {
            v.value = 500 + ++calls;
            faults::step();
          });
        },
        [&](int step) {
          ASSERT_EQ(m.size(), 4u) << step;
          const auto now = m.get(key);
          ASSERT_TRUE(now) << step;
          ASSERT_EQ(now->value, calls == 0 ? 20 : 500 + calls) << step;
        });
    EXPECT_GE(failures, pinned ? 5 : 3);
    EXPECT_EQ(m.get(key)->value, 500 + calls);
    if (pinned) {
      EXPECT_EQ(h->second.value, 20);
    }
  }
}

// Every leaf is replaced, split and merged at some insertion or erasure.
template <class Map> void fail_all_insertions(int entries) {
  concurrent_options o;
  o.stripes = 2;
  Map m(o);
  int failures = 0;
  for (int i = 0; i != entries; ++i) {
    failures +=
        fail_at_every_step([&] { (void)m.try_emplace(fragile(i), i); },
                           [&](int step) {
                             ASSERT_EQ(m.size(), static_cast<std::size_t>(i))
                                 << step;
                           });
    if (i % 97 == 0) {
      ASSERT_EQ(contents(m).size(), static_cast<std::size_t>(i + 1));
    }
  }
  EXPECT_GE(failures, 3 * entries);
  for (int i = 0; i != entries; ++i) {
    const fragile key(i);
    // Fails whatever comes after the hash and the comparisons: all allocations.
    const int steps =
        fail_at_every_step([&] { (void)m.find(key); }, [](int) {});
    faults::countdown = steps + 1;
    EXPECT_TRUE(m.erase(key));
    faults::countdown = 0;
    ASSERT_FALSE(m.contains(key));
  }
  EXPECT_EQ(m.size(), 0u);
}
TEST_F(ConcurrentMapExceptions, GrowingAndShrinking) {
  fail_all_insertions<map_of<spread_hash>>(3000);
}
TEST_F(ConcurrentMapExceptions, GrowingAndShrinkingOfChains) {
  fail_all_insertions<map_of<fragile_hash>>(300);
}

TEST_F(ConcurrentMapExceptions, ABoundedMapKeepsItsBoundAndItsCount) {
  for (std::uint32_t stripes : {1u, 4u}) {
    concurrent_options o = bounded(8);
    o.stripes = stripes;
    map_of<spread_hash> m(o);
    for (int i = 0; i != 500; ++i) {
      fail_at_every_step(
          [&] { m.insert_or_assign(fragile(i % 20), fragile(i)); },
          [&](int step) {
            ASSERT_LE(m.size(), 8u) << step;
            ASSERT_EQ(contents(m).size(), m.size())
                << "a failed insertion kept its permit";
          });
      ASSERT_LE(m.size(), 8u);
    }
    EXPECT_EQ(m.size(), 8u) << "failed insertions used up the bound";
  }
}

} // namespace
