// bounded_map's own contract: the bound, SIEVE, the grace ring, limits and the
// removal listener.
#include "production_semantics.h"

#include "mapwarden/bounded_map.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "test_types.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::limits;
using mapwarden::removal_cause;
using mapwarden_test::counted;

TEST(BoundedMap, NeverExceedsItsCapacity) {
  bounded_map<int, int, 8> m;
  for (int i = 0; i != 1000; ++i) {
    m[i] = i;
    ASSERT_LE(m.size(), 8u);
    ASSERT_EQ(m.at(i), i) << "the new entry stays";
  }
  EXPECT_EQ(m.size(), 8u);
  EXPECT_EQ(m.evictions(), 992u);
  EXPECT_EQ(m.max_entries(), 8u);
}

TEST(BoundedMap, DoesNotEvictBelowCapacity) {
  bounded_map<int, int> m(limits{1000});
  for (int i = 0; i != 1000; ++i)
    m[i * 64] = i;
  EXPECT_EQ(m.size(), 1000u);
  EXPECT_EQ(m.evictions(), 0u);
  for (int i = 0; i != 1000; ++i)
    ASSERT_EQ(m.count(i * 64), 1u);
}

TEST(BoundedMap, RefusesUselessLimits) {
  using sized = bounded_map<int, int>;
  EXPECT_THROW(sized(limits{0}), std::invalid_argument);
  using fixed = bounded_map<int, int, 8>;
  EXPECT_THROW(fixed(limits{9}), std::invalid_argument);
  EXPECT_EQ(fixed(limits{4}).max_entries(), 4u);
}

static_assert(!std::is_default_constructible_v<bounded_map<int, int>>,
              "no map without a bound");
static_assert(std::is_default_constructible_v<bounded_map<int, int, 4>>);

TEST(BoundedMap, EvictsTheOldestThatWasNotUsed) {
  bounded_map<int, int, 3> m{{1, 1}, {2, 2}, {3, 3}};
  const auto &c = m;
  c.find(1);
  m[4] = 4;
  EXPECT_TRUE(m.contains(1));
  EXPECT_FALSE(m.contains(2));
}

TEST(BoundedMap, CountAndContainsAreNoUses) {
  bounded_map<int, int, 2> m{{1, 1}, {2, 2}};
  EXPECT_EQ(m.count(1), 1u);
  EXPECT_TRUE(m.contains(1));
  m[3] = 3;
  EXPECT_FALSE(m.contains(1));
}

TEST(BoundedMap, AssignmentBetweenSlotsIsDefinedAtAnyCapacity) {
  for (std::size_t capacity = 1; capacity != 5; ++capacity) {
    bounded_map<std::string, std::string> m(limits{capacity, 0});
    const std::string text(100, 'b');
    m["b"] = text;
    for (int i = 0; i != 10; ++i) {
      const std::string key(40, static_cast<char>('c' + i));
      m[key] = m["b"]; // absl issue 1281; under ASan
      EXPECT_EQ(m[key], capacity == 1 ? m[key] : text);
      m["b"] = text;
    }
  }
}

TEST(BoundedMap, TheEntryJustReturnedIsNotTheVictim) {
  bounded_map<int, int, 2> m;
  m[1] = 1;
  m[2] = 2;
  for (int i = 3; i != 50; ++i) {
    int &kept = m[1];
    m[i] = i;
    ASSERT_TRUE(m.contains(1));
    kept = i;
    ASSERT_EQ(m[1], i);
  }
}

TEST(BoundedMap, EvictedEntriesStayDereferenceableForSixtyFourInsertingCalls) {
  counted::alive = 0;
  {
    bounded_map<int, counted, 1> m;
    counted &x = m[0];
    auto it = m.find(0);
    m[1]; // evicts 0
    for (int i = 0; i != 64; ++i) {
      ++x.value;
      ASSERT_EQ(it->second.value, i + 1);
      m[i + 2];
    }
    ++x.value; // after 64 more inserting calls
    EXPECT_EQ(counted::alive, 1 + 65);
    for (int i = 0; i != 1000; ++i)
      m[i + 100];
    EXPECT_EQ(counted::alive, 1 + 65) << "the ring is bounded";
    for (int i = 0; i != 1000; ++i)
      m.find(1);
    m.clear();
    EXPECT_EQ(counted::alive, 0);
  }
}

TEST(BoundedMap, TheGracePeriodCanBeShortened) {
  counted::alive = 0;
  bounded_map<int, counted> m(limits{1, 0});
  m[0].value = 1;
  counted &x = m[0];
  m[1];
  EXPECT_EQ(x.value, 1)
      << "within the evicting call's statement it always holds";
  m[2];
  EXPECT_EQ(counted::alive, 2);
}

