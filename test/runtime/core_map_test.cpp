// The core table: addresses never change, memory comes and goes in small steps,
// and no keys, however chosen, make it blow up.
#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mapwarden/detail/core_map.h"
#include "test_types.h"

namespace {

using mapwarden::detail::core_map;
using mapwarden_test::allocation_count;
using mapwarden_test::fragile_allocator;

template <class K, class V, class Hash = std::hash<K>>
using counted_map = core_map<K, V, Hash, std::equal_to<K>,
                             fragile_allocator<std::pair<const K, V>>>;

TEST(CoreMap, EmptyIsSmallAndHoldsNoMemory) {
  static_assert(sizeof(core_map<int, int>) <= 64);
  allocation_count::bytes = 0;
  counted_map<int, int> m;
  EXPECT_EQ(m.find(1), nullptr);
  EXPECT_FALSE(m.erase(1));
  m.clear();
  EXPECT_EQ(allocation_count::bytes, 0);
  EXPECT_EQ(m.bytes(), 0u);
}

TEST(CoreMap, EntriesNeverMove) {
  core_map<int, std::string> m;
  std::vector<const std::string *> addresses;
  for (int i = 0; i != 100000; ++i)
    addresses.push_back(&m.try_emplace(i, std::to_string(i)).first->second);
  for (int i = 0; i != 100000; ++i)
    if (i % 7 != 0) {
      ASSERT_TRUE(m.erase(i));
    }
  for (int i = 0; i < 100000; i += 7) {
    ASSERT_EQ(&m.find(i)->second, addresses[static_cast<std::size_t>(i)]);
    ASSERT_EQ(m.find(i)->second, std::to_string(i));
  }
}

TEST(CoreMap, ErasingARandom99PercentGivesTheMemoryBack) {
  counted_map<std::uint64_t, std::uint64_t> m;
  allocation_count::bytes = 0;
  constexpr std::uint64_t n = 200000;
  for (std::uint64_t i = 0; i != n; ++i)
    m.try_emplace(i, i);
  const auto full = allocation_count::bytes;
  EXPECT_EQ(static_cast<std::size_t>(full), m.bytes());
  const auto depth = m.table().depth();
  // A multiplication by an odd number modulo 2^64 scatters the survivors.
  std::uint64_t left = 0;
  for (std::uint64_t i = 0; i != n; ++i)
    if ((i * 0x9E3779B97F4A7C15U >> 32) % 100 != 0)
      m.erase(i);
    else
      ++left;
  EXPECT_EQ(m.size(), left);
  EXPECT_LE(static_cast<double>(allocation_count::bytes),
            0.05 * static_cast<double>(full));
  EXPECT_LT(m.table().depth(), depth);
  EXPECT_GT(m.table().progress().merges, 0u);
  m.clear();
  EXPECT_EQ(allocation_count::bytes, 0);
}

TEST(CoreMap, AnEmptiedMapHoldsNoMemory) {
  allocation_count::bytes = 0;
  counted_map<int, int> m;
  for (int round = 0; round != 3; ++round) {
    for (int i = 0; i != 5000; ++i)
      m.try_emplace(i, i);
    for (int i = 0; i != 5000; ++i)
      m.erase(i);
    EXPECT_EQ(allocation_count::bytes, 0);
  }
}

struct constant_hash {
  std::size_t operator()(std::uint64_t) const { return 42; }
};

TEST(CoreMap, HostileKeysAreChainedNotSplit) {
  counted_map<std::uint64_t, int, constant_hash> m;
  allocation_count::bytes = 0;
  for (std::uint64_t i = 0; i != 4000; ++i)
    m.try_emplace(i, 1);
  EXPECT_LE(m.table().leaves(), 64u);
  EXPECT_LE(m.bytes(), 4000u * 60);
  for (std::uint64_t i = 0; i != 4000; ++i)
    ASSERT_NE(m.find(i), nullptr);
  EXPECT_EQ(m.find(5000), nullptr);
  for (std::uint64_t i = 0; i != 4000; ++i)
    ASSERT_TRUE(m.erase(i));
  EXPECT_EQ(allocation_count::bytes, 0);
}

struct few_bits_hash { // keys that agree in all but a few bits once mixed
  std::size_t operator()(std::uint64_t k) const { return k % 6; }
};

TEST(CoreMap, FewHashValuesDoNotBlowUpTheDirectory) {
  core_map<std::uint64_t, int, few_bits_hash> m;
  for (std::uint64_t i = 0; i != 6000; ++i)
    m.try_emplace(i, 1);
  EXPECT_LE(std::size_t{1} << m.table().depth(), 6000u / 16);
  for (std::uint64_t i = 0; i != 6000; ++i)
    ASSERT_TRUE(m.erase(i));
}

TEST(CoreMap, TheSeedChangesWhereKeysGo) {
  core_map<int, int> a(1), b(2);
  std::vector<int> in_a, in_b;
  for (int i = 0; i != 100; ++i) {
    a.try_emplace(i, i);
    b.try_emplace(i, i);
  }
  a.for_each([&](const auto &e) { in_a.push_back(e.first); });
  b.for_each([&](const auto &e) { in_b.push_back(e.first); });
  EXPECT_EQ(in_a.size(), in_b.size());
  EXPECT_NE(in_a, in_b);
}

TEST(CoreMap, AFullTableThrowsLengthError) {
  core_map<int, int, std::hash<int>, std::equal_to<int>,
           std::allocator<std::pair<const int, int>>, 1000>
      m;
  for (int i = 0; i != 1000; ++i)
    m.try_emplace(i, i);
  EXPECT_THROW(m.try_emplace(1000, 0), std::length_error);
  EXPECT_FALSE(m.try_emplace(999, 0).second);
  EXPECT_EQ(m.size(), 1000u);
  m.erase(0);
  EXPECT_TRUE(m.try_emplace(1000, 0).second);
  EXPECT_EQ((core_map<int, int>::max_size()), 0xFFFFFFFFu);
}

TEST(CoreMap, MoveOnlyKeysAndValues) {
  struct hash {
    std::size_t operator()(const std::unique_ptr<int> &p) const {
      return static_cast<std::size_t>(*p);
    }
  };
  struct same {
    bool operator()(const std::unique_ptr<int> &a,
                    const std::unique_ptr<int> &b) const {
      return *a == *b;
    }
  };
  core_map<std::unique_ptr<int>, std::unique_ptr<int>, hash, same> m;
  for (int i = 0; i != 1000; ++i)
    EXPECT_TRUE(
        m.try_emplace(std::make_unique<int>(i), std::make_unique<int>(-i))
            .second);
  auto key = std::make_unique<int>(7);
  EXPECT_FALSE(m.try_emplace(std::move(key), nullptr).second);
  ASSERT_NE(key, nullptr) << "moved from although the key was there";
  EXPECT_EQ(*m.find(key)->second, -7);
}

template <std::size_t Align> struct alignas(Align) aligned_value {
  char text[Align];
};

TEST(CoreMap, RespectsAlignmentAndAnySize) {
  const auto check = [](const auto &value) {
    using V = std::decay_t<decltype(value)>;
    core_map<char, V> m;
    std::vector<V *> all;
    for (int i = 0; i != 100; ++i)
      all.push_back(&m.try_emplace(static_cast<char>(i)).first->second);
    for (V *v : all) {
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(v) % alignof(V), 0u);
      *v = value;
    }
    for (int i = 0; i < 100; i += 3)
      m.erase(static_cast<char>(i));
    for (int i = 0; i < 100; i += 3)
      m.try_emplace(static_cast<char>(i), value);
    EXPECT_EQ(m.size(), 100u);
  };
  check(char{1});
  check(std::uint16_t{1});
  check(aligned_value<32>{});
  check(aligned_value<128>{});
  check(std::array<char, 1000>{});
}

