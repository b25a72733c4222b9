// Random operations on an object_pool and on a model of who is in use; the
// objects themselves check that nobody else has them.
#include "mapwarden/object_pool.h"

#include <gtest/gtest.h>
#include <random>
#include <vector>

#include "model.h"

namespace {

struct object {
  inline static std::size_t alive = 0;
  int owner = -1;
  object() { ++alive; }
  object(const object &) = delete;
  ~object() { --alive; }
};
struct disown {
  bool operator()(object &o) const {
    o.owner = -1;
    return true;
  }
};

template <class Threading>
void run(int operations, mapwarden::pool_limits limits, unsigned seed) {
  {
    using pool_t = mapwarden::object_pool<object, disown, Threading>;
    pool_t pool(limits);
    std::vector<typename pool_t::handle> held;
    std::mt19937 random(seed);
    std::size_t wanted = 50; // how many are in use: drifts, with peaks
    for (int step = 0; step != operations; ++step) {
      if (step % 65536 == 0)
        wanted = random() % 4 == 0 ? 2000 : random() % 64;
      const bool take = random() % 16 < (held.size() < wanted ? 11u : 5u);
      const std::size_t idle = pool.idle();
      if (take) {
        auto h = pool.try_acquire();
        const bool full = limits.max_objects != 0 && idle == 0 &&
                          held.size() == limits.max_objects;
        ASSERT_EQ(h == nullptr, full);
        if (h == nullptr)
          continue;
        ASSERT_EQ(h->owner, -1) << "somebody else has it, or it was not reset";
        h->owner = step;
        ASSERT_EQ(pool.idle(), idle == 0 ? 0 : idle - 1);
        held.push_back(std::move(h));
      } else if (!held.empty()) {
        std::swap(held[random() % held.size()], held.back());
        ASSERT_NE(held.back()->owner, -1);
        held.pop_back();
        ASSERT_LE(pool.idle(), idle + 1);
        ASSERT_GE(pool.idle() + 1, idle);
      } else if (random() % 64 == 0) {
        const std::size_t keep = random() % 8;
        ASSERT_EQ(pool.trim(keep), idle > keep ? idle - keep : 0);
      }
      ASSERT_EQ(pool.in_use(), held.size());
      ASSERT_LE(pool.idle(), limits.max_idle);
      ASSERT_EQ(object::alive, pool.idle() + held.size());
      if (limits.max_objects != 0)
        ASSERT_LE(object::alive, limits.max_objects);
    }
  }
  ASSERT_EQ(object::alive, 0u);
}

TEST(ObjectPoolModel, WithoutLocks) {
  run<mapwarden::single_threaded>(mapwarden_test::model_operations / 2, {}, 1);
}
TEST(ObjectPoolModel, WithLocksAndAHardLimit) {
  run<mapwarden::multi_threaded>(mapwarden_test::model_operations / 4,
                                 {100, 300}, 2);
}
TEST(ObjectPoolModel, KeepingMany) {
  run<mapwarden::single_threaded>(mapwarden_test::model_operations / 4, {5000},
                                  3);
}

} // namespace
