// mapwarden: an allocator that counts, for tracked_map.
#ifndef MAPWARDEN_DETAIL_TRACKING_ALLOCATOR_H
#define MAPWARDEN_DETAIL_TRACKING_ALLOCATOR_H

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/counter.h"
#include "mapwarden/detail/site_ring.h"
#include "mapwarden/growth_alarm.h"

namespace mapwarden::detail {

// What one map holds. Allocators refer to it by plain pointers, for libstdc++
// 12 drops allocators of node handles without destroying them. As node handles
// and allocator copies may outlive the map, it is recycled but never freed.
struct map_counters {
  counter inserted;                    // nodes; written by the map's user only
  std::atomic<std::size_t> removed{0}; // nodes; node handles end anywhere
  counter node_size;
  counter bucket_bytes;
  counter bucket_arrays; // ever allocated
  lazy_site_ring sites;
  registration *owner = nullptr; // under the registry's mutex
  map_counters *next = nullptr;  // in the idle list; under the pool's mutex
  map_counters *next_of_all =
      nullptr; // keeps all of them reachable, for leak checkers

  std::size_t nodes() const noexcept {
    const std::size_t out = removed.load(std::memory_order_relaxed);
    const std::size_t in = inserted.get();
    return in < out ? 0 : in - out; // read while it changes
  }
  void node_allocated(std::size_t size) noexcept {
    node_size.set(size);
    if (inserted.add(1) % sampled_inserts == 0)
      sites.record();
  }
  void nodes_came(std::size_t n) noexcept { inserted.add(n); }
  void nodes_left(std::size_t n) noexcept {
    removed.fetch_add(n, std::memory_order_relaxed);
  }
  void bucket_array_allocated(std::size_t buckets, std::size_t bytes) noexcept {
    bucket_bytes.add(bytes);
    bucket_arrays.add(1);
    if (buckets >= 1024) // smaller maps are no danger, and there are many
      check_growth_inline([this] { return owner; });
  }
  void bucket_array_freed(std::size_t bytes) noexcept {
    bucket_bytes.set(bucket_bytes.get() - bytes);
  }

  // The memory of two maps changes hands; names, totals and sites stay.
  static void exchange_memory(map_counters &a, map_counters &b) noexcept {
    const std::size_t in_a = a.nodes();
    const std::size_t in_b = b.nodes();
    map_counters &gains = in_a < in_b ? a : b;
    map_counters &loses = in_a < in_b ? b : a;
    const std::size_t moved = in_a < in_b ? in_b - in_a : in_a - in_b;
    gains.nodes_came(moved);
    loses.nodes_left(moved);
    for (counter map_counters::*member :
         {&map_counters::node_size, &map_counters::bucket_bytes}) {
      const std::size_t held = (a.*member).get();
      (a.*member).set((b.*member).get());
      (b.*member).set(held);
    }
  }
};

struct counters_pool {
  std::mutex mutex;
  map_counters *idle = nullptr;
  map_counters *all = nullptr;

