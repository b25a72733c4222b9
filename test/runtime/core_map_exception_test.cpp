// The core table when memory, constructors, hash or equality fail: the
// operation has no effect, and nothing leaks; erasing never fails.
#include <gtest/gtest.h>
#include <map>

#include "mapwarden/detail/core_map.h"
#include "test_types.h"

namespace {

using namespace mapwarden_test;

struct spread_hash {
  std::size_t operator()(const fragile &k) const {
    faults::step();
    return static_cast<std::size_t>(k.value);
  }
};
template <class Hash>
using map = mapwarden::detail::core_map<
    fragile, fragile, Hash, std::equal_to<fragile>,
    fragile_allocator<std::pair<const fragile, fragile>>>;

template <class Map> std::map<int, int> contents(const Map &m) {
  std::map<int, int> all;
  m.for_each(
      [&](const auto &entry) { all[entry.first.value] = entry.second.value; });
  return all;
}

class CoreMapExceptions : public testing::Test {
protected:
  void SetUp() override {
    fragile::alive = 0;
    allocation_count::bytes = 0;
  }
  void TearDown() override {
    EXPECT_EQ(fragile::alive, 0);
    EXPECT_EQ(allocation_count::bytes, 0);
  }
};

template <class Map> void fail_all_insertions(int entries) {
  Map m;
  int failures = 0;
  for (int i = 0; i != entries; ++i) {
    const std::size_t before = m.size();
    // Replacing, splitting and chaining leaves, and doubling the directory,
    // each happen at some insertion.
    failures += fail_at_every_step(
        [&] { m.try_emplace(fragile(i), i); },
        [&](int step) { ASSERT_EQ(m.size(), before) << i << ' ' << step; });
    if (i % 97 == 0) {
      const auto all = contents(m);
      ASSERT_EQ(all.size(), static_cast<std::size_t>(i + 1));
    }
  }
  EXPECT_GE(failures, 3 * entries);
  for (int i = 0; i != entries; ++i)
    ASSERT_NE(m.find(fragile(i)), nullptr);
}

TEST_F(CoreMapExceptions, InsertingHasNoEffect) {
  fail_all_insertions<map<spread_hash>>(3000);
}
TEST_F(CoreMapExceptions, InsertingIntoChainsHasNoEffect) {
  fail_all_insertions<map<fragile_hash>>(300);
}

TEST_F(CoreMapExceptions, ErasingNeedsNoMemory) {
  map<spread_hash> m;
  for (int i = 0; i != 3000; ++i)
    m.try_emplace(fragile(i), i);
  for (int i = 0; i != 3000; ++i) {
    const fragile key(i);
    // Fails whatever comes after the hash and the equality: all allocations.
    faults::countdown = 0;
    int steps = fail_at_every_step([&] { (void)m.find(key); }, [](int) {});
    faults::countdown = steps + 1;
    EXPECT_TRUE(m.erase(key));
    faults::countdown = 0;
    ASSERT_EQ(m.find(key), nullptr);
  }
  EXPECT_EQ(m.size(), 0u);
}

} // namespace
