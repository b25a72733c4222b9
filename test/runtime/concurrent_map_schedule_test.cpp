// concurrent_map under thousands of chosen schedules: the bound, what each key
// looks like to all threads, pins, and loading.
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

#include "linearizability.h"
#include "mapwarden/concurrent_map.h"
#include "scheduled_sync.h"
#include "test_types.h"

namespace {

using mapwarden::concurrent_options;
using mapwarden_test::counted;
using mapwarden_test::linearizability;
using mapwarden_test::operation;
using mapwarden_test::scheduled_sync;
using mapwarden_test::scheduler;

template <class V>
using map =
    mapwarden::concurrent_map<int, V, std::hash<int>, std::equal_to<int>,
                              std::allocator<std::pair<const int, V>>,
                              scheduled_sync>;

concurrent_options options(std::size_t max, std::uint32_t stripes) {
  concurrent_options o;
  o.max_entries = max;
  o.stripes = stripes;
  return o;
}

#ifdef MAPWARDEN_SANITIZED
constexpr std::uint32_t schedules = 150;
#else
constexpr std::uint32_t schedules = 1500;
#endif

TEST(ConcurrentMapSchedule, TheCheckerSeesAWrongHistory) {
  using mapwarden_test::operation;
  EXPECT_TRUE(linearizability::check({{operation::assign, 1, 0, 0, 10},
                                      {operation::get, 0, 1, 1, 2},
                                      {operation::get, 0, 1, 3, 4}}));
  EXPECT_FALSE(linearizability::check({{operation::assign, 1, 0, 0, 10},
                                       {operation::get, 0, 1, 1, 2},
                                       {operation::get, 0, 0, 3, 4}}));
  EXPECT_FALSE(linearizability::check(
      {{operation::emplace, 1, 1, 0, 10}, {operation::emplace, 2, 1, 0, 10}}));
}

// Gate G10; also key reuse by many writers under a bound (moka#590): writers
// insert, replace and erase the same few keys while another thread looks.
TEST(ConcurrentMapSchedule, TheBoundHoldsAtEveryMoment) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    const std::size_t max = 1 + seed % 3;
    map<counted> m(options(max, 1 + seed % 4));
    std::size_t most = 0;
    std::vector<std::function<void()>> bodies;
    for (int t = 0; t != 3; ++t)
      bodies.push_back([&m, &most, seed, t] {
        std::mt19937 random(seed * 7 + static_cast<std::uint32_t>(t));
        for (int i = 0; i != 6; ++i) {
          const int k = static_cast<int>(random() % 5);
          switch (random() % 4) {
          case 0:
            m.erase(k);
            break;
          case 1:
            m.insert_or_assign(k, counted(i));
            break;
          default:
            m.try_emplace(k, i);
          }
          most = std::max(most, m.size());
        }
      });
    bodies.push_back([&] {
      for (int i = 0; i != 20; ++i) {
        most = std::max(most, m.size());
        scheduler::point();
      }
    });
    scheduler::run(seed, std::move(bodies));
    ASSERT_LE(most, max) << "seed " << seed;
    ASSERT_EQ(m.snapshot().size(), m.size()) << "seed " << seed;
    ASSERT_EQ(counted::alive, static_cast<int>(m.size())) << "seed " << seed;
    ASSERT_EQ(m.detached_entries(), 0u);
  }
  EXPECT_EQ(counted::alive, 0);
}

TEST(ConcurrentMapSchedule, EveryKeyIsLinearizable) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    map<int> m(options(concurrent_options::unlimited, 2));
    std::uint64_t clock = 0;
    std::vector<operation> history[2];
    std::vector<std::function<void()>> bodies;
    for (int t = 0; t != 3; ++t)
      bodies.push_back([&, t] {
        std::mt19937 random(seed * 5 + static_cast<std::uint32_t>(t));
        for (int i = 0; i != 6; ++i) {
          const int k = static_cast<int>(random() % 2);
          operation o{static_cast<operation::kind>(random() % 5),
                      1 + t * 1000 + i * 10, 0, ++clock, 0};
          switch (o.what) {
          case operation::assign:
            m.insert_or_assign(k, o.argument);
            break;
          case operation::emplace:
            o.result = m.try_emplace(k, o.argument).second;
            break;
          case operation::get:
            if (random() % 2 == 0)
              o.result = m.get(k).value_or(0);
            else if (auto h = m.find(k); h != m.end())
              o.result = h->second;
            break;
          case operation::erase:
            o.result = m.erase(k);
            break;
          case operation::add:
            o.argument = 1;
            o.result = m.update(k, [](int &v) { v += 1; });
            break;
          }
          o.end = ++clock;
          history[k].push_back(o);
        }
      });
    scheduler::run(seed, std::move(bodies));
    for (const auto &h : history)
      ASSERT_TRUE(linearizability::check(h)) << "seed " << seed;
  }
}

TEST(ConcurrentMapSchedule, APinnedValueNeverChangesAndDiesOnce) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    {
      map<counted> m(options(2, 2));
      std::vector<std::function<void()>> bodies;
      for (int t = 0; t != 3; ++t)
        bodies.push_back([&m, seed, t] {
          std::mt19937 random(seed * 3 + static_cast<std::uint32_t>(t));
          for (int i = 0; i != 4; ++i) {
            const int k = static_cast<int>(random() % 3);
            auto h = m.try_emplace(k, k).first;
            const int seen = h->second.value;
            m.update(static_cast<int>(random() % 3),
                     [](counted &v) { v.value += 10; });
            ASSERT_EQ(h->second.value, seen);
            if (random() % 2 == 0)
              m.erase(k);
            ASSERT_EQ(h->second.value, seen);
          }
        });
      scheduler::run(seed, std::move(bodies));
      ASSERT_EQ(m.detached_entries(), 0u) << "seed " << seed;
    }
    ASSERT_EQ(counted::alive, 0) << "seed " << seed;
  }
}

