// A bounded_map with a limit of bytes: bytes() <= max_bytes() at every return.
#include "production_semantics.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "mapwarden/bounded_map.h"
#include "test_types.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::limits;
using mapwarden::removal_cause;
using map = bounded_map<int, std::string>;

std::size_t length(const int &, const std::string &s) { return s.size(); }
map of_bytes(std::size_t n) { return map(limits{100}.weighed(n, length)); }

TEST(BoundedMapWeight, EvictsAsManyAsTheNewEntryNeeds) {
  map m = of_bytes(10);
  for (int i = 0; i != 5; ++i)
    m.try_emplace(i, "ab");
  EXPECT_EQ(m.bytes(), 10u);
  EXPECT_EQ(m.max_bytes(), 10u);
  m.try_emplace(9, "abcdef");
  EXPECT_EQ(m.size(), 3u);
  EXPECT_EQ(m.bytes(), 10u);
  EXPECT_EQ(m.evictions(), 3u);
  m.erase(9);
  EXPECT_EQ(m.bytes(), 4u);
  m.clear();
  EXPECT_EQ(m.bytes(), 0u);
}

TEST(BoundedMapWeight, TheNumberOfEntriesIsBoundedAsWell) {
  map m(limits{2}.weighed(1000, length));
  for (int i = 0; i != 5; ++i)
    m.try_emplace(i, "");
  EXPECT_EQ(m.size(), 2u) << "entries may weigh nothing";
}

TEST(BoundedMapWeight, RefusesWhatIsHeavierThanTheMap) {
  map m = of_bytes(5);
  m.try_emplace(1, "abc");
  EXPECT_THROW(m.try_emplace(2, "abcdef"), std::length_error);
  EXPECT_THROW(m.insert_or_assign(1, "abcdef"), std::length_error);
  EXPECT_EQ(m.size(), 1u);
  EXPECT_EQ(m.at(1), "abc");
  EXPECT_EQ(m.bytes(), 3u);
}

TEST(BoundedMapWeight, AssigningWeighsTheNewValue) {
  map m = of_bytes(10);
  m.try_emplace(1, "abc");
  m.try_emplace(2, "abc");
  m.insert_or_assign(1, "abcdefgh");
  EXPECT_EQ(m.size(), 1u) << "2 went to make room";
  EXPECT_EQ(m.at(1), "abcdefgh");
  EXPECT_EQ(m.bytes(), 8u);
  m.insert_or_assign(1, "a");
  EXPECT_EQ(m.bytes(), 1u);
}

TEST(BoundedMapWeight,
     AValueWrittenThroughTheReferenceIsWeighedByTheNextInsertion) {
  map m = of_bytes(10);
  m[1] = "abcd";
  EXPECT_EQ(m.bytes(), 0u) << "it was empty when it was inserted";
  m[2] = "abcd";
  EXPECT_EQ(m.bytes(), 4u);
  m[3] = "abcd";
  EXPECT_EQ(m.bytes(), 8u);
  m[4] = "abcdefghijkl"; // too heavy alone
  EXPECT_TRUE(m.contains(4));
  m[5];
  EXPECT_FALSE(m.contains(4));
  EXPECT_LE(m.bytes(), 10u);
}

TEST(BoundedMapWeight, ReweighSaysWhetherTheEntryStays) {
  map m = of_bytes(10);
  m.try_emplace(1, "abcd");
  m.try_emplace(2, "abcd");
  auto it = m.find(1);
  it->second = "abcdefg";
  EXPECT_TRUE(m.reweigh(it));
  EXPECT_EQ(m.bytes(), 7u);
  EXPECT_FALSE(m.contains(2));
  it->second = std::string(11, 'x');
  EXPECT_FALSE(m.reweigh(it));
  EXPECT_TRUE(m.empty());
  EXPECT_EQ(m.bytes(), 0u);
  EXPECT_EQ(it->second.size(), 11u) << "in the grace ring";
  EXPECT_FALSE(m.reweigh(it)) << "is gone already";
  bounded_map<int, int> unweighed(limits{2});
  unweighed[1] = 1;
  EXPECT_TRUE(unweighed.reweigh(unweighed.begin()));
}

