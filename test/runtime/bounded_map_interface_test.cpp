// bounded_map's members that std::unordered_map also has behave like those:
// checked against std where nothing is evicted.
#include "production_semantics.h"

#include <gtest/gtest.h>
#include <memory>
#include <memory_resource>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mapwarden/bounded_map.h"
#include "test_types.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::limits;
using map = bounded_map<std::string, std::string, 100>;

TEST(BoundedMapInterface, InsertOverloads) {
  map m;
  const map::value_type constant("a", "1");
  map::value_type mutable_entry("b", "2");
  EXPECT_TRUE(m.insert(constant).second);
  EXPECT_TRUE(m.insert(mutable_entry).second);
  EXPECT_TRUE(m.insert(map::value_type("c", "3")).second);
  EXPECT_TRUE(m.insert({"d", "4"}).second);
  EXPECT_TRUE(m.insert(std::pair<const char *, const char *>("e", "5")).second);
  EXPECT_FALSE(m.insert(std::make_pair("a", "other")).second);
  EXPECT_EQ(m.insert(m.begin(), constant)->second, "1");
  EXPECT_EQ(m.insert(m.end(), std::make_pair("f", "6"))->second, "6");
  m.insert({{"g", "7"}, {"h", "8"}});
  const std::vector<map::value_type> more{{"i", "9"}, {"a", "no"}};
  m.insert(more.begin(), more.end());
  EXPECT_EQ(m.size(), 9u);
  EXPECT_EQ(m.at("a"), "1");
}

TEST(BoundedMapInterface, EmplaceAndTryEmplace) {
  map m;
  EXPECT_TRUE(m.emplace("a", "1").second);
  EXPECT_FALSE(m.emplace("a", "2").second);
  EXPECT_TRUE(m.emplace(std::piecewise_construct,
                        std::forward_as_tuple(3u, 'k'),
                        std::forward_as_tuple(2u, 'v'))
                  .second);
  EXPECT_EQ(m.at("kkk"), "vv");
  EXPECT_EQ(m.emplace_hint(m.end(), "b", "2")->first, "b");
  EXPECT_TRUE(m.try_emplace("c", 3u, 'x').second);
  std::string key("a"), value("kept");
  EXPECT_FALSE(m.try_emplace(std::move(key), std::move(value)).second);
  EXPECT_EQ(key, "a") << "not moved from";
  EXPECT_EQ(value, "kept");
  EXPECT_EQ(m.try_emplace(m.begin(), "d", "4")->second, "4");
}

TEST(BoundedMapInterface, InsertOrAssign) {
  map m;
  EXPECT_TRUE(m.insert_or_assign("a", "1").second);
  auto &reference = m.at("a");
  EXPECT_FALSE(m.insert_or_assign("a", std::string("2")).second);
  EXPECT_EQ(reference, "2") << "assigned in place";
  EXPECT_EQ(m.insert_or_assign(m.end(), "a", "3")->second, "3");
}

TEST(BoundedMapInterface, LookupsOnConstAndMutableMaps) {
  map m{{"a", "1"}};
  const map &c = m;
  EXPECT_EQ(m.find("a")->second, "1");
  EXPECT_EQ(c.find("a")->second, "1");
  EXPECT_EQ(c.find("b"), c.end());
  EXPECT_THROW(c.at("b"), std::out_of_range);
  EXPECT_THROW(m.at("b"), std::out_of_range);
  auto range = c.equal_range("a");
  EXPECT_EQ(std::distance(range.first, range.second), 1);
  EXPECT_EQ(m.equal_range("b").first, m.end());
  map::const_iterator converted = m.begin();
  EXPECT_EQ(converted, m.cbegin());
}

TEST(BoundedMapInterface, HeterogeneousLookup) {
  struct hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const {
      return std::hash<std::string_view>()(s);
    }
  };
  bounded_map<std::string, int, 4, hash, std::equal_to<>> m{{"a", 1}};
  EXPECT_EQ(m.find(std::string_view("a"))->second, 1);
  EXPECT_TRUE(m.contains(std::string_view("a")));
  EXPECT_EQ(m.count(std::string_view("b")), 0u);
}

TEST(BoundedMapInterface, Erasing) {
  map m;
  for (char c = 'a'; c != 'k'; ++c)
    m[std::string(1, c)] = "x";
  EXPECT_EQ(m.erase("a"), 1u);
  EXPECT_EQ(m.erase("a"), 0u);
  EXPECT_EQ(m.erase(m.begin()->first), 1u) << "the key may live in the entry";
  auto it = m.begin();
  const std::string second = std::next(it)->first;
  EXPECT_EQ(m.erase(it)->first, second);
  EXPECT_EQ(m.erase(m.begin(), m.end()), m.end());
  EXPECT_TRUE(m.empty());
  m["z"] = "1";
  EXPECT_EQ(erase_if(m, [](const auto &entry) { return entry.second == "1"; }),
            1u);
}

