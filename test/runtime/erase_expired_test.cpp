// erase_expired removes dead weak pointers and nothing else; with a pacer, at
// amortised constant cost.
#include "mapwarden/erase_expired.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace {

TEST(EraseExpired, RemovesTheDeadAndKeepsTheLiving) {
  std::unordered_map<int, std::weak_ptr<int>> m;
  std::vector<std::shared_ptr<int>> alive;
  for (int i = 0; i != 50; ++i) {
    auto p = std::make_shared<int>(i);
    m[i] = p;
    if (i % 5 == 0)
      alive.push_back(p);
  }
  EXPECT_EQ(mapwarden::erase_expired(m), 40u);
  EXPECT_EQ(m.size(), 10u);
  for (const auto &entry : m)
    EXPECT_FALSE(entry.second.expired());
}

TEST(EraseExpired, WorksOnSetsOfWeakPointers) {
  std::set<std::weak_ptr<int>, std::owner_less<std::weak_ptr<int>>> s;
  auto alive = std::make_shared<int>(1);
  s.insert(alive);
  s.insert(std::make_shared<int>(2));
  EXPECT_EQ(mapwarden::erase_expired(s), 1u);
  EXPECT_EQ(s.size(), 1u);
}

TEST(EraseExpired, PacedSweepsBoundTheMapAndAreRare) {
  std::map<int, std::weak_ptr<int>> m;
  mapwarden::sweep_pacer pacer;
  std::size_t sweeps = 0;
  std::size_t largest = 0;
  for (int i = 0; i != 10000; ++i) {
    m[i] = std::make_shared<int>(i); // expires at once
    if (mapwarden::erase_expired(m, pacer) != 0)
      ++sweeps;
    largest = std::max(largest, m.size());
  }
  EXPECT_LE(largest, 32u);
  EXPECT_LE(sweeps, 10000u / 32 + 1);
}

TEST(EraseExpired, PacedSweepsDoNotThrashWhenEverythingLives) {
  std::map<int, std::weak_ptr<int>> m;
  std::vector<std::shared_ptr<int>> alive;
  mapwarden::sweep_pacer pacer(8);
  int due = 0;
  for (int i = 0; i != 4096; ++i) {
    alive.push_back(std::make_shared<int>(i));
    m[i] = alive.back();
    if (pacer.due(m.size()))
      ++due;
    EXPECT_EQ(mapwarden::erase_expired(m, pacer), 0u);
  }
  EXPECT_LE(due, 11) << "once per doubling";
}

} // namespace
