// The growth alarm speaks about growth that lasts and about sizes over a limit,
// once per quiet period, and says who inserts; about nothing else.
#include "mapwarden/growth_alarm.h"

#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "mapwarden/tracked_map.h"
#include "mapwarden/watch.h"

namespace {

using mapwarden::growth_alarm;
using mapwarden::growth_event;
using mapwarden::growth_limits;
using mapwarden::growth_reason;
using mapwarden::map_name;
using mapwarden::tracked_map;
using mapwarden::watch;
using std::chrono::milliseconds;
using std::chrono::seconds;

class GrowthAlarm : public testing::Test {
protected:
  // Only of the map under test: other tests' static watches stay registered.
  void arm(growth_limits limits) {
    growth_alarm::configure(
        limits,
        [this](const growth_event &e) {
          if (e.map.name == "tested")
            called.push_back(e);
        },
        [this](const growth_event &e) {
          if (e.map.name == "tested")
            logged.push_back(e);
        });
  }
  void TearDown() override { growth_alarm::configure({}); }

  // `w` grows by `per_second` during so many seconds, checked every second.
  void grow(watch &w, std::size_t per_second, int so_many) {
    for (int i = 0; i != so_many; ++i) {
      now += seconds(1);
      entries += per_second;
      tell(w);
      growth_alarm::check(now);
    }
  }
  void tell(watch &w) {
    mapwarden::map_numbers numbers; // without events: only checks are tested
    numbers.entries = entries;
    numbers.bytes = entries * 100;
    w.report(numbers);
  }