  // Telemetry never fails a program: null when there is no memory.
  map_counters *acquire() noexcept {
    std::lock_guard<std::mutex> lock(mutex);
    // Those that a node handle still uses are passed over; they are few.
    for (map_counters **at = &idle; *at != nullptr; at = &(*at)->next) {
      map_counters *c = *at;
      if (c->nodes() != 0 || c->bucket_bytes.get() != 0)
        continue;
      *at = c->next;
      c->inserted.set(0);
      c->removed.store(0, std::memory_order_relaxed);
      c->bucket_arrays.set(0);
      if (site_ring *ring = c->sites.get())
        ring->clear();
      return c;
    }
    auto *c = new (std::nothrow) map_counters;
    if (c != nullptr) {
      c->next_of_all = all;
      all = c;
    }
    return c;
  }
  void give_back(map_counters *c) noexcept {
    std::lock_guard<std::mutex> lock(mutex);
    c->next = idle;
    idle = c;
  }
};

union immortal_counters_pool {
  counters_pool pool;
  constexpr immortal_counters_pool() : pool() {}
  ~immortal_counters_pool() {}
};
inline immortal_counters_pool the_counters;

// A map's counters: the map's first base class, so that they are there before
// the first allocation, until after the last deallocation, and also when the
// map's construction fails in between.
class counters_lease {
public:
  counters_lease() noexcept : leased_(the_counters.pool.acquire()) {}
  counters_lease(const counters_lease &) = delete;
  counters_lease &operator=(const counters_lease &) = delete;
  ~counters_lease() {
    if (leased_ != nullptr)
      the_counters.pool.give_back(leased_);
  }

protected:
  map_counters *const leased_; // null when there is no memory
};

// Counts for one map what Base allocates. Equality, propagation and
// construction are Base's; assignment and swap exchange the Base parts only:
// the counters belong to the map, and tracked_map moves the numbers with the
// memory.
template <class T, class Base = std::allocator<T>> class tracking_allocator {
  using traits = std::allocator_traits<Base>;
  static_assert(std::is_same_v<typename traits::value_type, T>);

public:
  using value_type = T;
  using pointer = typename traits::pointer;
  using const_pointer = typename traits::const_pointer;
  using size_type = typename traits::size_type;
  using difference_type = typename traits::difference_type;
  using propagate_on_container_copy_assignment =
      typename traits::propagate_on_container_copy_assignment;
  using propagate_on_container_move_assignment =
      typename traits::propagate_on_container_move_assignment;
  using propagate_on_container_swap =
      typename traits::propagate_on_container_swap;
  using is_always_equal = typename traits::is_always_equal;
  template <class U> struct rebind {
    using other =
        tracking_allocator<U, typename traits::template rebind_alloc<U>>;
  };

  // Of no map: it counts nothing. A map takes its base and adds its counters.
  tracking_allocator() noexcept(std::is_nothrow_default_constructible_v<Base>)
      : base_(), counters_(nullptr) {}
  tracking_allocator(const Base &base) noexcept // NOLINT: implicit, as std's
                                                // constructors convert it
      : base_(base), counters_(nullptr) {}
  tracking_allocator(const Base &base, map_counters *counters) noexcept
      : base_(base), counters_(counters) {}

  // Another view of the same map's allocator.
  tracking_allocator(const tracking_allocator &) noexcept = default;
  template <class U, class OtherBase>
  tracking_allocator(const tracking_allocator<U, OtherBase> &other) noexcept
      : base_(other.base_), counters_(other.counters_) {}
  tracking_allocator &operator=(const tracking_allocator &other) noexcept {
    base_ = other.base_;
    return *this;
  }
  ~tracking_allocator() = default;

  tracking_allocator select_on_container_copy_construction() const {
    return tracking_allocator(
        traits::select_on_container_copy_construction(base_));
  }

  pointer allocate(size_type n) {
    pointer memory = traits::allocate(base_, n);
    if (map_counters *c = counters_) {
      if (is_bucket_array(n))
        c->bucket_array_allocated(n, n * sizeof(T));
      else
        c->node_allocated(sizeof(T));
    }
    return memory;
  }
  void deallocate(pointer memory, size_type n) noexcept {
    if (map_counters *c = counters_) {
      if (is_bucket_array(n))
        c->bucket_array_freed(n * sizeof(T));
      else
        c->nodes_left(1);
    }
    traits::deallocate(base_, memory, n);
  }
  template <class U, class... Args> void construct(U *at, Args &&...args) {
    traits::construct(base_, at, std::forward<Args>(args)...);
  }
  template <class U> void destroy(U *at) { traits::destroy(base_, at); }

  const Base &base() const noexcept { return base_; }
  map_counters *counters() const noexcept { return counters_; }

  template <class U, class OtherBase>
  friend bool operator==(const tracking_allocator &a,
                         const tracking_allocator<U, OtherBase> &b) noexcept {
    return a.base() ==
           typename tracking_allocator<U, OtherBase>::template rebind<T>::other(
               b)
               .base();
  }
  template <class U, class OtherBase>
  friend bool operator!=(const tracking_allocator &a,
                         const tracking_allocator<U, OtherBase> &b) noexcept {
    return !(a == b);
  }
  friend void swap(tracking_allocator &a, tracking_allocator &b) noexcept {
    using std::swap;
    swap(a.base_, b.base_);
  }

private:
  template <class, class> friend class tracking_allocator;

  // Nodes come one by one; bucket arrays are arrays, of pointers in all three
  // standard libraries' hash maps.
  static constexpr bool is_bucket_array(size_type n) noexcept {
    return n != 1 || std::is_pointer_v<T>;
  }

  Base base_;
  map_counters *counters_;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_TRACKING_ALLOCATOR_H
