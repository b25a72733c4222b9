// The concurrent maps, called by their own users' code: destructors may call
// the map that the value was in, so none may run under its lock; loaders may,
// but not for the key that they are loading, as they would never end.
#include <chrono>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "mapwarden/concurrent_map.h"
#include "mapwarden/concurrent_nested_map.h"

namespace {

using mapwarden::concurrent_map;
using mapwarden::concurrent_nested_map;
using mapwarden::concurrent_options;
using mapwarden::nested_options;

// A value that calls a function when its last owner goes.
struct at_end {
  std::function<void()> call;
  explicit at_end(std::function<void()> f) : call(std::move(f)) {}
  at_end(const at_end &) = delete;
  at_end &operator=(const at_end &) = delete;
  ~at_end() { call(); }
};
using value = std::shared_ptr<at_end>;
value calling(std::function<void()> f) {
  return std::make_shared<at_end>(std::move(f));
}
const auto nothing = [] {};

template <class K>
void assigning_runs_destructors_outside_the_lock(const K &a, const K &b) {
  concurrent_options o;
  o.stripes = 1; // the other entry is under the same lock
  concurrent_map<K, value> m(o);
  m.insert_or_assign(b, calling(nothing));
  m.insert_or_assign(a, calling([&] { EXPECT_TRUE(m.erase(b)); }));
  EXPECT_FALSE(m.insert_or_assign(a, calling(nothing)));
  EXPECT_EQ(m.size(), 1u);
  EXPECT_FALSE(m.contains(b));
}
TEST(ConcurrentReentry, AValueThatIsReplacedMayCallTheMap) {
  assigning_runs_destructors_outside_the_lock<int>(1, 2);
  assigning_runs_destructors_outside_the_lock<std::string>("1", "2");
}

TEST(ConcurrentReentry, AValueThatIsReplacedWhilePinnedMayCallTheMap) {
  concurrent_options o;
  o.stripes = 1;
  concurrent_map<int, value> m(o);
  m.insert_or_assign(2, calling(nothing));
  m.insert_or_assign(1, calling([&] { EXPECT_TRUE(m.erase(2)); }));
  {
    const auto h = m.find(1);
    EXPECT_FALSE(m.insert_or_assign(1, calling(nothing)));
    EXPECT_TRUE(m.contains(2)) << "it is still pinned";
  }
  EXPECT_FALSE(m.contains(2));
}

// Moves are copies: what was assigned from dies as well, and owns as much.
struct copied {
  value owned;
  copied(value v) : owned(std::move(v)) {}
  copied(const copied &) noexcept = default;
  copied &operator=(const copied &) noexcept = default;
};
TEST(ConcurrentReentry, AValueWithoutMovesMayCallTheMap) {
  concurrent_options o;
  o.stripes = 1;
  concurrent_map<int, copied> m(o);
  m.insert_or_assign(2, calling(nothing));
  m.insert_or_assign(1, calling([&] { EXPECT_TRUE(m.erase(2)); }));
  EXPECT_FALSE(m.insert_or_assign(1, calling(nothing)));
  EXPECT_FALSE(m.contains(2));
}

TEST(ConcurrentReentry, AnInnerValueThatIsReplacedMayCallTheMap) {
  nested_options o;
  o.stripes = 1;
  concurrent_nested_map<int, int, value> m(o);
  m.put(2, 1, calling(nothing));
  m.put(1, 1, calling([&] { EXPECT_EQ(m.erase(2), 1u); }));
  EXPECT_FALSE(m.put(1, 1, calling(nothing)));
  EXPECT_EQ(m.outer_size(), 1u);
  EXPECT_FALSE(m.contains(2));
}

TEST(ConcurrentReentry, AValueThatIsRemovedMayCallTheMap) {
  nested_options o;
  o.stripes = 1;
  concurrent_nested_map<int, int, value> n(o);
  n.put(1, 1, calling([&] { EXPECT_EQ(n.erase(2), 1u); }));
  n.put(2, 1, calling(nothing));
  EXPECT_EQ(n.erase(1), 1u);
  EXPECT_TRUE(n.empty());
  concurrent_options p;
  p.stripes = 1;
  concurrent_map<int, value> m(p);
  m.insert_or_assign(1, calling([&] { EXPECT_TRUE(m.erase(2)); }));
  m.insert_or_assign(2, calling(nothing));
  EXPECT_TRUE(m.take(1));
  EXPECT_TRUE(m.empty());
}

// Calls itself until it is refused; gives up, so that a failing test ends.
template <class Map, class Before>
void a_loader_that_asks_for_its_own_key(Map &m, Before before) {
  int calls = 0;
  std::function<int(int)> load = [&](int k) {
    if (++calls == 10)
      return 0;
    before(k);
    return m.get_or_load(k, load)->second;
  };
  EXPECT_THROW(m.get_or_load(1, load), std::logic_error);
  EXPECT_EQ(calls, 1);
}
template <class Map> void open_the_breaker(Map &m) {
  EXPECT_THROW(
      m.get_or_load(1, [](int) -> int { throw std::runtime_error("load"); }),
      std::runtime_error);
}
concurrent_options that_open_at_once() {
  concurrent_options o;
  o.breaker_failures = 1;
  o.breaker_cooldown = std::chrono::hours(1);
  return o;
}

TEST(ConcurrentReentry, ALoaderOfItsOwnKeyBehindAnOpenBreakerBad) {
  concurrent_map<int, int> m(that_open_at_once());
  open_the_breaker(m);
  a_loader_that_asks_for_its_own_key(m, [](int) {});
}
TEST(ConcurrentReentry, ALoaderOfItsOwnKeyThatItErasedBad) {
  concurrent_map<int, int> m;
  a_loader_that_asks_for_its_own_key(m, [&](int k) { m.erase(k); });
  EXPECT_EQ(m.get_or_load(1, [](int) { return 2; })->second, 2);
}
TEST(ConcurrentReentry, ALoaderOfItsOwnKeyOverAnotherOneBad) {
  concurrent_map<int, int> m(that_open_at_once());
  open_the_breaker(m);
  int calls = 0;
  std::function<int(int)> load = [&](int k) {
    return ++calls == 10 ? 0 : m.get_or_load(3 - k, load)->second;
  };
  EXPECT_THROW(m.get_or_load(1, load), std::logic_error);
  EXPECT_EQ(calls, 2);
}
TEST(ConcurrentReentry, ALoaderOfAnotherKeyOrMapOk) {
  concurrent_map<int, int> m(that_open_at_once()), other;
  for (int round = 0; round != 2; ++round) {
    const auto h = m.get_or_load(10 + round, [&](int k) {
      return m
          .get_or_load(
              k + 10,
              [&](int) {
                return other.get_or_load(k, [](int) { return 5; })->second;
              })
          ->second;
    });
    EXPECT_EQ(h->second, 5);
    if (round == 0)
      open_the_breaker(m);
  }
}
TEST(ConcurrentReentry, ALoaderThatFindsItsKeyWrittenOk) {
  concurrent_map<int, int> m;
  const auto h = m.get_or_load(1, [&](int k) {
    m.insert_or_assign(k, 6);
    return m.get_or_load(k, [](int) { return 7; })->second;
  });
  EXPECT_EQ(h->second, 6);
}

} // namespace
