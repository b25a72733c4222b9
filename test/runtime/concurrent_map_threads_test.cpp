// concurrent_map used by eight threads at once; also built with ThreadSanitizer
// and AddressSanitizer by sanitizers.sh.
#include <atomic>
#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "in_threads.h"
#include "linearizability.h"
#include "mapwarden/concurrent_map.h"

namespace {

using mapwarden::concurrent_map;
using mapwarden::concurrent_options;
using mapwarden_test::in_threads;
using mapwarden_test::linearizability;
using mapwarden_test::operation;

concurrent_options bounded(std::size_t n, std::uint32_t stripes = 0) {
  concurrent_options o;
  o.max_entries = n;
  o.stripes = stripes;
  return o;
}

// moka#590: eight writers that reuse keys must not push a bounded map over its
// bound, nor leave entries behind that nobody counts.
TEST(ConcurrentMapThreads, TheBoundHoldsUnderKeyReuseByEightWriters) {
  for (std::uint32_t stripes : {1u, 8u}) {
    concurrent_map<int, std::string> m(bounded(100, stripes));
    std::atomic<std::size_t> most{0};
    in_threads(8, [&](int t) {
      std::mt19937 random(static_cast<std::uint32_t>(t));
      for (int i = 0; i != 20000; ++i) {
        const int k = static_cast<int>(random() % 300);
        switch (random() % 5) {
        case 0:
          m.erase(k);
          break;
        case 1:
          m.insert_or_assign(k, "assigned");
          break;
        case 2:
          m.upsert(k, [](std::string &v) { v = "updated"; });
          break;
        case 3:
          m.find(k);
          break;
        default:
          m.try_emplace(k, "emplaced");
        }
        const std::size_t now = m.size();
        std::size_t before = most.load();
        while (before < now && !most.compare_exchange_weak(before, now)) {
        }
      }
    });
    EXPECT_LE(most.load(), 100u);
    EXPECT_EQ(m.snapshot().size(), m.size());
    EXPECT_EQ(m.detached_entries(), 0u);
    m.clear();
    EXPECT_EQ(m.size(), 0u);
  }
}

TEST(ConcurrentMapThreads, CountersAddUp) {
  concurrent_map<int, int> m;
  in_threads(8, [&](int) {
    for (int i = 0; i != 40000; ++i)
      m.upsert(i % 7, [](int &n) { ++n; });
  });
  int sum = 0;
  m.for_each([&](const auto &e) { sum += e.second; });
  EXPECT_EQ(sum, 8 * 40000);
}

TEST(ConcurrentMapThreads, ReadersKeepWhatTheyPinned) {
  concurrent_map<int, std::string> m(bounded(64));
  in_threads(8, [&](int t) {
    std::mt19937 random(static_cast<std::uint32_t>(t));
    std::vector<concurrent_map<int, std::string>::handle> held(16);
    for (int i = 0; i != 20000; ++i) {
      const int k = static_cast<int>(random() % 200);
      auto &h = held[random() % held.size()];
      h = m.try_emplace(k, std::string(40, static_cast<char>('a' + k % 26)))
              .first;
      m.update(static_cast<int>(random() % 200),
               [](std::string &v) { v.assign(50, v[0]); });
      for (const auto &other : held)
        if (other) {
          const std::string &v = other->second;
          ASSERT_EQ(v.front(), 'a' + other->first % 26);
          ASSERT_EQ(v.front(), v.back());
        }
    }
  });
  EXPECT_EQ(m.detached_entries(), 0u);
  EXPECT_LE(m.size(), 64u);
}

TEST(ConcurrentMapThreads, GrowingShrinkingAndWalkingAtOnce) {
  concurrent_map<int, int> m;
  in_threads(8, [&](int t) {
    if (t == 0) {
      for (int i = 0; i != 20; ++i) {
        int wrong = 0;
        m.for_each([&](const auto &e) { wrong += e.second != -e.first; });
        ASSERT_EQ(wrong, 0);
      }
      return;
    }
    for (int round = 0; round != 2; ++round) {
      for (int i = 0; i != 10000; ++i)
        m.try_emplace(i * 8 + t, -(i * 8 + t));
      for (int i = 0; i != 10000; ++i)
        ASSERT_TRUE(m.erase(i * 8 + t));
    }
  });
  EXPECT_EQ(m.size(), 0u);
}

TEST(ConcurrentMapThreads, OneLoadPerKeyAndThrowingLoadersReleaseAll) {
  concurrent_options o;
  o.breaker_failures = 0;
  concurrent_map<int, int> m(o);
  std::vector<std::atomic<int>> running(600);
  std::atomic<int> answers{0}, failures{0};
  in_threads(8, [&](int t) {
    for (int i = 0; i != 2000; ++i) {
      const int k = i / 4 + t / 4;
      try {
        const auto h = m.get_or_load(k, [&](int key) {
          auto &here = running[static_cast<std::size_t>(key)];
          EXPECT_EQ(here.fetch_add(1), 0);
          std::this_thread::yield();
          here.fetch_sub(1);
          if (i % 3 == 0)
            throw std::runtime_error("load");
          return key;
        });
        EXPECT_EQ(h->second, k);
        ++answers;
      } catch (const std::runtime_error &) {
        ++failures;
      }
    }
  });
  EXPECT_EQ(answers + failures, 8 * 2000);
  EXPECT_GT(failures, 0);
  EXPECT_EQ(m.detached_entries(), 0u);
}

TEST(ConcurrentMapThreads, ExpiryAndWritersAtOnce) {
  concurrent_options o;
  o.write_ttl = std::chrono::microseconds(200);
  o.access_ttl = std::chrono::microseconds(100);
  concurrent_map<int, std::string> m(o);
  in_threads(8, [&](int t) {
    for (int i = 0; i != 10000; ++i) {
      const int k = (i * 7 + t) % 500;
      if (auto h = m.find(k); h != m.end()) {
        ASSERT_EQ(h->second, "x");
      } else {
        m.try_emplace(k, "x");
      }
      if (i % 1000 == 0)
        m.expire_now();
    }
  });
  EXPECT_LE(m.size(), 500u);
}

TEST(ConcurrentMapThreads, EveryKeyIsLinearizable) {
  for (std::uint32_t round = 0; round != 300; ++round) {
    concurrent_map<int, int> m;
    std::atomic<std::uint64_t> clock{0};
    std::vector<operation> histories[4];
    std::atomic<int> ready{0};
    in_threads(4, [&](int t) {
      std::mt19937 random(round * 11 + static_cast<std::uint32_t>(t));
      ++ready;
      while (ready.load() != 4)
        std::this_thread::yield();
      for (int i = 0; i != 8; ++i) {
        operation o{static_cast<operation::kind>(random() % 4),
                    1 + t * 1000 + i, 0, ++clock, 0};
        switch (o.what) {
        case operation::assign:
          m.insert_or_assign(1, o.argument);
          break;
        case operation::emplace:
          o.result = m.try_emplace(1, o.argument).second;
          break;
        case operation::erase:
          o.result = m.erase(1);
          break;
        default:
          o.result = m.get(1).value_or(0);
        }
        o.end = ++clock;
        histories[t].push_back(o);
      }
    });
    std::vector<operation> history;
    for (const auto &h : histories)
      history.insert(history.end(), h.begin(), h.end());
    ASSERT_TRUE(linearizability::check(history)) << round;
  }
}

TEST(ConcurrentMapThreads, HandlesMayOutliveTheMapInOtherThreads) {
  for (int round = 0; round != 50; ++round) {
    auto m = std::make_unique<concurrent_map<int, std::string>>();
    for (int i = 0; i != 100; ++i)
      m->try_emplace(i, std::to_string(i));
    std::vector<std::thread> all;
    for (int t = 0; t != 8; ++t)
      all.emplace_back(
          [h = m->find(t), t] { ASSERT_EQ(h->second, std::to_string(t)); });
    m.reset();
    for (auto &t : all)
      t.join();
  }
}

} // namespace
