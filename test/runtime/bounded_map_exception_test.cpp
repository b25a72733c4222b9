// A single-element operation that fails at any step (allocation, construction,
// copy, hash, equality, listener) leaves bounded_map's entries as they were,
// and nothing leaks.
#include "production_semantics.h"

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

std::map<int, int> contents(const map &m) {
  std::map<int, int> all;
  for (const auto &entry : m)
    all[entry.first.value] = entry.second.value;
  return all;
}

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
    map m(mapwarden::limits{4, 1});
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

TEST_F(BoundedMapExceptions, GrowingTheBucketArray) {
  map m(mapwarden::limits{100});
  for (int i = 0; i != 8; ++i)
    m.try_emplace(fragile(i), i);
  const auto before = contents(m);
  fail_at_every_step([&] { m.try_emplace(fragile(8), 8); },
                     [&](int step) { ASSERT_EQ(contents(m), before) << step; });
  EXPECT_EQ(m.size(), 9u);
  EXPECT_EQ(m.bucket_count(), 16u);
  const auto grown = contents(m);
  fail_at_every_step([&] { m.reserve(60); },
                     [&](int step) { ASSERT_EQ(contents(m), grown) << step; });
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
  map m(mapwarden::limits{10});
  for (int i = 0; i != 5; ++i)
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
