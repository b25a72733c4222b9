// A single-element operation that fails at any step (allocation, construction,
// copy, hash, equality, listener) leaves bounded_map's entries as they were,
// and nothing leaks.
#include "production_semantics.h"

#include <chrono>
#include <gtest/gtest.h>
#include <map>
#include <stdexcept>

#include "mapwarden/bounded_map.h"
#include "test_types.h"

namespace {

using namespace mapwarden_test;
using map = mapwarden::bounded_map<
    fragile, fragile, 0, fragile_hash, std::equal_to<fragile>,
    fragile_allocator<std::pair<const fragile, fragile>>>;

using bounded_map_of_lengths = mapwarden::bounded_map<int, int>;

std::map<int, int> contents(const map &m) {
  std::map<int, int> all;
  for (const auto &entry : m)
    all[entry.first.value] = entry.second.value;
  return all;
}

// All that a map may have besides entries, to fail at as well.
auto all_limits(std::size_t n, mapwarden::eviction policy) {
  return mapwarden::limits{n, 1, policy}
      .expire_after_write(std::chrono::hours(1))
      .expire_after_access(std::chrono::hours(1))
      .weighed(n, [](const fragile &, const fragile &) {
        faults::step();
        return std::size_t(1);
      });
}
constexpr mapwarden::eviction all_policies[] = {
    mapwarden::eviction::sieve, mapwarden::eviction::s3_fifo,
    mapwarden::eviction::w_tiny_lfu, mapwarden::eviction::lru,
    mapwarden::eviction::fifo};

class BoundedMapExceptions : public testing::Test {
protected:
  void SetUp() override {
    fragile::alive = 0;
    allocation_count::bytes = 0;
  }
  void TearDown() override {
    EXPECT_EQ(fragile::alive, 0);
    EXPECT_EQ(allocation_count::bytes, 0);
  }

