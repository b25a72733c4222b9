// A bounded_map with times to live holds what a plain map with deadlines holds.
#include "production_semantics.h"

#include <chrono>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <utility>

#include "mapwarden/bounded_map.h"
#include "model.h"

namespace {

using mapwarden::limits;
using mapwarden_test::model_operations;
using namespace std::chrono_literals;
using map = mapwarden::bounded_map<int, int>;

std::chrono::nanoseconds the_time{0};
std::chrono::nanoseconds test_clock() { return the_time; }

// Without evictions the contents are exactly what a plain map with deadlines
// holds, whatever the lookups in between.
TEST(BoundedMapExpiryModel, AgreesWithAModel) {
  std::mt19937 random(5);
  for (int kind = 0; kind != 6; ++kind) {
    const auto write = kind % 3 != 1 ? 90ns : 0ns;
    const auto access = kind % 3 != 0 ? 40ns : 0ns;
    map m(limits{200}
              .expire_after_write(write)
              .expire_after_access(access)
              .evict_by(kind < 3 ? mapwarden::eviction::sieve
                                 : mapwarden::eviction::lru)
              .timed_by(test_clock));
    struct entry {
      int value;
      std::chrono::nanoseconds written, used;
    };
    std::map<int, entry> model;
    for (int i = 0; i != model_operations / 6; ++i) {
      const int k = static_cast<int>(random() % 150);
      the_time += std::chrono::nanoseconds(random() % 2);
      auto it = model.find(k);
      if (it != model.end() &&
          ((write.count() != 0 && it->second.written + write <= the_time) ||
           (access.count() != 0 && it->second.used + access <= the_time))) {
        model.erase(it);
        it = model.end();
      }
      const bool there = it != model.end();
      if (there)
        it->second.used = the_time;
      switch (random() % 6) {
      case 0:
        ASSERT_EQ(m.insert_or_assign(k, i).second, !there);
        model[k] = {i, the_time, the_time};
        break;
      case 1:
        ASSERT_EQ(m.try_emplace(k, i).second, !there);
        if (!there)
          model[k] = {i, the_time, the_time};
        break;
      case 2:
        ASSERT_EQ(m.erase(k) != 0, there);
        model.erase(k);
        break;
      case 3: {
        const auto found = std::as_const(m).find(k);
        ASSERT_EQ(found != m.cend(), there) << i;
        if (there) {
          ASSERT_EQ(found->second, it->second.value);
        }
        break;
      }
      case 4:
        if (random() % 500 == 0) {
          m.expire_now();
          for (const auto &e : m)
            ASSERT_TRUE(m.contains(e.first)) << "no expired entry is left";
        }
        [[fallthrough]];
      default: {
        const auto found = m.find(k);
        ASSERT_EQ(found != m.end(), there);
        if (there) {
          ASSERT_EQ(found->second, it->second.value);
        }
      }
      }
    }
    EXPECT_GT(m.expirations(), 1000u);
  }
}

} // namespace