// Lookups take no lock: they must neither pin what is being changed, nor see
// half of a change, nor meet the memory of an entry when it is used again.
TEST(ConcurrentMapSchedule, WhatALookupFindsIsWholeAndStaysSo) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    {
      map<counted> m(
          options(seed % 2 == 0 ? 2 : concurrent_options::unlimited, 1));
      std::vector<std::function<void()>> bodies;
      for (int t = 0; t != 2; ++t)
        bodies.push_back([&m, seed, t] {
          std::mt19937 random(seed * 3 + static_cast<std::uint32_t>(t));
          for (int i = 0; i != 5; ++i) {
            const int k = static_cast<int>(random() % 3);
            switch (random() % 4) {
            case 0:
              m.erase(k);
              break;
            case 1:
              m.take(k);
              break;
            case 2:
              m.update(k, [](counted &v) {
                const int before = v.value;
                v.value = -1;
                scheduler::point();
                v.value = before + 3;
              });
              break;
            default:
              m.try_emplace(k, k);
            }
          }
        });
      for (int t = 0; t != 2; ++t)
        bodies.push_back([&m, seed, t] {
          std::mt19937 random(seed * 3 + 7 + static_cast<std::uint32_t>(t));
          for (int i = 0; i != 6; ++i) {
            const int k = static_cast<int>(random() % 3);
            if (const auto v = m.get(k)) {
              ASSERT_EQ(v->value % 3, k) << "seed " << seed;
            }
            if (const auto h = m.find(k); h != m.end()) {
              const int seen = h->second.value;
              ASSERT_EQ(seen % 3, k) << "seed " << seed;
              ASSERT_EQ(h->first, k);
              scheduler::point();
              ASSERT_EQ(h->second.value, seen) << "seed " << seed;
            }
          }
        });
      scheduler::run(seed, std::move(bodies));
      ASSERT_EQ(m.detached_entries(), 0u) << "seed " << seed;
      ASSERT_EQ(counted::alive, static_cast<int>(m.size())) << "seed " << seed;
    }
    ASSERT_EQ(counted::alive, 0) << "seed " << seed;
  }
}

// A key may refer to something that goes when erase has returned.
struct item {
  int id;
  bool alive = true;
};
struct item_hash {
  std::size_t operator()(const item *) const { return 7; }
};
struct item_equal {
  inline static int asked_about_the_dead = 0;
  bool operator()(const item *a, const item *b) const {
    scheduler::point();
    asked_about_the_dead += !a->alive || !b->alive;
    return a->id == b->id;
  }
};
TEST(ConcurrentMapSchedule, EqIsNotAskedAboutAKeyThatWasErased) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    mapwarden::concurrent_map<const item *, int, item_hash, item_equal,
                              std::allocator<std::pair<const item *const, int>>,
                              scheduled_sync>
        m;
    item lasting{1}, same{1}, other{2};
    std::vector<std::unique_ptr<item>> mine;
    m.try_emplace(&lasting, 5);
    std::vector<std::function<void()>> bodies{[&] {
      for (int i = 0; i != 4; ++i) {
        mine.push_back(std::make_unique<item>(item{3}));
        m.try_emplace(mine.back().get(), 0);
        ASSERT_TRUE(m.erase(mine.back().get()));
        mine.back()->alive = false;
      }
    }};
    for (int t = 0; t != 2; ++t)
      bodies.push_back([&] {
        for (int i = 0; i != 4; ++i) {
          ASSERT_EQ(m.get(&lasting), 5);
          ASSERT_TRUE(m.contains(&same)); // another pointer, an equal key
          ASSERT_FALSE(m.find(&other));
        }
      });
    scheduler::run(seed, std::move(bodies));
    ASSERT_EQ(item_equal::asked_about_the_dead, 0) << "seed " << seed;
  }
}

TEST(ConcurrentMapSchedule, OneLoadPerKeyAndWaitersAreReleased) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    map<int> m(options(1 + seed % 3, 1 + seed % 2));
    int running[2] = {0, 0}, failures = 0, answers = 0;
    std::vector<std::function<void()>> bodies;
    for (int t = 0; t != 4; ++t)
      bodies.push_back([&, t] {
        for (int i = 0; i != 2; ++i) {
          const int k = (t + i) % 2;
          try {
            const auto h = m.get_or_load(k, [&](int key) -> int {
              EXPECT_EQ(++running[key], 1) << "two loads at once";
              for (int step = 0; step != 5; ++step)
                scheduler::point();
              --running[key];
              if ((seed + static_cast<std::uint32_t>(t)) % 3 == 0)
                throw std::runtime_error("load");
              return key + 100;
            });
            EXPECT_EQ(h->second, k + 100);
            ++answers;
          } catch (const std::runtime_error &) {
            ++failures;
          }
        }
      });
    scheduler::run(seed, std::move(bodies));
    ASSERT_EQ(answers + failures, 8) << "seed " << seed;
    ASSERT_LE(m.size(), m.max_entries());
    ASSERT_EQ(m.detached_entries(), 0u) << "seed " << seed;
  }
}

} // namespace
