// A multi_threaded object_pool under many chosen schedules: an object that is
// given back while the pool closes, while another one is the last, or while the
// limit is reached.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <utility>
#include <vector>

#include "mapwarden/object_pool.h"
#include "scheduled_sync.h"

namespace {

using mapwarden::pool_limits;
using mapwarden_test::scheduler;

// A mutex that hands over to another thread before each of its steps.
struct scheduled_threading {
  class mutex {
  public:
    void lock() {
      scheduler::point();
      while (held_)
        scheduler::sleep(this);
      held_ = true;
    }
    void unlock() {
      held_ = false;
      scheduler::wake(this);
      scheduler::point();
    }

  private:
    bool held_ = false;
  };
};

struct object {
  inline static int alive = 0, most = 0;
  object() { most = std::max(most, ++alive); }
  object(const object &) = delete;
  ~object() {
    scheduler::point();
    --alive;
  }
};
struct kept {
  bool operator()(object &) const { return true; }
};
struct not_kept {
  bool operator()(object &) const { return false; }
};

// Memory stays readable until the test ends, so that one sees the use of what
// has ended without a sanitizer.
struct arena {
  std::vector<std::pair<void *, std::size_t>> freed;
  int used_after_its_end = 0;
  ~arena() {
    for (const auto &[memory, bytes] : freed)
      ::operator delete(memory, bytes);
  }
};
template <class T> struct arena_allocator {
  using value_type = T;
  arena *memory;
  bool ended = false;

  explicit arena_allocator(arena &a) : memory(&a) {}
  template <class U>
  arena_allocator(const arena_allocator<U> &other) noexcept
      : memory(other.memory) {
    memory->used_after_its_end += other.ended;
  }
  arena_allocator(const arena_allocator &other) noexcept
      : memory(other.memory) {
    memory->used_after_its_end += other.ended;
  }
  ~arena_allocator() { *const_cast<volatile bool *>(&ended) = true; }
  T *allocate(std::size_t n) {
    return static_cast<T *>(::operator new(n * sizeof(T)));
  }
  void deallocate(T *p, std::size_t n) noexcept {
    memory->freed.emplace_back(p, n * sizeof(T));
  }
};
template <class Reset>
using pool_of = mapwarden::object_pool<object, Reset, scheduled_threading,
                                       arena_allocator<object>>;
const auto make = [] { return object(); };

#ifdef MAPWARDEN_SANITIZED
constexpr std::uint32_t schedules = 60;
#else
constexpr std::uint32_t schedules = 250;
#endif

// The pool ends in one thread, the last handles in two others.
template <class Reset> void close_beside_last_handles() {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    arena memory;
    object::alive = 0;
    {
      auto pool = std::make_unique<pool_of<Reset>>(
          pool_limits{4, 0}, Reset(), arena_allocator<object>(memory));
      std::vector<typename pool_of<Reset>::handle> handles;
      for (int i = 0; i != 3; ++i)
        handles.push_back(pool->acquire(make));
      handles.pop_back(); // idle, if it is kept
      std::vector<std::function<void()>> bodies{[&] { pool.reset(); }};
      for (auto &h : handles)
        bodies.push_back([&h] { h.reset(); });
      scheduler::run(seed, std::move(bodies));
    }
    ASSERT_EQ(object::alive, 0) << "seed " << seed;
    ASSERT_EQ(memory.used_after_its_end, 0) << "seed " << seed;
    ASSERT_EQ(memory.freed.size(), 4u) << "seed " << seed;
  }
}
TEST(ObjectPoolSchedule, WhatIsGivenBackWhileThePoolClosesIsDestroyed) {
  close_beside_last_handles<kept>();
}
TEST(ObjectPoolSchedule, TheLastObjectTakesNothingFromOnesThatAreDying) {
  close_beside_last_handles<not_kept>();
}

template <class Reset> void acquire_under_a_limit(std::size_t max_idle) {
  for (std::uint32_t seed = 0; seed != schedules; ++seed) {
    arena memory;
    object::alive = object::most = 0;
    {
      pool_of<Reset> pool(pool_limits{max_idle, 2}, Reset(),
                          arena_allocator<object>(memory));
      std::vector<std::function<void()>> bodies;
      for (int t = 0; t != 3; ++t)
        bodies.push_back([&pool, t] {
          for (int i = 0; i != 4; ++i) {
            const auto h = pool.try_acquire(make);
            if (t == 0 && i == 2)
              pool.trim();
          }
        });
      scheduler::run(seed, std::move(bodies));
      ASSERT_EQ(pool.in_use(), 0u);
    }
    ASSERT_LE(object::most, 2) << "seed " << seed;
    ASSERT_EQ(object::alive, 0) << "seed " << seed;
  }
}
TEST(ObjectPoolSchedule, NoMoreThanMaxObjectsAreAliveAtAnyMoment) {
  acquire_under_a_limit<not_kept>(2);
  acquire_under_a_limit<kept>(1);
}

} // namespace
