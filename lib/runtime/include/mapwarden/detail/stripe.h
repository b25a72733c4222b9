// mapwarden: one stripe of a concurrent map: a lock and what it guards.
#ifndef MAPWARDEN_DETAIL_STRIPE_H
#define MAPWARDEN_DETAIL_STRIPE_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/leaf_directory.h"
#include "mapwarden/detail/pinned_node.h"
#include "mapwarden/detail/plain_lookup.h"
#include "mapwarden/detail/readers.h"
#include "mapwarden/detail/retired_nodes.h"
#include "mapwarden/detail/slab_pool.h"
#include "mapwarden/detail/stripe_lock.h"

namespace mapwarden::detail {

template <class Value, class Alloc, class Sync> struct stripe_set;

// The parts of a pair, which may be incomplete.
template <class Pair> struct parts_of;
template <class K, class V> struct parts_of<std::pair<const K, V>> {
  using key = K;
  using mapped = V;
};

// Whether an allocator wants to destroy objects itself.
template <class Alloc, class T, class = void>
inline constexpr bool destroys = false;
template <class Alloc, class T>
inline constexpr bool
    destroys<Alloc, T,
             std::void_t<decltype(std::declval<Alloc &>().destroy(
                 std::declval<T *>()))>> =
        !std::is_same_v<Alloc, std::allocator<T>>;

// Everything but burying is done under the lock, unless keys are plain: then
// lookups read table and nodes without it (readers), and what they may still
// see is retired instead of freed. The lock is in another cache line than what
// lookups read.
template <class Value, class Alloc, class Sync> struct alignas(64) stripe {
  using node = pinned_node<Value, Sync>;
  using traits = std::allocator_traits<Alloc>;
  using owner = stripe_set<Value, Alloc, Sync>;
  using mapped = typename parts_of<Value>::mapped;
  using looking = readers<Sync>;
  static constexpr bool shared = plain_key<typename parts_of<Value>::key>;
  using words = std::conditional_t<shared, shared_by<Sync>, unshared>;

  stripe_lock<Sync> lock;
  typename Sync::template atomic<std::uint32_t> count{0}; // of the table
  typename Sync::template atomic<void *> graves{nullptr};
  slab_pool<Alloc> pool;
  owner &set;
  void *flights = nullptr; // loads under way, of single_flight
  retired_nodes<Alloc> *retired = nullptr;
  alignas(64) leaf_directory<Alloc, Sync::max_entries, words> table;
  node_order<node> order;

  explicit stripe(owner &o) noexcept : set(o) {}
  stripe(const stripe &) = delete;
  stripe &operator=(const stripe &) = delete;
  ~stripe() {
    empty_graves();
    free_unseen();
  }

  // Makes a node; only memory and the constructor may throw.
  template <class... Args> node *make(std::uint32_t hash, Args &&...args) {
    unsigned cell;
    node *const n =
        new (pool.template allocate<node::align()>(set.alloc, set.layout, cell))
            node(cell);
    try {
      traits::construct(set.alloc, &n->value, std::forward<Args>(args)...);
    } catch (...) {
      pool.template deallocate<node::align()>(set.alloc, set.layout, n, cell);
      throw;
    }
    n->hash = hash;
    return n;
  }
  void link(node *n) noexcept {
    table.link(n);
    count.store(table.size(), std::memory_order_relaxed);
    if (set.ordered)
      order.link(n);
  }
  void unlink(node *n) noexcept {
    table.unlink(set.alloc, n);
    count.store(table.size(), std::memory_order_relaxed);
    if (set.ordered)
      order.unlink(n);
  }
  void exchange(node *old, node *n) noexcept {
    table.exchange(old, n);
    if (set.ordered) {
      if (set.expiring) {
        n->extra()->expiry = old->extra()->expiry;
        n->extra()->deadline = old->extra()->deadline;
      }
      order.exchange(old, n);
    }
  }

  // Marks an unlinked node. True when nobody pins it: then the caller destroys
  // it; else the last unpin does.
  bool detach(node *n) noexcept {
    bool counted = false;
    std::uint32_t now = n->state.load(std::memory_order_relaxed);
    for (;;) {
      const bool mine =
          (now & node_state::claimed) != 0 || (now & node_state::pins) == 0;
      if (!mine && !counted) {
        set.references.fetch_add(1, std::memory_order_relaxed);
        counted = true;
      }
      const std::uint32_t then =
          now | node_state::detached | (mine ? node_state::claimed : 0);
      if (n->state.compare_exchange_weak(now, then, std::memory_order_acq_rel,
                                         std::memory_order_relaxed)) {
        if (mine && counted)
          set.references.fetch_sub(1, std::memory_order_relaxed);
        return mine;
      }
    }
  }

  // Destroys what is in a node that was detached. A plain key needs no
  // destruction: lookups without the lock may still compare with it.
  void destroy_value(node *n) noexcept {
    if constexpr (!shared) {
      traits::destroy(set.alloc, &n->value);
    } else if constexpr (destroys<Alloc, Value>) {
      looking::await(this);
      traits::destroy(set.alloc, &n->value);
    } else {
      n->value.second.~mapped();
    }
  }
  // Destroys a node without the lock: its value at once; its memory is left to
  // whoever holds the lock now or next.
  void bury(node *n) noexcept {
    destroy_value(n);
    if constexpr (shared && !buried_unseen())
      looking::await(this);
    push_grave(n);
    collect();
  }
  // Under the lock: takes the memory of a node whose value was destroyed.
  void retire(node *n) noexcept {
    if constexpr (shared) {
      if (retired != nullptr && retired->full()) {
        looking::await(this);
        free_unseen();
      }
      if (retired == nullptr)
        retired = retired_nodes<Alloc>::make(set.alloc);
      if (retired == nullptr) { // no memory
        looking::await(this);
        return free_node(n);
      }
      retired->add(n);
    } else {
      free_node(n);
    }
  }
  // Destroys a node that no thread can see.
  void destroy(node *n) noexcept {
    traits::destroy(set.alloc, &n->value);
    free_node(n);
  }
  // Frees all that was retired, as no thread can see it.
  void free_unseen() noexcept {
    table.free_retired(set.alloc);
    if (retired == nullptr)
      return;
    retired->drain([this](void *n) { free_node(static_cast<node *>(n)); });
    if (table.size() == 0)
      std::exchange(retired, nullptr)->free(set.alloc);
  }

  void unlock() noexcept {
    if (graves.load(std::memory_order_relaxed) != nullptr)
      empty_graves();
    tidy();
    lock.unlock();
    if (graves.load(std::memory_order_seq_cst) != nullptr)
      collect();
  }

private:
  void free_node(node *n) noexcept {
    pool.template deallocate<node::align()>(set.alloc, set.layout, n,
                                            n->cell());
  }
  // Frees what was retired, if nobody is looking, once it is worth asking: that
  // costs a cache line of each thread that looks at maps. A few nodes wait, at
  // most a thirtieth of the table's.
  void tidy() noexcept {
    if constexpr (shared) {
      const bool due =
          table.has_retired() ||
          (retired != nullptr &&
           (retired->nearly_full() || retired->size() > table.size() / 32));
      if (due && !looking::anyone_at(this))
        free_unseen();
    }
  }

  // A grave is a node's memory: its header stays, the place of the pair holds
  // the link. Where lookups may still see it, that is the place of the value,
  // if they read it by pins only and the link fits; else they are waited for
  // before.
  static constexpr bool buried_unseen() noexcept {
    return shared && !word_value<mapped> && sizeof(mapped) >= sizeof(void *) &&
           alignof(mapped) >= alignof(void *);
  }
  static void **grave_link(void *n) noexcept {
    if constexpr (buried_unseen())
      return reinterpret_cast<void **>(
          std::addressof(static_cast<node *>(n)->value.second));
    else
      return reinterpret_cast<void **>(static_cast<unsigned char *>(n) +
                                       sizeof(void *));
  }
  void push_grave(node *n) noexcept {
    void *first = graves.load(std::memory_order_relaxed);
    do
      *grave_link(n) = first;
    while (!graves.compare_exchange_weak(first, n, std::memory_order_seq_cst,
                                         std::memory_order_relaxed));
  }
  void empty_graves() noexcept {
    void *n = graves.exchange(nullptr, std::memory_order_acquire);
    while (n != nullptr) {
      void *const next = *grave_link(n);
      if constexpr (buried_unseen())
        retire(static_cast<node *>(n));
      else
        free_node(static_cast<node *>(n));
      n = next;
    }
  }
  // If the lock is held, its holder sees the graves when it unlocks.
  void collect() noexcept {
    while (graves.load(std::memory_order_seq_cst) != nullptr &&
           lock.try_lock()) {
      empty_graves();
      tidy();
      lock.unlock();
    }
  }
};

// Up to Capacity nodes that were unlinked under a lock, to be destroyed after
// it.
template <class Stripe, unsigned Capacity = 8> class dead_nodes {
  using node = typename Stripe::node;

public:
  explicit dead_nodes(Stripe &s) noexcept : stripe_(s) {}
  dead_nodes(const dead_nodes &) = delete;
  dead_nodes &operator=(const dead_nodes &) = delete;
  ~dead_nodes() {
    for (unsigned i = 0; i != count_; ++i)
      stripe_.bury(nodes_[i]);
  }
  static constexpr unsigned capacity = Capacity;

  // Takes care of an unlinked node; under the lock. Values whose destructors
  // do nothing are destroyed at once.
  void add(node *n) noexcept {
    if (!stripe_.detach(n))
      return;
    if constexpr (std::is_trivially_destructible_v<decltype(n->value)>) {
      stripe_.destroy_value(n);
      stripe_.retire(n);
    } else {
      nodes_[count_++] = n;
    }
  }

private:
  Stripe &stripe_;
  unsigned count_ = 0;
  node *nodes_[Capacity] = {};
};

// Locks a stripe; refuses when this thread holds a lock of the same map.
template <class Stripe> class stripe_guard {
public:
  explicit stripe_guard(Stripe &s) : scope_(&s.set), stripe_(s) {
    s.lock.lock();
  }
  stripe_guard(const stripe_guard &) = delete;
  stripe_guard &operator=(const stripe_guard &) = delete;
  ~stripe_guard() { stripe_.unlock(); }

private:
  locked_scope scope_;
  Stripe &stripe_;
};

// The stripes of a map, made when first written to, and what they share. It
// lives until both the map and the last handle of a detached entry are gone.
template <class Value, class Alloc, class Sync> struct stripe_set {
  using stripe_type = stripe<Value, Alloc, Sync>;
  using node = typename stripe_type::node;
  using slot = typename Sync::template atomic<stripe_type *>;
  using slot_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<slot>;
  using stripe_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<stripe_type>;
  using set_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<stripe_set>;

  Alloc alloc;
  slot *slots;
  const std::uint32_t mask; // number of slots - 1, at most 255
  const bool ordered;       // nodes have links
  const bool expiring; // nodes have a time to live; then they have links, too
  const cell_layout layout;
  // 1 for the map, and 1 for each detached entry that is pinned.
  typename Sync::template atomic<std::size_t> references{1};
  typename Sync::template atomic<std::uint32_t> failures{0}; // breaker
  typename Sync::template atomic<std::int64_t> open_until{0};
  // Entries of a bounded map, those about to be linked included.
  alignas(64) typename Sync::template atomic<std::size_t> occupied{0};
  typename Sync::template atomic<std::size_t> evictions{0};

  stripe_set(const Alloc &a, std::uint32_t stripes, bool bounded, bool expires)
      : alloc(a), slots(nullptr), mask(stripes - 1),
        ordered(bounded || expires), expiring(expires),
        layout(node::layout(ordered, expiring)) {
    slot_alloc memory(alloc);
    slots = std::allocator_traits<slot_alloc>::allocate(memory, stripes);
    for (std::uint32_t i = 0; i != stripes; ++i)
      new (static_cast<void *>(slots + i)) slot(nullptr);
  }
  stripe_set(const stripe_set &) = delete;
  stripe_set &operator=(const stripe_set &) = delete;
  ~stripe_set() {
    for (std::uint32_t i = 0; i <= mask; ++i)
      if (stripe_type *const s = slots[i].load(std::memory_order_relaxed))
        delete_stripe(s);
    slot_alloc memory(alloc);
    std::allocator_traits<slot_alloc>::deallocate(memory, slots, mask + 1);
  }

  // The stripe, or null when nothing was ever written to it.
  stripe_type *find(std::uint32_t index) const noexcept {
    return slots[index & mask].load(std::memory_order_acquire);
  }
  // The stripe, made if need be.
  stripe_type &get(std::uint32_t index) {
    slot &at = slots[index & mask];
    stripe_type *s = at.load(std::memory_order_acquire);
    if (s != nullptr)
      return *s;
    stripe_alloc memory(alloc);
    stripe_type *const made =
        new (std::allocator_traits<stripe_alloc>::allocate(memory, 1))
            stripe_type(*this);
    if (at.compare_exchange_strong(s, made, std::memory_order_acq_rel))
      return *made;
    delete_stripe(made);
    return *s;
  }

  // A detached and unpinned node: the last handle is gone.
  void release(stripe_type &s, node *n) noexcept {
    s.bury(n);
    drop();
  }
  void drop() noexcept {
    if (references.fetch_sub(1, std::memory_order_acq_rel) != 1)
      return;
    set_alloc memory(alloc);
    this->~stripe_set();
    std::allocator_traits<set_alloc>::deallocate(memory, this, 1);
  }

private:
  void delete_stripe(stripe_type *s) noexcept {
    stripe_alloc memory(alloc);
    s->~stripe_type();
    std::allocator_traits<stripe_alloc>::deallocate(memory, s, 1);
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_STRIPE_H