  // Fails `action` at every step on a map of `entries` entries and capacity 4;
  // expects at least `least` steps.
  template <class Action>
  void expect_strong(int entries, int least, Action action,
                     bool with_listener = false) {
    for (mapwarden::eviction policy : all_policies) {
      expect_strong(map(mapwarden::limits{4, 1, policy}), entries, least,
                    action, with_listener);
      expect_strong(map(all_limits(4, policy)), entries, least, action,
                    with_listener);
    }
  }
  template <class Action>
  void expect_strong(map m, int entries, int least, Action action,
                     bool with_listener) {
    for (int i = 0; i != entries; ++i)
      m.try_emplace(fragile(i), 10 * i);
    if (with_listener)
      m.set_removal_listener([](const fragile &, fragile &,
                                mapwarden::removal_cause) { faults::step(); });
    const auto before = contents(m);
    const int failures = fail_at_every_step(
        [&] { action(m); },
        [&](int step) {
          ASSERT_EQ(contents(m), before) << "failed at step " << step;
          for (const auto &entry : before)
            ASSERT_TRUE(m.contains(fragile(entry.first))) << step;
        });
    EXPECT_GE(failures, least);
    EXPECT_LE(m.size(), 4u);
  }
};

TEST_F(BoundedMapExceptions, InsertingANewKey) {
  for (int entries : {0, 1, 3, 4})
    for (bool listener : {false, true}) {
      const int extra = listener && entries == 4 ? 1 : 0;
      expect_strong(
          entries, 3 + extra, [](map &m) { m.try_emplace(fragile(9), 90); },
          listener);
      expect_strong(
          entries, 3 + extra, [](map &m) { m[fragile(9)]; }, listener);
      expect_strong(
          entries, 3 + extra, [](map &m) { m.emplace(9, 90); }, listener);
      expect_strong(
          entries, 3 + extra,
          [](map &m) { m.insert({fragile(9), fragile(90)}); }, listener);
      expect_strong(
          entries, 3 + extra,
          [](map &m) { m.insert_or_assign(fragile(9), fragile(90)); },
          listener);
    }
}

TEST_F(BoundedMapExceptions, ReplacingAValue) {
  for (bool listener : {false, true})
    expect_strong(
        4, 2, [](map &m) { m.insert_or_assign(fragile(2), fragile(20)); },
        listener);
  // From an lvalue without a listener it is V's copy assignment that must be
  // strong; fragile's is.
  expect_strong(4, 2, [](map &m) {
    const fragile value(20);
    m.insert_or_assign(fragile(2), value);
  });
}

TEST_F(BoundedMapExceptions, LookingUpAndErasing) {
  for (bool listener : {false, true}) {
    expect_strong(4, 2, [](map &m) { m.find(fragile(3)); }, listener);
    expect_strong(4, 2, [](map &m) { m.erase(fragile(3)); }, listener);
    expect_strong(
        4, listener ? 1 : 0, [](map &m) { m.erase(m.begin()); }, listener);
  }
}

TEST_F(BoundedMapExceptions, CopyingIsAllOrNothing) {
  for (mapwarden::eviction policy : all_policies)
    for (bool more : {false, true}) {
      map m = more ? map(all_limits(5, policy))
                   : map(mapwarden::limits{5, 64, policy});
      for (int i = 0; i != 20; ++i)
        m.try_emplace(fragile(i), i);
      map other(mapwarden::limits{3});
      other.try_emplace(fragile(7), 70);
      const auto before = contents(other);
      const int failures = fail_at_every_step(
          [&] { other = m; },
          [&](int step) { ASSERT_EQ(contents(other), before) << step; });
      EXPECT_GE(failures, 15);
      EXPECT_TRUE(contents(other) == contents(m));
      fail_at_every_step([&] { map copy(m); }, [](int) {});
    }
}

// Where one insertion makes several entries leave, those that the listener was
// told of are gone, and nothing else changes.
TEST_F(BoundedMapExceptions, AListenerThatThrowsInTheMiddle) {
  bounded_map_of_lengths m(mapwarden::limits{10}.weighed(
      9, [](int, int v) { return static_cast<std::size_t>(v); }));
  for (int i = 0; i != 3; ++i)
    m.try_emplace(i, 3);
  int told = 0;
  m.set_removal_listener([&](int, int &, mapwarden::removal_cause) {
    if (++told == 2)
      throw std::runtime_error("second");
  });
  EXPECT_THROW(m.try_emplace(9, 9), std::runtime_error);
  EXPECT_EQ(m.size(), 2u);
  EXPECT_EQ(m.bytes(), 6u);
  EXPECT_FALSE(m.contains(9));
  m.set_removal_listener(nullptr);
}

// Values whose moves throw as well.
struct brittle {
  fragile inner;
  explicit brittle(int v) : inner(v) {}
  brittle(const brittle &) = default;
  brittle(brittle &&other) : inner(static_cast<const fragile &>(other.inner)) {}
  brittle &operator=(const brittle &) = default;
  brittle &operator=(brittle &&other) {
    inner = static_cast<const fragile &>(other.inner);
    return *this;
  }
};

TEST_F(BoundedMapExceptions, ThrowingMoves) {
  for (bool listener : {false, true}) {
    mapwarden::bounded_map<int, brittle> m(mapwarden::limits{2});
    m.try_emplace(1, 10);
    m.try_emplace(2, 20);
    if (listener)
      m.set_removal_listener(
          [](int, brittle &, mapwarden::removal_cause) { faults::step(); });
    const auto unchanged = [&](int step) {
      ASSERT_EQ(m.size(), 2u) << step;
      ASSERT_EQ(m.at(1).inner.value, 10) << step;
      ASSERT_EQ(m.at(2).inner.value, 20) << step;
    };
    const int assigning = fail_at_every_step(
        [&] { m.insert_or_assign(2, brittle(30)); }, unchanged);
    EXPECT_GE(assigning, 2);
    m.insert_or_assign(2, brittle(20));
    const int inserting = fail_at_every_step(
        [&] { m.insert_or_assign(3, brittle(30)); }, unchanged);
    EXPECT_GE(inserting, 2);
    EXPECT_EQ(m.size(), 2u);
    m.set_removal_listener(nullptr);
  }
}

TEST_F(BoundedMapExceptions, AThrowingListenerKeepsTheEntryAndTheBound) {
  map m(mapwarden::limits{2});
  m.try_emplace(fragile(1), 1);
  m.try_emplace(fragile(2), 2);
  m.set_removal_listener(
      [](const fragile &, fragile &, mapwarden::removal_cause) {
        throw std::runtime_error("full");
      });
  EXPECT_THROW(m.try_emplace(fragile(3), 3), std::runtime_error);
  EXPECT_EQ(contents(m), (std::map<int, int>{{1, 1}, {2, 2}}));
  m.set_removal_listener(nullptr);
}

} // namespace
