// Random operations on a weak_value_map and on a model that knows who lives.
#include "mapwarden/weak_value_map.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <unordered_map>
#include <vector>

#include "model.h"

namespace {

struct object {
  inline static int alive = 0;
  int key;
  int version;
  object(int k, int v) : key(k), version(v) { ++alive; }
  object(const object &) = delete;
  ~object() { --alive; }
};

struct bad_hash { // long chains
  std::size_t operator()(int k) const {
    return static_cast<std::size_t>(k % 97);
  }
};

template <class Threading, class Hash>
void run(int operations, int keys, unsigned seed) {
  object::alive = 0;
  {
    mapwarden::weak_value_map<int, object, Hash, std::equal_to<int>, Threading>
        m;
    // The only owners of objects, by key; null when it has died.
    std::vector<std::shared_ptr<object>> owners(static_cast<std::size_t>(keys));
    std::vector<char> in_map(static_cast<std::size_t>(keys)); // and alive
    std::mt19937 random(seed);
    int version = 0;
    int alive_in_map = 0;
    for (int step = 0; step != operations; ++step) {
      const int k = static_cast<int>(random() % static_cast<unsigned>(keys));
      const auto i = static_cast<std::size_t>(k);
      const unsigned what = random() % 64;
      if (what < 20) {
        const auto found = m.find(k);
        ASSERT_EQ(found, in_map[i] ? owners[i] : nullptr);
      } else if (what < 38) {
        bool made = false;
        auto got = m.get_or_create(k, [&] {
          made = true;
          return std::make_unique<object>(k, ++version);
        });
        ASSERT_EQ(made, !in_map[i]);
        ASSERT_EQ(got->key, k);
        if (made)
          ASSERT_EQ(got->version, version);
        else
          ASSERT_EQ(got, owners[i]);
        alive_in_map += !in_map[i];
        in_map[i] = 1;
        owners[i] = std::move(got);
      } else if (what < 58) { // the object dies
        alive_in_map -= in_map[i];
        in_map[i] = 0;
        owners[i].reset();
      } else if (what < 61) {
        ASSERT_EQ(m.erase(k), in_map[i] != 0);
        alive_in_map -= in_map[i];
        in_map[i] = 0;
      } else if (what < 63) {
        auto next = std::make_shared<object>(k, ++version);
        m.insert_or_assign(k, next);
        alive_in_map += !in_map[i];
        in_map[i] = 1;
        owners[i] = std::move(next);
      } else if (random() % 4096 == 0) {
        if (random() % 4 == 0) {
          m.clear();
          std::fill(in_map.begin(), in_map.end(), '\0');
          alive_in_map = 0;
        } else {
          m.prune();
          ASSERT_EQ(m.entry_count(), static_cast<std::size_t>(alive_in_map));
        }
        ASSERT_EQ(m.size(), static_cast<std::size_t>(alive_in_map));
        ASSERT_EQ(m.snapshot().size(), static_cast<std::size_t>(alive_in_map));
      }
      ASSERT_LE(alive_in_map, keys);
    }
    ASSERT_LE(m.entry_count(), static_cast<std::size_t>(keys));
  }
  ASSERT_EQ(object::alive, 0);
}

TEST(WeakValueMapModel, ManyKeysWithLocks) {
  run<mapwarden::multi_threaded, std::hash<int>>(
      mapwarden_test::model_operations / 2, 20000, 1);
}
TEST(WeakValueMapModel, ManyKeysWithoutLocks) {
  run<mapwarden::single_threaded, std::hash<int>>(
      mapwarden_test::model_operations / 4, 3000, 2);
}
TEST(WeakValueMapModel, FewKeysThatCollide) {
  run<mapwarden::multi_threaded, bad_hash>(mapwarden_test::model_operations / 4,
                                           300, 3);
}

} // namespace
