// The helpers for maps of containers never create an outer entry and never
// leave an empty inner container behind.
#include "mapwarden/nested.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "test_types.h"

namespace {

using mapwarden::erase_nested;
using mapwarden::prune_empty;
using mapwarden::prune_if_empty;

TEST(Nested, ErasesTheInnerEntryAndKeepsTheOthers) {
  std::map<std::string, std::map<int, int>> outer{{"a", {{1, 1}, {2, 2}}}};
  EXPECT_EQ(erase_nested(outer, "a", 1), 1u);
  EXPECT_EQ(outer.at("a").size(), 1u);
}

TEST(Nested, ErasesTheOuterEntryWhenTheInnerBecomesEmpty) {
  std::unordered_map<int, std::unordered_set<int>> outer{{1, {5}}, {2, {6}}};
  EXPECT_EQ(erase_nested(outer, 1, 5), 1u);
  EXPECT_EQ(outer.count(1), 0u);
  EXPECT_EQ(outer.size(), 1u);
}

TEST(Nested, NeverCreatesAnOuterEntry) {
  std::map<int, std::map<int, int>> outer;
  EXPECT_EQ(erase_nested(outer, 1, 1), 0u);
  EXPECT_TRUE(outer.empty());
}

TEST(Nested, RemovesAnInnerContainerThatWasEmptyAlready) {
  std::map<int, std::map<int, int>> outer;
  outer[1];
  EXPECT_EQ(erase_nested(outer, 1, 7), 0u);
  EXPECT_TRUE(outer.empty());
}

TEST(Nested, CountsAllEntriesOfAnInnerMultimap) {
  std::map<int, std::multimap<int, int>> outer{{1, {{2, 0}, {2, 1}, {3, 0}}}};
  EXPECT_EQ(erase_nested(outer, 1, 2), 2u);
}

TEST(Nested, FollowsSmartPointersAndOptionals) {
  std::map<int, std::unique_ptr<std::map<int, int>>> unique;
  unique[1] = std::make_unique<std::map<int, int>>();
  (*unique[1])[2] = 3;
  unique[9]; // null
  EXPECT_EQ(erase_nested(unique, 1, 2), 1u);
  EXPECT_EQ(erase_nested(unique, 9, 2), 0u);
  EXPECT_TRUE(unique.empty());
  std::map<int, std::shared_ptr<std::set<int>>> shared{
      {1, std::make_shared<std::set<int>>(std::set<int>{4})}};
  EXPECT_EQ(erase_nested(shared, 1, 4), 1u);
  EXPECT_TRUE(shared.empty());
  std::map<int, std::optional<std::set<int>>> optional{{1, std::set<int>{4}},
                                                       {2, std::nullopt}};
  EXPECT_EQ(erase_nested(optional, 1, 4), 1u);
  EXPECT_EQ(prune_empty(optional), 1u);
}

TEST(Nested, FreesRawPointersOnlyAsTold) {
  using inner = std::map<int, mapwarden_test::counted>;
  mapwarden_test::counted::alive = 0;
  std::map<int, inner *> owning{
      {1, new inner}, {2, new inner}, {3, new inner}, {4, new inner}};
  owning[1]->emplace(5, 5);
  owning[4]->emplace(5, 5);
  EXPECT_EQ(erase_nested(owning, 1, 5, mapwarden::delete_value{}), 1u);
  EXPECT_TRUE(prune_if_empty(owning, 2, mapwarden::delete_value{}));
  EXPECT_EQ(prune_empty(owning, mapwarden::delete_value{}),
            1u); // under ASan: no leak, no double free
  EXPECT_EQ(owning.size(), 1u);
  inner *last = owning[4];
  EXPECT_EQ(erase_nested(owning, 4, 5, mapwarden::keep_value{}), 1u);
  EXPECT_TRUE(owning.empty());
  EXPECT_TRUE(last->empty());
  delete last;
  EXPECT_EQ(mapwarden_test::counted::alive, 0);
}

TEST(Nested, TakesKeysThatLiveInTheErasedEntries) {
  const std::string name(64, 'n');
  std::map<std::string, std::map<std::string, int>> outer;
  outer[name][name] = 1;
  EXPECT_EQ(erase_nested(outer, outer.begin()->first,
                         outer.begin()->second.begin()->first),
            1u);
  EXPECT_TRUE(outer.empty());
}

TEST(Prune, RemovesExactlyTheEmptyOnes) {
  std::unordered_map<int, std::vector<int>> outer;
  for (int i = 0; i != 100; ++i)
    if (i % 3 == 0)
      outer[i].push_back(i);
    else
      outer[i];
  EXPECT_EQ(prune_empty(outer), 66u);
  EXPECT_EQ(outer.size(), 34u);
  for (const auto &entry : outer)
    EXPECT_FALSE(entry.second.empty());
  EXPECT_EQ(prune_empty(outer), 0u);
}

TEST(Prune, IfEmptyLeavesFullAndAbsentEntriesAlone) {
  std::map<int, std::vector<int>> outer{{1, {1}}, {2, {}}};
  EXPECT_FALSE(prune_if_empty(outer, 1));
  EXPECT_TRUE(prune_if_empty(outer, 2));
  EXPECT_FALSE(prune_if_empty(outer, 3));
  EXPECT_EQ(outer.size(), 1u);
}

} // namespace