  growth_alarm::clock::time_point now = growth_alarm::clock::now();
  std::size_t entries = 0;
  std::vector<growth_event> called, logged;
};

TEST_F(GrowthAlarm, LogsAt500AndCallsAt2000PerSecondAfterTenSeconds) {
  arm({});
  watch w("tested");
  growth_alarm::check(now);
  grow(w, 499, 60);
  EXPECT_TRUE(logged.empty());
  grow(w, 501, 10);
  ASSERT_EQ(logged.size(), 1u);
  EXPECT_EQ(logged[0].why, growth_reason::rate);
  EXPECT_NEAR(logged[0].rate, 501, 1);
  EXPECT_EQ(logged[0].map.entries, entries);
  EXPECT_TRUE(called.empty());
  grow(w, 0, 60);
  grow(w, 2001, 10);
  EXPECT_EQ(logged.size(), 2u);
  ASSERT_EQ(called.size(), 1u);
  EXPECT_NEAR(called[0].rate, 2001, 1);
}

TEST_F(GrowthAlarm, KeepsQuietAboutBurstsAndAboutChurn) {
  arm({});
  watch w("tested");
  growth_alarm::check(now);
  for (int i = 0; i != 10; ++i) {
    grow(w, 10000, 9); // a cache is filled
    grow(w, 0, 1);
  }
  entries = 0; // emptied
  grow(w, 0, 1);
  for (int i = 0; i != 100; ++i) { // comes and goes
    entries = i % 2 == 0 ? 5000 : 0;
    grow(w, 0, 1);
  }
  EXPECT_TRUE(logged.empty());
  EXPECT_TRUE(called.empty());
}

TEST_F(GrowthAlarm, SpeaksOncePerQuietPeriod) {
  growth_limits limits;
  limits.quiet = seconds(30);
  arm(limits);
  watch w("tested");
  growth_alarm::check(now);
  grow(w, 3000, 39);
  EXPECT_EQ(logged.size(), 1u);
  grow(w, 3000, 1);
  EXPECT_EQ(logged.size(), 2u);
  EXPECT_EQ(called.size(), 2u);
}

TEST_F(GrowthAlarm, SpeaksAboutAbsoluteSizes) {
  growth_limits limits;
  limits.max_entries = 100;
  arm(limits);
  watch w("tested");
  grow(w, 100, 1);
  EXPECT_TRUE(called.empty()) << "exactly the limit";
  grow(w, 1, 1);
  ASSERT_EQ(called.size(), 1u);
  EXPECT_EQ(called[0].why, growth_reason::entries);
  EXPECT_EQ(logged.size(), 1u);
  limits.max_entries = 0;
  limits.max_bytes = 10000;
  limits.quiet = milliseconds(0);
  arm(limits);
  grow(w, 0, 1);
  ASSERT_EQ(called.size(), 2u);
  EXPECT_EQ(called[1].why, growth_reason::bytes);
}

TEST_F(GrowthAlarm, AZeroLimitIsNone) {
  growth_limits limits;
  limits.log_rate = limits.callback_rate = 0;
  arm(limits);
  watch w("tested");
  grow(w, 1000000, 60);
  EXPECT_TRUE(logged.empty());
  limits.callback_rate = 100; // without a log
  arm(limits);
  grow(w, 1000000, 60);
  EXPECT_TRUE(logged.empty());
  EXPECT_FALSE(called.empty());
}

TEST_F(GrowthAlarm, ClocksThatJumpStartAnew) {
  arm({});
  watch w("tested");
  growth_alarm::check(now);
  grow(w, 3000, 9);
  now -= std::chrono::hours(1);
  grow(w, 3000, 9);
  EXPECT_TRUE(logged.empty()) << "nine seconds are all it knows";
  now += std::chrono::hours(24);
  grow(w, 3000, 5);
  EXPECT_TRUE(logged.empty()) << "a day of slow growth";
  for (int i = 0; i != 1000; ++i) { // many checks at the same moment
    entries += 100;
    tell(w);
    growth_alarm::check(now);
  }
  EXPECT_TRUE(logged.empty());
}

__attribute__((noinline)) void
the_leaking_function(tracked_map<int, std::string> &m, int i) {
  m[i] = "x";
}

TEST_F(GrowthAlarm,
       ATrackedMapIsCheckedWhenItAllocatesBucketsAndNamesWhoInserts) {
  growth_limits limits;
  limits.sustained = milliseconds(0);
  limits.quiet = milliseconds(0);
  arm(limits);
  tracked_map<int, std::string> m(map_name{"tested"});
  for (int i = 0; i != 200000; ++i)
    the_leaking_function(m, i);
  ASSERT_GE(called.size(), 3u) << "without anyone calling check()";
  EXPECT_LE(called.size(), m.bucket_count() / 1024);
  const growth_event &last = called.back();
  EXPECT_GT(last.rate, 2000);
  EXPECT_GT(last.map.entries, 50000u);
  ASSERT_FALSE(last.sites.empty());
  // The address after the call lies in the function, or in its caller where
  // the call was a tail call or inlined: some frame is near the function.
  const auto function = reinterpret_cast<std::uintptr_t>(&the_leaking_function);
  const auto &frames = last.sites.front().frames;
  EXPECT_TRUE(std::any_of(frames.begin(), frames.end(), [&](void *frame) {
    const auto at = reinterpret_cast<std::uintptr_t>(frame);
    return at > function && at < function + 4096;
  }));
  const std::string text = to_string(last);
  EXPECT_NE(text.find("map 'tested' grows by"), std::string::npos) << text;
  EXPECT_NE(text.find("sampled insertions came from:"), std::string::npos);
}

TEST_F(GrowthAlarm, AWatchIsCheckedAtEvery1024thInsertion) {
  growth_limits limits;
  limits.max_entries = 1000;
  arm(limits);
  watch w("tested");
  std::map<int, int> tree;
  for (int i = 0; i != 1023; ++i) {
    tree[i] = i;
    w.sample(tree);
  }
  EXPECT_TRUE(called.empty());
  tree[-1] = 0;
  w.sample(tree);
  ASSERT_EQ(called.size(), 1u);
  EXPECT_EQ(called[0].map.entries, 1024u);
  EXPECT_FALSE(called[0].sites.empty());
}

TEST_F(GrowthAlarm, AHandlerThatThrowsDoesNotDisturbAnInsertion) {
  growth_limits limits;
  limits.sustained = milliseconds(0);
  int calls = 0;
  growth_alarm::configure(limits, [&calls](const growth_event &) {
    ++calls;
    throw std::runtime_error("handler");
  });
  testing::internal::CaptureStderr();
  tracked_map<int, int> m(map_name{"tested"});
  for (int i = 0; i != 100000; ++i)
    m[i] = i;
  EXPECT_GE(calls, 1);
  EXPECT_EQ(m.size(), 100000u);
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("mapwarden: map 'tested' grows by"), std::string::npos)
      << "without a log handler it goes to stderr";
}

TEST(InsertSites, AreSampledAndCounted) {
  tracked_map<int, int> m(map_name{"sampled"});
  for (int i = 0; i != 1023; ++i)
    m[i] = i;
  EXPECT_TRUE(mapwarden::registry::insert_sites("sampled").empty());
  for (int i = 1023; i != 10 * 1024; ++i)
    m[i] = i;
  const auto sites = mapwarden::registry::insert_sites("sampled");
  std::size_t samples = 0;
  for (const auto &site : sites) {
    samples += site.samples;
    EXPECT_GE(site.frames.size(), 2u);
    EXPECT_FALSE(to_string(site).empty());
  }
  EXPECT_EQ(samples, 10u);
  EXPECT_GE(sites.front().samples, 8u) << "one loop inserts";
  for (int i = 0; i != 100 * 1024; ++i)
    m.erase(i), m[i] = i;
  samples = 0;
  for (const auto &site : mapwarden::registry::insert_sites("sampled"))
    samples += site.samples;
  EXPECT_EQ(samples, 32u) << "the ring keeps the last";
  EXPECT_TRUE(mapwarden::registry::insert_sites("unknown").empty());
}

} // namespace
