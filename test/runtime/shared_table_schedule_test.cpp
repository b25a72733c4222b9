// The table of concurrent_map, searched by threads without a lock while one
// thread changes it, under chosen schedules: what stays is found at every
// moment, what never was there is not.
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "mapwarden/detail/leaf_directory.h"
#include "scheduled_sync.h"

namespace {

using mapwarden::detail::leaf;
using mapwarden::detail::shared_by;
using mapwarden::detail::table_node;
using mapwarden_test::scheduled_sync;
using mapwarden_test::scheduler;

using allocator = std::allocator<int>;
using table = mapwarden::detail::leaf_directory<allocator, 0xFFFFFFFFU,
                                                shared_by<scheduled_sync>>;

// A table of nodes with given hashes, the first `stay` of which are never
// unlinked.
class fixture {
public:
  fixture(std::vector<std::uint32_t> hashes, std::size_t stay) : stay_(stay) {
    for (const std::uint32_t h : hashes)
      nodes_.push_back(table_node{h});
  }
  fixture(const fixture &) = delete;
  fixture &operator=(const fixture &) = delete;
  ~fixture() {
    t.reset(alloc_);
    t.free_retired(alloc_);
  }

  void link_up_to(std::size_t n) {
    for (; linked_ != n; ++linked_) {
      t.make_room(alloc_, nodes_[linked_].hash);
      t.link(&nodes_[linked_]);
    }
  }
  void unlink_down_to(std::size_t n) {
    while (linked_ != n)
      t.unlink(alloc_, &nodes_[--linked_]);
  }
  void unlink(std::size_t i) { t.unlink(alloc_, &nodes_[i]); }
  const table_node *node(std::size_t i) const { return &nodes_[i]; }
  // Looks for a node; calls `comparing` with each one that it is compared with.
  template <class F>
  const table_node *find(std::size_t i, F comparing, bool &sure) const {
    return t.find_shared(
        nodes_[i].hash,
        [&](const table_node *n) {
          comparing(n);
          return n == &nodes_[i];
        },
        sure);
  }
  // Looks for `times` nodes that stay, and for one that was never linked.
  void search(std::uint32_t seed, int times) {
    std::mt19937 random(seed);
    for (int i = 0; i != times; ++i) {
      const table_node *const wanted = &nodes_[random() % stay_];
      bool sure = true;
      const auto *const found = t.find_shared(
          wanted->hash,
          [&](const table_node *n) {
            return n->hash == wanted->hash && n == wanted;
          },
          sure);
      ASSERT_EQ(found, wanted) << "missed";
      sure = true;
      ASSERT_EQ(t.find_shared(
                    wanted->hash,
                    [](const table_node *n) { return n->hash == 0; }, sure),
                nullptr);
    }
  }

  table t;

private:
  allocator alloc_;
  std::vector<table_node> nodes_;
  std::size_t stay_;
  std::size_t linked_ = 0;
};

std::vector<std::uint32_t> random_hashes(std::uint32_t seed, std::size_t n) {
  std::mt19937 random(seed);
  std::vector<std::uint32_t> all(n);
  for (auto &h : all)
    h = static_cast<std::uint32_t>(random());
  return all;
}

// Runs a change beside two searching threads.
void run(std::uint32_t seed, fixture &f, const std::function<void()> &change) {
  std::vector<std::function<void()>> bodies{change};
  for (std::uint32_t reader = 1; reader != 3; ++reader)
    bodies.push_back([&f, seed, reader] { f.search(seed * 3 + reader, 12); });
  scheduler::run(seed, std::move(bodies));
}

constexpr std::uint32_t schedules = 400;
constexpr std::size_t full = leaf::limit(leaf::max_groups);

TEST(SharedTableSchedule, ASplitHidesNothing) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    fixture f(random_hashes(seed, full + 2), full);
    f.link_up_to(full);
    const auto before = f.t.progress().splits;
    run(seed, f, [&] { f.link_up_to(full + 2); });
    ASSERT_GT(f.t.progress().splits, before);
    if (testing::Test::HasFatalFailure())
      return;
  }
}

TEST(SharedTableSchedule, AMergeHidesNothing) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    constexpr std::size_t stay = 20;
    // Where the first merge comes, without a schedule.
    std::size_t left = full + 20;
    {
      fixture dry(random_hashes(seed, left), stay);
      dry.link_up_to(left);
      while (left != stay && dry.t.progress().merges == 0)
        dry.unlink_down_to(--left);
    }
    ASSERT_NE(left, stay);
    fixture f(random_hashes(seed, full + 20), stay);
    f.link_up_to(full + 20);
    f.unlink_down_to(left + 1);
    ASSERT_EQ(f.t.progress().merges, 0u);
    run(seed, f, [&] { f.unlink_down_to(left); });
    ASSERT_GT(f.t.progress().merges, 0u);
    if (testing::Test::HasFatalFailure())
      return;
  }
}

// A leaf of one group: entries pass it, are replaced with it, and come back.
TEST(SharedTableSchedule, ReplacedLeavesHideNothing) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    auto hashes = random_hashes(seed, 40);
    for (auto &h : hashes)
      h = (h & ~0xFFU) | 1; // all of one tag: each is compared with
    fixture f(std::move(hashes), 4);
    f.link_up_to(4);
    run(seed, f, [&] {
      f.link_up_to(40);
      f.unlink_down_to(4);
    });
    if (testing::Test::HasFatalFailure())
      return;
  }
}

// Keys that collide are chained, and when the chain gets shorter, entries move
// towards its head: a search that has been there already misses them, and must
// say that it may have. No schedule in a thousand meets that moment; here the
// comparison of the search brings it about.
TEST(SharedTableSchedule, ASearchThatMayMissInAChainSaysSo) {
  constexpr std::size_t some = 20;
  constexpr std::size_t sparse = leaf::max_groups * 7 / 4; // see leaf::sparse
  // The chain: a full leaf; one of `some`, linked last; a full one.
  fixture f(std::vector<std::uint32_t>(2 * full + some, 12345), 2 * full);
  f.link_up_to(2 * full + some);
  const auto leaves = f.t.leaves();
  std::size_t next = full;
  while (next != 2 * full - sparse - 1)
    f.unlink(next++);
  ASSERT_EQ(f.t.leaves(), leaves);
  const auto search = [&](bool &sure) {
    return f.find(
        2 * full - 1,
        [&](const table_node *n) {
          if (n == f.node(2 * full + some - 1)) // at the end of the short leaf
            while (f.t.leaves() == leaves)
              f.unlink(next++);
        },
        sure);
  };
  bool sure = true;
  EXPECT_EQ(search(sure), nullptr) << "it was not missed: the test is void";
  EXPECT_FALSE(sure);
  EXPECT_EQ(search(sure), f.node(2 * full - 1));
}

} // namespace