TEST(CoreMap, MovesWithoutMovingEntries) {
  core_map<int, std::string> a;
  std::string *first = &a.try_emplace(1, "one").first->second;
  core_map<int, std::string> b(std::move(a));
  EXPECT_EQ(&b.find(1)->second, first);
  EXPECT_EQ(a.size(), 0u);
  EXPECT_EQ(a.find(1), nullptr);
  a.try_emplace(2, "two");
  for (int i = 10; i != 3000; ++i)
    b.try_emplace(i, "x");
  core_map<int, std::string> c(std::move(b));
  EXPECT_EQ(c.size(), 2991u);
  EXPECT_EQ(&c.find(1)->second, first);
  EXPECT_EQ(a.find(2)->second, "two");
}

struct record_map { // a map from a type to itself that is not complete yet
  core_map<int, record_map> children;
};

TEST(CoreMap, RecursiveValues) {
  record_map root;
  root.children.try_emplace(1).first->second.children.try_emplace(2);
  EXPECT_EQ(root.children.find(1)->second.children.size(), 1u);
}

// Gate G9: sharing hash bits between directory and leaf would make probes long.
TEST(CoreMap, ProbesInLeavesAreAsShortAsInOneFlatTable) {
  using namespace mapwarden::detail;
  core_map<std::uint64_t, std::uint64_t> m;
  constexpr std::uint64_t n = 300000;
  for (std::uint64_t i = 0; i != n; ++i)
    m.try_emplace(i * 64, i);
  double leaf_probes = 0, flat_probes = 0;
  std::map<unsigned, std::pair<std::size_t, std::size_t>> by_size;
  m.table().each_leaf([&](leaf *l) {
    const leaf_group *const array = l->group_array();
    l->for_each([&](const table_node *node) {
      unsigned g = leaf_place(node->hash).group(l->groups);
      for (;; g = (g + 1) % l->groups) {
        ++leaf_probes;
        bool here = false;
        for (unsigned i = 0; i != leaf_group::slots; ++i)
          here |= array[g].taken(i) && array[g].nodes[i] == node;
        if (here)
          break;
      }
    });
    auto &sum = by_size[l->groups];
    sum.first += l->count;
    sum.second += l->groups;
  });
  // One flat table of the same groups and load, per leaf size, random hashes.
  std::uint64_t state = 1;
  for (const auto &[size, sum] : by_size) {
    const std::size_t groups = sum.second;
    std::vector<unsigned> used(groups);
    for (std::size_t i = 0; i != sum.first; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      std::size_t g = (state >> 33) % groups;
      for (++flat_probes; used[g] == leaf_group::slots; ++flat_probes)
        g = (g + 1) % groups;
      ++used[g];
    }
  }
  EXPECT_LE(leaf_probes, 1.10 * flat_probes);
}

} // namespace
