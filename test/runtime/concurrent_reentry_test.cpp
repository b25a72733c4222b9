// The concurrent maps, called by values that die: destructors may call the map
// that the value was in, so none may run under its lock.
#include <functional>
#include <gtest/gtest.h>
#include <memory>
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

} // namespace
