// erase_reset and clear_reset release exactly what the erased entries own,
// after the map is consistent again.
#include "mapwarden/erase_reset.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "test_types.h"

namespace {

using mapwarden::clear_reset;
using mapwarden::erase_reset;
using mapwarden_test::counted;

class EraseReset : public testing::Test {
protected:
  void SetUp() override { counted::alive = 0; }
  void TearDown() override {
    EXPECT_EQ(counted::alive, 0) << "leaked or deleted twice";
  }
};

TEST_F(EraseReset, DeletesTheValueAndErasesTheEntry) {
  std::map<int, counted *> m{{1, new counted}, {2, new counted}};
  EXPECT_EQ(erase_reset(m, 1), 1u);
  EXPECT_EQ(counted::alive, 1);
  EXPECT_EQ(m.count(1), 0u);
  EXPECT_EQ(erase_reset(m, 2), 1u);
}

TEST_F(EraseReset, OfAnAbsentKeyDoesNothing) {
  std::map<int, counted *> m;
  EXPECT_EQ(erase_reset(m, 1), 0u);
  EXPECT_TRUE(m.empty());
}

TEST_F(EraseReset, AcceptsNullValuesAndBracedKeys) {
  std::map<std::pair<int, int>, counted *> m{{{1, 2}, nullptr},
                                             {{3, 4}, new counted}};
  EXPECT_EQ(erase_reset(m, {1, 2}), 1u);
  EXPECT_EQ(erase_reset(m, {3, 4}), 1u);
}

TEST_F(EraseReset, ByIteratorReturnsTheNext) {
  std::map<int, counted *> m{{1, new counted}, {2, new counted}};
  auto next = erase_reset(m, m.begin());
  EXPECT_EQ(next->first, 2);
  EXPECT_EQ(erase_reset(m, m.cbegin()), m.end());
}

TEST_F(EraseReset, TakesAKeyThatLivesInTheEntry) {
  std::unordered_map<std::string, counted *> m{
      {"a key too long for the small buffer of std::string", new counted}};
  EXPECT_EQ(erase_reset(m, m.begin()->first), 1u);
  std::multimap<std::string, counted *> mm;
  for (int i = 0; i != 3; ++i)
    mm.emplace("a key too long for the small buffer of std::string",
               new counted);
  EXPECT_EQ(erase_reset(mm, mm.begin()->first), 3u);
}

TEST_F(EraseReset, ReleasesAllEntriesOfAMultimapKey) {
  std::unordered_multimap<int, counted *> m;
  for (int i = 0; i != 5; ++i)
    m.emplace(i % 2, new counted);
  EXPECT_EQ(erase_reset(m, 0), 3u);
  EXPECT_EQ(counted::alive, 2);
  EXPECT_EQ(erase_reset(m, 1), 2u);
}

TEST_F(EraseReset, CallsTheGivenDeleterOncePerValue) {
  std::map<int, int> descriptors{{7, 40}, {8, 41}};
  std::vector<int> closed;
  erase_reset(descriptors, 7, [&](int fd) { closed.push_back(fd); });
  clear_reset(descriptors, [&](int fd) { closed.push_back(fd); });
  EXPECT_EQ(closed, (std::vector<int>{40, 41}));
}

TEST_F(EraseReset, TakesCFunctionsAsDeleters) {
  std::map<int, std::FILE *> files{{1, std::fopen("/dev/null", "r")},
                                   {2, nullptr}};
  EXPECT_EQ(erase_reset(files, 1, std::fclose), 1u);
  clear_reset(files, std::fclose); // null is skipped
  std::map<int, char *> texts;
  texts[1] = static_cast<char *>(std::malloc(4));
  EXPECT_EQ(erase_reset(texts, 1, std::free), 1u);
}

TEST_F(EraseReset, ReleasesEachElementOfAContainerOfPointers) {
  std::map<int, std::vector<counted *>> lists{
      {1, {new counted, nullptr, new counted}}};
  EXPECT_EQ(erase_reset(lists, 1), 1u);
  std::map<int, std::array<counted *, 2>> arrays{
      {1, {{new counted, new counted}}}};
  clear_reset(arrays);
  std::map<int, std::map<int, counted *>> maps;
  maps[1][2] = new counted;
  clear_reset(maps);
}

TEST_F(EraseReset, WorksOnSetsOfPointers) {
  std::set<counted *> s;
  auto *p = new counted;
  s.insert(p);
  s.insert(new counted);
  EXPECT_EQ(erase_reset(s, p), 1u);
  clear_reset(s);
  EXPECT_TRUE(s.empty());
}

TEST_F(EraseReset, HashSetsThatHashThePointeeAreErasedBeforeItIsDeleted) {
  struct by_value {
    std::size_t operator()(const counted *p) const {
      return static_cast<std::size_t>(p->value);
    }
    bool operator()(const counted *a, const counted *b) const {
      return a->value == b->value;
    }
  };
  std::unordered_map<counted *, counted *, by_value, by_value> m;
  for (int i = 0; i != 20; ++i) {
    auto *p = new counted(i);
    m.emplace(p, p);
  }
  counted key(3);
  EXPECT_EQ(erase_reset(m, &key), 1u);
  clear_reset(m);
}

struct session {
  std::map<int, session *> &all;
  int id;
  session(std::map<int, session *> &a, int i) : all(a), id(i) {}
  ~session() {
    EXPECT_EQ(all.count(id), 0u)
        << "the entry must be gone before its value is destroyed";
    all.erase(id);
    all.erase(id + 1);
  }
};

TEST_F(EraseReset, LetsDestructorsEraseFromTheSameMap) {
  std::map<int, session *> all;
  all[1] = new session(all, 1);
  all[3] = new session(all, 3);
  EXPECT_EQ(erase_reset(all, 1), 1u);
  all[5] = new session(all, 5);
  clear_reset(all);
  EXPECT_TRUE(all.empty());
}

TEST_F(EraseReset, ReleasesImmovableValuesInPlace) {
  struct handle {
    int fd = 9;
    handle() = default;
    handle(handle &&) = delete;
  };
  std::map<int, handle> m;
  m[1];
  m[2];
  int closed = 0;
  EXPECT_EQ(erase_reset(m, 1, [&](handle &h) { closed += h.fd; }), 1u);
  clear_reset(m, [&](handle &h) { closed += h.fd; });
  EXPECT_EQ(closed, 18);
}

TEST_F(EraseReset, HandsOwningValuesOnByMove) {
  std::map<int, std::unique_ptr<counted>> m;
  m[1] = std::make_unique<counted>();
  std::unique_ptr<counted> kept;
  EXPECT_EQ(erase_reset(
                m, 1, [&](std::unique_ptr<counted> p) { kept = std::move(p); }),
            1u);
  EXPECT_NE(kept, nullptr);
}

TEST_F(EraseReset, KeepValueReleasesNothing) {
  counted c;
  std::map<int, counted *> m{{1, &c}};
  EXPECT_EQ(erase_reset(m, 1, mapwarden::keep_value{}), 1u);
  EXPECT_EQ(counted::alive, 1);
}

} // namespace
