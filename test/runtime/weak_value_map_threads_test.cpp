// weak_value_map with several threads: one construction per key, failures that
// release those who wait, and no deadlock where threads wait for each other.
#include "mapwarden/weak_value_map.h"

#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#include "in_threads.h"

namespace {

using mapwarden::weak_value_map;
using mapwarden_test::in_threads;
constexpr int threads = 8;

TEST(WeakValueMapThreads, AnObjectIsMadeOnceWhileManyAsk) {
  weak_value_map<int, int> m;
  for (int round = 0; round != 200; ++round) {
    std::atomic<int> made{0};
    std::atomic<int> ready{0};
    std::vector<std::shared_ptr<int>> got(threads);
    in_threads(threads, [&](int t) {
      ++ready;
      while (ready != threads)
        std::this_thread::yield();
      got[static_cast<std::size_t>(t)] = m.get_or_create(round, [&] {
        std::this_thread::yield();
        return std::make_unique<int>(++made);
      });
    });
    ASSERT_EQ(made, 1);
    for (const auto &each : got)
      ASSERT_EQ(each, got[0]);
  }
}

TEST(WeakValueMapThreads, WhileAnObjectLivesEverybodyGetsThatOne) {
  constexpr int keys = 16;
  std::atomic<int> others{0};
  weak_value_map<int, int> m;
  in_threads(threads, [&](int t) {
    std::mt19937 random(static_cast<unsigned>(t));
    std::vector<std::shared_ptr<int>> held(4);
    for (int i = 0; i != 20000; ++i) {
      const int k = static_cast<int>(random() % keys);
      auto &mine = held[random() % held.size()];
      mine = m.get_or_create(k, [&] { return std::make_unique<int>(k); });
      if (random() % 4 == 0)
        std::this_thread::yield();
      if (*mine != k || m.find(k) != mine || m.get_or_create(k) != mine)
        ++others;
      if (random() % 4 == 0)
        mine.reset();
      if (i % 512 == 2)
        m.prune();
    }
  });
  EXPECT_EQ(others, 0);
  m.prune();
  EXPECT_EQ(m.entry_count(), 0u);
}

TEST(WeakValueMapThreads, AFailureReleasesThoseWhoWaitAndOneOfThemTries) {
  weak_value_map<int, int> m;
  std::atomic<int> attempts{0};
  std::atomic<int> failed{0};
  std::atomic<int> succeeded{0};
  in_threads(threads, [&](int) {
    try {
      const auto got = m.get_or_create(1, [&]() -> std::shared_ptr<int> {
        const int mine = ++attempts;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        if (mine <= 3)
          throw std::runtime_error("not yet");
        static const auto for_ever = std::make_shared<int>(mine);
        return for_ever;
      });
      EXPECT_EQ(*got, 4);
      ++succeeded;
    } catch (const std::runtime_error &) {
      ++failed;
    }
  });
  EXPECT_EQ(attempts, 4);
  EXPECT_EQ(failed, 3);
  EXPECT_EQ(succeeded, threads - 3);
}

TEST(WeakValueMapThreads, ThreadsThatWouldWaitForEachOtherGetAnError) {
  for (int round = 0; round != 50; ++round) {
    weak_value_map<int, int> m;
    std::atomic<int> making{0};
    std::atomic<int> errors{0};
    in_threads(3, [&](int t) { // 0 needs 1, 1 needs 2, 2 needs 0
      try {
        m.get_or_create(t, [&] {
          ++making;
          while (making < 3)
            std::this_thread::yield();
          return std::make_unique<int>(*m.get_or_create(
              (t + 1) % 3, [] { return std::make_unique<int>(1); }));
        });
      } catch (const std::logic_error &) {
        ++errors;
      }
    });
    ASSERT_GE(errors, 1);
    ASSERT_LE(errors, 3);
    ASSERT_EQ(m.size(), 0u);
  }
}

TEST(WeakValueMapThreads, ErasingAndClearingWhileObjectsAreMade) {
  weak_value_map<int, int> m;
  std::atomic<bool> stop{false};
  std::thread eraser([&] {
    for (int i = 0; !stop; ++i) {
      m.erase(i % 8);
      if (i % 64 == 0)
        m.clear();
      m.insert_or_assign(i % 8, std::make_shared<int>(i % 8));
      std::this_thread::yield();
    }
  });
  in_threads(threads, [&](int t) {
    for (int i = 0; i != 5000; ++i) {
      const int k = (i + t) % 8;
      auto got = m.get_or_create(k, [&] {
        if (i % 4 == 0)
          std::this_thread::yield();
        return std::make_unique<int>(k);
      });
      if (*got != k)
        ADD_FAILURE() << *got << " under " << k;
    }
  });
  stop = true;
  eraser.join();
  m.prune();
  EXPECT_EQ(m.entry_count(), 0u);
}

} // namespace