TEST(BoundedMapWeight, SumsDoNotOverflow) {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  const auto value = [](int, std::size_t v) { return v; };
  using numbers = bounded_map<int, std::size_t>;
  EXPECT_THROW(numbers(limits{9}.weighed(most, value)), std::length_error);
  EXPECT_THROW(numbers(limits{9}.weighed(most / 4 + 1, value)),
               std::length_error);
  numbers m(limits{9}.weighed(most / 4, value));
  EXPECT_THROW(m.try_emplace(0, most), std::length_error);
  for (int i = 0; i != 9; ++i) {
    m.try_emplace(i, most / 4);
    ASSERT_EQ(m.size(), 1u);
    m.begin()->second = most; // weighed by the next insertion
  }
  m.try_emplace(10, most / 8);
  m.try_emplace(11, most / 8);
  EXPECT_EQ(m.size(), 2u);
  EXPECT_LE(m.bytes(), m.max_bytes());
}

TEST(BoundedMapWeight, RefusesUselessLimits) {
  EXPECT_THROW(of_bytes(0), std::invalid_argument);
  std::function<std::size_t(const int &, const std::string &)> none;
  EXPECT_THROW(map(limits{9}.weighed(9, none)), std::invalid_argument);
}

TEST(BoundedMapWeight, CopiesAndMovedFromMapsGoOnWeighing) {
  map m = of_bytes(6);
  m.try_emplace(1, "abc");
  map copy = m;
  EXPECT_EQ(copy.bytes(), 3u);
  copy.try_emplace(2, "abcd");
  EXPECT_EQ(copy.size(), 1u);
  map moved = std::move(m);
  EXPECT_EQ(moved.bytes(), 3u);
  EXPECT_EQ(m.bytes(), 0u);
  EXPECT_THROW(m.try_emplace(1, "abcdefg"), std::length_error);
  m.try_emplace(1, "abcdef");
  swap(m, copy);
  EXPECT_EQ(m.bytes(), 4u);
  EXPECT_EQ(copy.bytes(), 6u);
}

TEST(BoundedMapWeight, AWeigherMayNotChangeTheMap) {
  map *self = nullptr;
  map m(limits{9}.weighed(9, [&](const int &, const std::string &) {
    if (self != nullptr)
      self->clear();
    return std::size_t(1);
  }));
  m.try_emplace(1, "a");
  self = &m;
  EXPECT_THROW(m.try_emplace(2, "a"), std::logic_error);
  self = nullptr;
  EXPECT_EQ(m.size(), 1u);
}

TEST(BoundedMapWeight, ImmovableValuesAreWeighedWhenAssigned) {
  struct immovable {
    std::size_t n;
    immovable(std::size_t i) : n(i) {} // NOLINT: implicit
    immovable(const immovable &) = delete;
    immovable &operator=(const immovable &) = delete;
    immovable &operator=(std::size_t i) {
      n = i;
      return *this;
    }
  };
  bounded_map<int, immovable> m(limits{9}.weighed(
      10, [](const int &, const immovable &i) { return i.n; }));
  m.insert_or_assign(1, std::size_t(4));
  m.insert_or_assign(2, std::size_t(4));
  m.insert_or_assign(2, std::size_t(8));
  EXPECT_EQ(m.size(), 1u);
  EXPECT_EQ(m.bytes(), 8u);
}

// A listener may look up: what it finds is not what was just returned, so the
// entry that is being assigned is no victim all the same.
void assign_while_the_listener_looks_up(limits l) {
  bounded_map<int, int> m(
      l.weighed(10, [](int, int v) { return static_cast<std::size_t>(v); }));
  for (int k = 1; k != 4; ++k)
    m.try_emplace(k, 3);
  int told = 0;
  m.set_removal_listener([&](int k, int &, removal_cause) {
    m.find(k);
    m.find(3);
    ++told;
  });
  EXPECT_FALSE(m.insert_or_assign(1, 9).second);
  ASSERT_TRUE(m.contains(1));
  EXPECT_EQ(m.at(1), 9);
  EXPECT_EQ(m.size(), 1u);
  EXPECT_EQ(m.bytes(), 9u);
  EXPECT_EQ(told, 3) << "two evicted, one replaced";
  m.insert_or_assign(5, 1);
  EXPECT_EQ(m.bytes(), 10u);
  m.clear();
  EXPECT_EQ(m.bytes(), 0u);
}
TEST(BoundedMapWeight, AListenerThatLooksUpLeavesTheAssignedEntryAlone) {
  using mapwarden::eviction;
  for (eviction policy : {eviction::fifo, eviction::sieve, eviction::lru,
                          eviction::s3_fifo, eviction::w_tiny_lfu}) {
    SCOPED_TRACE(static_cast<int>(policy));
    limits l{100};
    l.evict = policy;
    assign_while_the_listener_looks_up(l);
    assign_while_the_listener_looks_up(
        l.expire_after_write(std::chrono::hours(1)));
  }
}

} // namespace
