// Maps come, grow, move and go in eight threads while others take snapshots,
// export and check for growth.
#include "mapwarden/prometheus_text.h"
#include "mapwarden/tracked_map.h"
#include "mapwarden/watch.h"

#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <thread>
#include <vector>

namespace {

using mapwarden::growth_alarm;
using mapwarden::map_name;
using mapwarden::registry;
using mapwarden::tracked_map;

TEST(RegistryThreads, EverythingAtOnce) {
  mapwarden::growth_limits limits;
  limits.sustained = limits.quiet = std::chrono::milliseconds(0);
  limits.max_entries = 3000;
  std::atomic<int> alarms{0};
  growth_alarm::configure(
      limits, [](const mapwarden::growth_event &) {},
      [&alarms](const mapwarden::growth_event &e) {
        if (!to_string(e).empty())
          ++alarms;
      });
  std::atomic<bool> stop{false};
  std::vector<std::thread> readers;
  for (int t = 0; t != 2; ++t)
    readers.emplace_back([&] {
      while (!stop) {
        for (const auto &stats : registry::snapshot())
          if (stats.entries > 100000 || stats.kind.empty())
            ADD_FAILURE() << stats.name << " " << stats.entries;
        mapwarden::prometheus_text();
        registry::insert_sites("grows");
        growth_alarm::check();
        std::this_thread::yield();
      }
    });
  mapwarden::watch shared("shared by all, against the rules");
  std::vector<std::thread> writers;
  for (int t = 0; t != 8; ++t)
    writers.emplace_back([&shared] {
      for (int round = 0; round != 30; ++round) {
        tracked_map<int, int> m(map_name{"grows"});
        for (int i = 0; i != 4000; ++i)
          m[i] = i;
        tracked_map<int, int> moved(std::move(m));
        m = tracked_map<int, int>(map_name{"temporary"});
        for (int i = 0; i != 4000; ++i)
          moved.erase(i);
        shared.sample(moved);
        shared.inserted(500);
        mapwarden::watch own("own");
        own.sample(m);
      }
    });
  for (auto &each : writers)
    each.join();
  stop = true;
  for (auto &each : readers)
    each.join();
  growth_alarm::configure({});
  EXPECT_GT(alarms, 0);
}

TEST(RegistryThreads, NodeHandlesEndInOtherThreads) {
  tracked_map<int, int> m(map_name{"handles"});
  for (int i = 0; i != 8000; ++i)
    m[i] = i;
  std::vector<std::vector<tracked_map<int, int>::node_type>> handles(8);
  for (int i = 0; i != 8000; ++i)
    handles[static_cast<std::size_t>(i % 8)].push_back(m.extract(i));
  std::vector<std::thread> threads;
  for (auto &mine : handles)
    threads.emplace_back([&mine] { mine.clear(); });
  for (int i = 0; i != 5000; ++i)
    m[i] = i;
  for (auto &each : threads)
    each.join();
  for (const auto &stats : registry::snapshot())
    if (stats.name == "handles") {
      EXPECT_EQ(stats.entries, 5000u) << "no count is lost";
    }
}

} // namespace