TEST(BoundedMap, AnIteratorToAnEvictedEntryGoesToTheEnd) {
  bounded_map<int, int, 1> m;
  m[1] = 1;
  auto it = m.begin();
  m[2] = 2;
  EXPECT_EQ(it->first, 1);
  auto next = it;
  EXPECT_EQ(++next, m.end());
  EXPECT_EQ(m.erase(it), m.end());
  EXPECT_EQ(m.size(), 1u);
}

TEST(BoundedMap, InsertingWhileIteratingTerminates) {
  bounded_map<int, int, 16> m;
  for (int i = 0; i != 16; ++i)
    m[i] = i;
  int visited = 0;
  for (const auto &entry : m) {
    m[entry.first + 1000] = 1;
    ++visited;
  }
  EXPECT_LE(visited, 16);
}

using removals = std::vector<std::tuple<int, int, removal_cause>>;

TEST(BoundedMap, TellsTheListenerWhatLeavesAndWhy) {
  removals seen;
  {
    bounded_map<int, int, 2> m{{1, 10}, {2, 20}};
    m.set_removal_listener([&](int k, int &v, removal_cause why) {
      seen.emplace_back(k, v, why);
    });
    m[3] = 30;
    m.insert_or_assign(3, 31);
    m.erase(2);
    m[4] = 40;
    m.erase(m.find(4));
    m[5] = 50;
    m.clear();
    m[6] = 60;
  }
  EXPECT_EQ(seen, (removals{{1, 10, removal_cause::evicted},
                            {3, 30, removal_cause::replaced},
                            {2, 20, removal_cause::erased},
                            {4, 40, removal_cause::erased},
                            {5, 50, removal_cause::erased},
                            {3, 31, removal_cause::erased},
                            {6, 60, removal_cause::erased}}));
}

TEST(BoundedMap, AListenerCanOwnRawPointers) {
  counted::alive = 0;
  {
    bounded_map<int, counted *, 4> m;
    m.set_removal_listener([](int, counted *&p, removal_cause) { delete p; });
    for (int i = 0; i != 20; ++i)
      m.insert_or_assign(i % 7, new counted);
    auto moved = std::move(m);
    m = bounded_map<int, counted *, 4>();
    moved.erase(moved.begin());
    auto copy = moved; // has no listener, so nothing is deleted twice
  }
  EXPECT_EQ(counted::alive, 0);
}

TEST(BoundedMap, AListenerMayReadButNotChangeTheMap) {
  bounded_map<int, int, 1> m{{1, 1}};
  m.set_removal_listener([&](int k, int &, removal_cause) {
    EXPECT_EQ(m.find(k)->first, k) << "still there";
    m[99] = 1;
  });
  EXPECT_THROW(m[2] = 2, std::logic_error);
  EXPECT_THROW(m.erase(1), std::logic_error);
  EXPECT_THROW(m.clear(), std::logic_error);
  EXPECT_EQ(m.size(), 1u);
  EXPECT_EQ(m.at(1), 1);
  m.set_removal_listener(nullptr);
  m[2] = 2;
  EXPECT_EQ(m.at(2), 2);
}

TEST(BoundedMap, ValuesMayHoldMapsOfThemselves) {
  struct tree {
    int id = 0;
    bounded_map<int, tree, 4> children;
  };
  tree root;
  root.children[1].children[2].id = 3;
  EXPECT_EQ(root.children.at(1).children.at(2).id, 3);
}

TEST(BoundedMap, DestructorsMayEraseFromTheSameMap) {
  struct node {
    bounded_map<int, node, 8> *map = nullptr;
    int other = 0;
    ~node() {
      if (map != nullptr)
        map->erase(other);
    }
  };
  bounded_map<int, node, 8> m;
  for (int i = 0; i != 4; ++i) {
    m[i].map = &m;
    m[i].other = (i + 1) % 4;
  }
  m.erase(0);
  EXPECT_TRUE(m.empty());
}

// The seed goes where the entries go: all are found afterwards.
TEST(BoundedMap, ItsHashSeedStaysWithItsEntries) {
  using map = bounded_map<int, int>;
  const auto filled = [](std::size_t seed) {
    map m(limits{50}.seeded_by(seed));
    for (int i = 0; i != 50; ++i)
      m[i] = static_cast<int>(seed);
    return m;
  };
  const auto expect_all = [](const map &m, int value) {
    ASSERT_EQ(m.size(), 50u);
    for (int i = 0; i != 50; ++i)
      EXPECT_EQ(m.at(i), value);
  };
  map a = filled(1), b = filled(2), copy = a;
  swap(a, b);
  expect_all(a, 2);
  expect_all(b, 1);
  expect_all(copy, 1);
  copy = a;
  expect_all(copy, 2);
  b = std::move(copy);
  expect_all(b, 2);
  copy[7] = 7; // moved from: empty, with its limits
  EXPECT_TRUE(copy.contains(7));
  map with_allocator(std::move(b), std::allocator<std::pair<const int, int>>());
  expect_all(with_allocator, 2);
}

} // namespace
