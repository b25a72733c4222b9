// A multi_threaded object_pool: no object has two owners, handles end in other
// threads and after the pool.
#include "mapwarden/object_pool.h"

#include <atomic>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace {

constexpr int threads = 8;

struct object {
  inline static std::atomic<int> alive{0};
  int owner = 0; // plain: a second owner is a data race, too
  object() { ++alive; }
  object(const object &) = delete;
  ~object() { --alive; }
};
struct disown {
  bool operator()(object &o) const {
    o.owner = 0;
    return true;
  }
};
using pool_t =
    mapwarden::object_pool<object, disown, mapwarden::multi_threaded>;

TEST(ObjectPoolThreads, NoObjectHasTwoOwners) {
  std::atomic<int> wrong{0};
  {
    pool_t pool(mapwarden::pool_limits{16, 40});
    std::mutex exchange_mutex;
    std::vector<pool_t::handle> exchange; // given to other threads
    std::vector<std::thread> all;
    for (int t = 1; t <= threads; ++t)
      all.emplace_back([&, t] {
        std::mt19937 random(static_cast<unsigned>(t));
        std::vector<pool_t::handle> mine;
        for (int i = 0; i != 20000; ++i) {
          if (auto h = pool.try_acquire()) {
            if (h->owner != 0)
              ++wrong;
            h->owner = t;
            mine.push_back(std::move(h));
          }
          if (object::alive > 40 || pool.idle() > 16)
            ++wrong;
          if (mine.size() > random() % 6) {
            if (mine.back()->owner != t)
              ++wrong;
            if (random() % 4 == 0) {
              std::lock_guard<std::mutex> lock(exchange_mutex);
              if (!exchange.empty() && random() % 2 == 0)
                exchange.pop_back(); // ends here, was made there
              exchange.push_back(std::move(mine.back()));
              if (exchange.size() > 3)
                exchange.erase(exchange.begin());
            }
            mine.pop_back();
          }
          if (i % 4096 == 0)
            pool.trim(2);
        }
      });
    for (auto &each : all)
      each.join();
    EXPECT_EQ(pool.in_use(), exchange.size());
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(object::alive, 0);
}

TEST(ObjectPoolThreads, HandlesThatOutliveThePoolEndInManyThreads) {
  for (int round = 0; round != 100; ++round) {
    auto pool = std::make_unique<pool_t>();
    std::vector<std::thread> all;
    for (int t = 0; t != threads; ++t)
      all.emplace_back([h = pool->acquire()]() mutable { h.reset(); });
    pool.reset();
    for (auto &each : all)
      each.join();
    ASSERT_EQ(object::alive, 0);
  }
}

} // namespace
