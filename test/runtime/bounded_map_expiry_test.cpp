// A bounded_map with times to live: what expired is never returned, and goes
// when it is found, two at a time with each write, or by expire_now().
#include "production_semantics.h"

#include <chrono>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "mapwarden/bounded_map.h"
#include "mapwarden/janitor.h"
#include "test_types.h"

namespace {

using mapwarden::bounded_map;
using mapwarden::limits;
using mapwarden::removal_cause;
using mapwarden_test::counted;
using namespace std::chrono_literals;
using map = bounded_map<int, int>;

std::chrono::nanoseconds the_time{0};
std::chrono::nanoseconds test_clock() { return the_time; }

class BoundedMapExpiry : public testing::Test {
protected:
  void SetUp() override { the_time = 1h; }
  static limits written(std::chrono::nanoseconds ttl, std::size_t n = 100) {
    return limits{n}.expire_after_write(ttl).timed_by(test_clock);
  }
  static limits accessed(std::chrono::nanoseconds ttl, std::size_t n = 100) {
    return limits{n}.expire_after_access(ttl).timed_by(test_clock);
  }
};

TEST_F(BoundedMapExpiry, NothingFindsAnEntryWhoseTimeIsOver) {
  map m(written(10s));
  const map &c = m;
  for (int i = 0; i != 8; ++i)
    m[i] = i;
  the_time += 9s;
  EXPECT_EQ(c.count(0), 1u);
  EXPECT_NE(m.find(0), m.end());
  the_time += 1s; // exactly at the end it is over
  EXPECT_EQ(c.count(0), 0u);
  EXPECT_FALSE(c.contains(1));
  EXPECT_EQ(c.find(2), c.end());
  EXPECT_THROW(c.at(2), std::out_of_range);
  EXPECT_EQ(m.size(), 8u) << "const lookups do not remove";
  EXPECT_EQ(m.find(3), m.end());
  EXPECT_THROW(m.at(4), std::out_of_range);
  EXPECT_EQ(m.erase(5), 0u);
  EXPECT_EQ(m.equal_range(6).first, m.end());
  EXPECT_EQ(m.size(), 4u);
  EXPECT_EQ(m.expirations(), 4u);
}

TEST_F(BoundedMapExpiry, InsertingOverAnExpiredEntryIsAnInsertion) {
  map m(written(10s));
  m[1] = 1;
  the_time += 10s;
  EXPECT_TRUE(m.try_emplace(1, 2).second);
  EXPECT_EQ(m.at(1), 2);
  the_time += 10s;
  EXPECT_TRUE(m.insert_or_assign(1, 3).second);
  the_time += 10s;
  EXPECT_EQ(m[1], 0);
  EXPECT_EQ(m.size(), 1u);
}

TEST_F(BoundedMapExpiry, AssignmentRestartsTheWriteLimitAndAccessDoesNot) {
  map m(written(10s));
  m[1] = 1;
  m[2] = 2;
  the_time += 6s;
  m.insert_or_assign(1, 3);
  m.find(2);
  m[2] = 3; // an access: what is written to the reference is not seen
  the_time += 6s;
  EXPECT_TRUE(m.contains(1));
  EXPECT_FALSE(m.contains(2));
}

TEST_F(BoundedMapExpiry, AccessDefersTheAccessLimit) {
  map m(accessed(10s));
  m[1] = 1, m[2] = 2, m[3] = 3, m[4] = 4;
  the_time += 6s;
  m.find(1);
  std::as_const(m).find(2);
  EXPECT_TRUE(m.contains(3)) << "which is no access";
  the_time += 6s;
  EXPECT_TRUE(m.contains(1));
  EXPECT_TRUE(m.contains(2));
  EXPECT_FALSE(m.contains(3));
  EXPECT_EQ(m.expire_now(), 2u);
  EXPECT_EQ(m.size(), 2u);
}

TEST_F(BoundedMapExpiry, WithBothLimitsTheEarlierHolds) {
  map m(written(10s).expire_after_access(4s));
  m[1] = 1, m[2] = 2;
  for (int i = 0; i != 3; ++i) {
    the_time += 3s;
    EXPECT_NE(m.find(1), m.end());
  }
  EXPECT_FALSE(m.contains(2));
  the_time += 3s;
  EXPECT_FALSE(m.contains(1));
  EXPECT_EQ(m.expire_now(), 2u);
}

TEST_F(BoundedMapExpiry, EachWriteReapsTwo) {
  map m(written(10s));
  for (int i = 0; i != 20; ++i)
    m[i];
  the_time += 10s;
  m[100];
  EXPECT_EQ(m.size(), 19u);
  m[101];
  EXPECT_EQ(m.size(), 18u);
  m.insert_or_assign(101, 1);
  EXPECT_EQ(m.size(), 16u);
  for (int i = 102; i != 118; ++i)
    m[i];
  EXPECT_EQ(m.expirations(), 20u);
  EXPECT_EQ(m.size(), 18u);
  EXPECT_EQ(m.evictions(), 0u);
}

TEST_F(BoundedMapExpiry, ExpiredEntriesGoBeforeUsedOnes) {
  map m(written(10s, 4));
  m[1], m[2];
  the_time += 9s;
  m[3], m[4];
  the_time += 1s;
  m[5];
  EXPECT_EQ(m.evictions(), 0u);
  EXPECT_EQ(m.size(), 3u);
}

TEST_F(BoundedMapExpiry, AReferenceToAnExpiredEntryHasItsGrace) {
  counted::alive = 0;
  bounded_map<int, counted> m(written(10s));
  counted &x = m[0];
  the_time += 10s;
  EXPECT_EQ(m.find(0), m.end());
  for (int i = 1; i != 65; ++i) {
    ++x.value;
    m[i];
  }
  EXPECT_EQ(x.value, 64);
  the_time += 10s;
  EXPECT_EQ(m.expire_now(), 64u);
  EXPECT_EQ(counted::alive, 0) << "also empties the grace ring";
}

TEST_F(BoundedMapExpiry, TheEntryReturnedLastIsNotReapedByTheNextInsertion) {
  map m(written(10s).keep_evicted_for(0));
  m[1] = 5;
  auto it = m.find(1);
  the_time += 10s;
  m[2] = it->second;
  EXPECT_EQ(it->second, 5);
  EXPECT_EQ(m[2], 5);
}

TEST_F(BoundedMapExpiry, ListenersLearnThatItExpired) {
  std::map<int, removal_cause> seen;
  map m(written(10s));
  m.set_removal_listener([&](int k, int &, removal_cause why) {
    seen[k] = why;
    EXPECT_EQ(m.find(k), m.end()) << "it is expired, and stays linked";
  });
  for (int i = 0; i != 4; ++i)
    m[i];
  the_time += 10s;
  m.find(0);
  m.erase(1);
  m.erase(3);
  m[9];
  EXPECT_EQ(seen.size(), 4u);
  for (const auto &[key, why] : seen)
    EXPECT_EQ(why, removal_cause::expired) << key;
  m.set_removal_listener(nullptr);
}

TEST_F(BoundedMapExpiry, AListenerThatThrowsKeepsTheEntry) {
  map m(written(10s));
  m[1] = 1;
  m[0] = 1; // is returned last, and thus not reaped
  m.set_removal_listener(
      [](int, int &, removal_cause) { throw std::runtime_error("no"); });
  the_time += 10s;
  EXPECT_THROW(m.find(1), std::runtime_error);
  EXPECT_THROW(m[2], std::runtime_error);
  EXPECT_THROW(m.expire_now(), std::runtime_error);
  EXPECT_EQ(m.size(), 2u);
  m.set_removal_listener(nullptr);
  EXPECT_EQ(m.expire_now(), 2u);
}

TEST_F(BoundedMapExpiry, AClockThatJumpsBackStopsNoEntryFromExpiring) {
  map m(written(10s));
  m[1];
  the_time += 5s;
  m[2];
  the_time -= 30min;
  EXPECT_TRUE(m.contains(1));
  m[3];
  the_time += 5s;
  EXPECT_EQ(m.find(1), m.end()) << "5 s before the jump, 5 s after it";
  EXPECT_NE(m.find(2), m.end());
  the_time += 5s;
  EXPECT_EQ(m.expire_now(), 2u);
}

TEST_F(BoundedMapExpiry, AClockThatJumpsAheadExpiresAll) {
  map m(written(10s));
  m[1];
  the_time += 24h * 365;
  EXPECT_EQ(m.expire_now(), 1u);
  m[2];
  EXPECT_TRUE(m.contains(2));
}

TEST_F(BoundedMapExpiry, ExtremeTimesDoNotOverflow) {
  constexpr auto most = std::chrono::nanoseconds::max();
  constexpr auto least = std::chrono::nanoseconds::min();
  map forever(written(most));
  forever[1];
  the_time = most - 1ns;
  EXPECT_TRUE(forever.contains(1));
  map m(accessed(10s));
  for (auto t : {0ns, most, least, 0ns, least, most, 1ns, least}) {
    the_time = t;
    m[1];
    m.find(1);
    m.expire_now();
    ASSERT_LE(m.size(), 1u);
  }
}

TEST_F(BoundedMapExpiry, RefusesANegativeTime) {
  EXPECT_THROW(map(written(-1s)), std::invalid_argument);
  EXPECT_THROW(map(accessed(-1s)), std::invalid_argument);
}

TEST_F(BoundedMapExpiry, CopiesKeepDeadlinesAndTheirOrder) {
  for (auto policy : {mapwarden::eviction::sieve, mapwarden::eviction::lru,
                      mapwarden::eviction::s3_fifo}) {
    the_time = 1h;
    map m(written(10s).evict_by(policy));
    for (int i = 0; i != 50; ++i) {
      m[i] = i;
      the_time += 100ms;
    }
    for (int i = 0; i < 50; i += 3)
      m.insert_or_assign(i, i);
    map copy = m;
    the_time += 5s;
    while (m.expirations() < 33 && copy.expirations() < 33) {
      m[1000], copy[1000];
      ASSERT_EQ(m.expirations(), copy.expirations());
      m.erase(1000), copy.erase(1000);
      the_time += 50ms;
    }
    EXPECT_TRUE(m == copy);
    the_time += 10s;
    EXPECT_EQ(copy.expire_now(), 17u);
  }
}

TEST_F(BoundedMapExpiry, TheSteadyClockIsTheDefault) {
  map m(limits{9}.expire_after_write(1h));
  m[1] = 1;
  EXPECT_TRUE(m.contains(1));
  map brief(limits{9}.expire_after_write(1ns));
  brief[1] = 1;
  std::this_thread::sleep_for(1ms);
  EXPECT_FALSE(brief.contains(1));
}

TEST_F(BoundedMapExpiry, AJanitorEmptiesAnIdleMap) {
  std::mutex mutex;
  map m(limits{100}.expire_after_write(1ms));
  for (int i = 0; i != 50; ++i)
    m[i];
  {
    mapwarden::janitor keeper(m, mutex, 1ms);
    for (int i = 0; i != 5000; ++i) {
      std::this_thread::sleep_for(1ms);
      std::lock_guard<std::mutex> lock(mutex);
      if (m.empty())
        break;
    }
  }
  EXPECT_TRUE(m.empty());
  EXPECT_THROW(mapwarden::janitor(m, mutex, 0ns), std::invalid_argument);
}

TEST_F(BoundedMapExpiry, AJanitorEndsAtOnce) {
  std::mutex mutex;
  map m(limits{1}.expire_after_write(1ms));
  const auto start = std::chrono::steady_clock::now();
  {
    mapwarden::janitor keeper(m, mutex, 24h);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

} // namespace
