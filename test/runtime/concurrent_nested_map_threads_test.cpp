// concurrent_nested_map used by eight threads at once; also built with the
// sanitizers.
#include <atomic>
#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string>

#include "in_threads.h"
#include "mapwarden/concurrent_nested_map.h"

namespace {

using mapwarden::concurrent_nested_map;
using mapwarden::nested_options;
using mapwarden_test::in_threads;

#ifdef MAPWARDEN_SANITIZED
constexpr int rounds = 3000;
#else
constexpr int rounds = 30000;
#endif

// A value that says which keys it belongs to, with memory of its own.
std::string value_of(int a, int b) {
  return std::string(static_cast<std::size_t>(20 + b),
                     static_cast<char>('a' + a));
}
using nested = concurrent_nested_map<int, int, std::string>;

// One operation of each kind on keys that all threads use.
void operate(nested &m, int a, int b, unsigned kind) {
  switch (kind) {
  case 0:
    m.erase(a);
    break;
  case 1:
  case 2:
    m.erase(a, b);
    break;
  case 3:
    m.upsert(a, b, [&](std::string &v) { v = value_of(a, b); }, value_of(a, b));
    break;
  case 4:
    m.visit_inner(a, [&](const int &inner, std::string &v) {
      EXPECT_EQ(v, value_of(a, inner));
      return inner % 7 == 0;
    });
    break;
  case 5:
    if (const auto v = m.get(a, b)) {
      ASSERT_EQ(*v, value_of(a, b));
    }
    break;
  case 6:
    ASSERT_LE(m.inner_size(a), 8u);
    break;
  default:
    m.put(a, b, value_of(a, b));
  }
}

TEST(ConcurrentNestedMapThreads, ValuesStayWithTheirKeysAndNoShellStays) {
  nested_options o;
  o.stripes = 2;
  o.max_inner = 8;
  nested m(o);
  in_threads(8, [&](int t) {
    std::mt19937 random(static_cast<std::uint32_t>(t));
    for (int i = 0; i != rounds; ++i) {
      const int a = static_cast<int>(random() % 6);
      const int b = static_cast<int>(random() % 12);
      operate(m, a, b, static_cast<unsigned>(random() % 10));
    }
  });
  std::size_t entries = 0, outers = 0;
  for (int a = 0; a != 6; ++a) {
    entries += m.inner_size(a);
    outers += m.contains(a);
  }
  EXPECT_EQ(m.size(), entries);
  EXPECT_EQ(m.outer_size(), outers) << "an empty inner map stayed";
  for (int a = 0; a != 6; ++a)
    m.erase(a);
  EXPECT_EQ(m.outer_size(), 0u);
}

// Eight threads each put and erase an entry of their own under one outer key:
// an inner map that vanishes never takes a new entry with it.
TEST(ConcurrentNestedMapThreads, AnEntryOutlivesTheInnerMapThatAnotherEmptied) {
  concurrent_nested_map<int, int, int> m;
  in_threads(8, [&](int t) {
    for (int i = 0; i != rounds; ++i) {
      ASSERT_TRUE(m.put(1, t, i));
      ASSERT_EQ(m.get(1, t), i);
      ASSERT_TRUE(m.erase(1, t));
    }
  });
  EXPECT_TRUE(m.empty());
  EXPECT_EQ(m.outer_size(), 0u);
}

TEST(ConcurrentNestedMapThreads, UpsertLosesNoIncrement) {
  concurrent_nested_map<int, int, int> m;
  std::atomic<int> fresh{0};
  in_threads(8, [&](int) {
    for (int i = 0; i != rounds; ++i)
      fresh += m.upsert(i % 3, i % 5, [](int &n) { ++n; });
  });
  EXPECT_EQ(fresh, 15);
  int sum = 0;
  for (int a = 0; a != 3; ++a)
    m.visit_inner(a, [&](const int &, int &n) { sum += n; });
  EXPECT_EQ(sum, 8 * rounds);
}

} // namespace
