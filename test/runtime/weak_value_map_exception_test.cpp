// weak_value_map when copying a key, hashing, comparing, allocating or making
// fails: at every step, nothing is lost, nothing leaks, and it still works.
#include "mapwarden/weak_value_map.h"

#include <gtest/gtest.h>
#include <memory>
#include <vector>

#include "test_types.h"

namespace {

using mapwarden_test::allocation_count;
using mapwarden_test::fail_at_every_step;
using mapwarden_test::fragile;
using mapwarden_test::fragile_allocator;
using mapwarden_test::fragile_hash;

using map = mapwarden::weak_value_map<
    fragile, fragile, fragile_hash, std::equal_to<fragile>,
    mapwarden::multi_threaded,
    fragile_allocator<std::pair<const fragile, std::weak_ptr<fragile>>>>;

class WeakValueMapException : public testing::Test {
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

// Ten living objects (0..9), and dead entries between them.
struct scene {
  map m;
  std::vector<std::shared_ptr<fragile>> alive;
  scene() {
    for (int i = 0; i != 10; ++i) {
      alive.push_back(m.get_or_create(fragile(i)));
      m.get_or_create(fragile(100 + i));
    }
  }
  bool intact() {
    if (m.size() < 10)
      return false;
    for (int i = 0; i != 10; ++i)
      if (m.find(fragile(i)) != alive[static_cast<std::size_t>(i)])
        return false;
    return true;
  }
};

TEST_F(WeakValueMapException, GetOrCreateOfANewKey) {
  scene s;
  int made = 0;
  std::shared_ptr<fragile> object;
  const fragile key(50);
  const int failures = fail_at_every_step(
      [&] {
        object = s.m.get_or_create(key, [&] {
          ++made;
          return std::make_unique<fragile>(7); // may throw as well
        });
      },
      [&](int step) {
        EXPECT_TRUE(s.intact()) << step;
        EXPECT_EQ(s.m.find(key), nullptr) << step;
      });
  EXPECT_GT(failures, 3);
  EXPECT_EQ(s.m.find(key), object);
  EXPECT_EQ(s.m.size(), 11u);
}

TEST_F(WeakValueMapException, EveryMemberAtEveryStep) {
  scene s;
  const fragile present(3), absent(60);
  const auto other = std::make_shared<fragile>(1);
  int failures = 0;
  failures += fail_at_every_step([&] { s.m.find(present); },
                                 [&](int) { EXPECT_TRUE(s.intact()); });
  failures += fail_at_every_step([&] { s.m.insert_or_assign(absent, other); },
                                 [&](int) {
                                   EXPECT_TRUE(s.intact());
                                   EXPECT_EQ(s.m.find(absent), nullptr);
                                 });
  failures += fail_at_every_step([&] { s.m.erase(absent); },
                                 [&](int) {
                                   EXPECT_TRUE(s.intact());
                                   EXPECT_EQ(s.m.find(absent), other);
                                 });
  failures += fail_at_every_step([&] { s.m.snapshot(); },
                                 [&](int) { EXPECT_TRUE(s.intact()); });
  failures += fail_at_every_step([&] { s.m.prune(); },
                                 [&](int) { EXPECT_TRUE(s.intact()); });
  EXPECT_EQ(s.m.entry_count(), 10u);
  failures += fail_at_every_step([&] { s.m.clear(); },
                                 [&](int) { EXPECT_TRUE(s.intact()); });
  EXPECT_EQ(s.m.entry_count(), 0u);
  EXPECT_GT(failures, 15);
}

} // namespace