TEST(BoundedMapInterface, ClearGivesBucketsBackAndTheMapWorksOn) {
  map m{{"a", "1"}};
  m.reserve(50);
  EXPECT_GE(m.bucket_count(), 100u);
  m.reserve(100000);
  EXPECT_LE(m.bucket_count(), 256u) << "never more than the capacity needs";
  m.clear();
  EXPECT_EQ(m.bucket_count(), 0u);
  EXPECT_EQ(m.find("a"), m.end());
  m["b"];
  EXPECT_EQ(m.size(), 1u);
}

TEST(BoundedMapInterface, CopiesAreIndependentAndKeepOrderAndLimits) {
  bounded_map<int, int> a(limits{3});
  a[1] = 1, a[2] = 2, a[3] = 3;
  std::as_const(a).find(1);
  auto b = a;
  EXPECT_TRUE(a == b);
  b[4] = a[4] = 4;
  EXPECT_TRUE(a == b) << "both evict the same entry";
  EXPECT_TRUE(b.contains(1));
  b.erase(1);
  EXPECT_TRUE(a != b);
  a = b;
  EXPECT_EQ(a.size(), 2u);
  const auto &self = a;
  a = self;
  EXPECT_EQ(a.size(), 2u);
}

TEST(BoundedMapInterface, MovesKeepReferencesAndLeaveAUsableMap) {
  bounded_map<int, std::unique_ptr<int>> a(limits{2});
  a[1] = std::make_unique<int>(5);
  auto &reference = a[1];
  auto b = std::move(a);
  EXPECT_EQ(&b.at(1), &reference);
  EXPECT_TRUE(a.empty());
  a[9] = std::make_unique<int>(9);
  EXPECT_EQ(a.max_entries(), 2u);
  b = std::move(a);
  EXPECT_EQ(*b.at(9), 9);
  EXPECT_EQ(b.size(), 1u);
  bounded_map<int, std::unique_ptr<int>> c(limits{5});
  swap(b, c);
  EXPECT_EQ(c.size(), 1u);
  EXPECT_EQ(c.max_entries(), 2u);
  EXPECT_EQ(b.max_entries(), 5u);
  static_assert(std::is_nothrow_move_constructible_v<bounded_map<int, int>>);
}

TEST(BoundedMapInterface, RespectsAllocators) {
  using pmr =
      bounded_map<std::pmr::string, std::pmr::string, 10,
                  std::hash<std::pmr::string>, std::equal_to<std::pmr::string>,
                  std::pmr::polymorphic_allocator<
                      std::pair<const std::pmr::string, std::pmr::string>>>;
  std::pmr::monotonic_buffer_resource one, two;
  pmr a(limits{10}, &one);
  a["a key that is too long for the small buffer"] = "1";
  EXPECT_EQ(a.begin()->first.get_allocator().resource(), &one)
      << "uses-allocator construction";
  pmr b(a, &two);
  EXPECT_EQ(b.begin()->second.get_allocator().resource(), &two);
  pmr c(limits{10}, &two);
  c = std::move(a); // unequal allocators: element by element
  EXPECT_TRUE(c == b);
  EXPECT_EQ(c.get_allocator().resource(), &two);
  c = b;
  c.swap(b);
  EXPECT_TRUE(c == b);
}

TEST(BoundedMapInterface, SupportsStructuredBindingsAndAlgorithms) {
  bounded_map<int, int, 10> m{{1, 1}, {2, 4}, {3, 9}};
  int sum = 0;
  for (auto &[k, v] : m)
    sum += k * v;
  EXPECT_EQ(sum, 1 + 8 + 27);
  EXPECT_EQ(std::distance(m.begin(), m.end()), 3);
  static_assert(std::is_same_v<
                std::iterator_traits<decltype(m)::iterator>::iterator_category,
                std::forward_iterator_tag>);
}

TEST(BoundedMapInterface, ImmovableValuesAreFine) {
  struct immovable {
    int i;
    explicit immovable(int n = 0) : i(n) {}
    immovable(const immovable &) = delete;
  };
  bounded_map<int, immovable, 3> m;
  m.try_emplace(1, 5);
  m[2].i = 6;
  for (int i = 3; i != 20; ++i)
    m.try_emplace(i, i);
  EXPECT_EQ(m.size(), 3u);
}

} // namespace
