// mapwarden: objects that are used again instead of freed, in bounded number.
#ifndef MAPWARDEN_OBJECT_POOL_H
#define MAPWARDEN_OBJECT_POOL_H

#include <cassert>
#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "mapwarden/shrink.h"
#include "mapwarden/threading.h"

namespace mapwarden {

/// What an object_pool may hold.
struct pool_limits {
  std::size_t max_idle = 64;   ///< unused objects kept; 0 keeps none
  std::size_t max_objects = 0; ///< all that are alive; 0: no limit
};

/// Makes a container as good as new: clears it, and tells the pool not to keep
/// one whose bucket array or capacity has more than `max_slots` slots, since it
/// would hold that memory for ever.
///
/// Another type needs a function object of its own: `bool operator()(T&)`,
/// true when the object may be used again.
struct clear_for_reuse {
  std::size_t max_slots = 64;

  template <class T> bool operator()(T &object) const {
    object.clear();
    if constexpr (detail::is_detected<detail::bucket_count_t, const T> ||
                  detail::is_detected<detail::capacity_t, const T> ||
                  detail::is_detected<detail::memory_size_t, const T>)
      return detail::slots_of(object) <= max_slots;
    else
      return true;
  }
};

namespace detail {

template <class T> struct pool_node {
  alignas(T) unsigned char object[sizeof(T)]; // first: see node_of
  pool_node *next = nullptr;                  // of the idle ones
  bool idle = false;

  T *get() noexcept { return std::launder(reinterpret_cast<T *>(object)); }
  static pool_node *node_of(T *object) noexcept {
    return reinterpret_cast<pool_node *>(object);
  }
};

// What a pool and its handles share. It ends with the pool or with the last
// object in use, whichever is later: no handle can dangle.
template <class T, class Reset, class Threading, class Alloc> class pool_core {
  using node = pool_node<T>;
  using node_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<node>;
  using node_traits = std::allocator_traits<node_alloc>;
  using core_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<pool_core>;
  using core_traits = std::allocator_traits<core_alloc>;
  static_assert(std::is_same_v<typename node_traits::pointer, node *>,
                "mapwarden::object_pool: allocators with pointer classes are "
                "not supported");
  using lock = std::unique_lock<typename Threading::mutex>;

public:
  static pool_core *make(pool_limits limits, const Reset &reset,
                         const Alloc &alloc) {
    core_alloc a(alloc);
    pool_core *core = core_traits::allocate(a, 1);
    try {
      return ::new (static_cast<void *>(core)) pool_core(limits, reset, alloc);
    } catch (...) {
      core_traits::deallocate(a, core, 1);
      throw;
    }
  }

  // The pool is gone; the core follows when nothing is in use.
  void close() noexcept {
    lock held(mutex_);
    closed_ = true; // first: what is given back from now on is not kept
    ++dying_;       // the pool itself: the core lives until all is destroyed
    held.unlock();
    trim(0);
    held.lock();
    --dying_;
    end_if_last(held);
  }

  // An idle object, or null; it counts as in use at once, and so does the one
  // that the caller makes when it gets null.
  T *take_idle(bool &full) {
    lock held(mutex_);
    node *n = idle_list_;
    full = n == nullptr && limits_.max_objects != 0 &&
           in_use_ + dying_ >= limits_.max_objects;
    if (full)
      return nullptr;
    ++in_use_;
    if (n == nullptr)
      return nullptr;
    pop_idle();
    n->idle = false;
    return n->get();
  }

  template <class Make> T *make_one(const Make &make) {
    node *n = nullptr;
    try {
      n = allocate();
      make(static_cast<void *>(n->object));
    } catch (...) {
      if (n != nullptr)
        deallocate(n);
      lock held(mutex_);
      --in_use_;
      throw;
    }
    return n->get();
  }

  void give_back(T *object) noexcept {
    node *n = node::node_of(object);
    assert(!n->idle && "mapwarden::object_pool: given back twice");
    const bool reusable = limits_.max_idle != 0 && was_reset(*object);
    lock held(mutex_);
    --in_use_;
    node *dying = nullptr;
    if (reusable && !closed_ && idle_ < limits_.max_idle) {
      n->idle = true;
      n->next = idle_list_;
      idle_list_ = n;
      ++idle_;
    } else {
      n->next = std::exchange(dying, n);
    }
    pace();
    if (surplus_ != 0 && idle_list_ != nullptr) {
      --surplus_;
      node *const surplus = pop_idle();
      surplus->next = std::exchange(dying, surplus);
    }
    if (dying != nullptr) {
      destroy(held, dying);
      end_if_last(held);
    }
  }

  std::size_t trim(std::size_t keep) noexcept {
    std::size_t destroyed = 0;
    for (lock held(mutex_); idle_ > keep; ++destroyed) {
      node *const n = pop_idle();
      n->next = nullptr;
      destroy(held, n);
    }
    return destroyed;
  }

  std::size_t idle() const {
    lock held(mutex_);
    return idle_;
  }
  std::size_t in_use() const {
    lock held(mutex_);
    return in_use_;
  }

private:
  // Objects idle during a whole period of so many returns were not needed.
  static constexpr std::size_t period = 1024;

  pool_core(pool_limits limits, const Reset &reset, const Alloc &alloc)
      : limits_(limits), reset_(reset), alloc_(alloc) {}

  bool was_reset(T &object) noexcept {
    try {
      return static_cast<bool>(reset_(object));
    } catch (...) { // then it is not kept
      return false;
    }
  }

  void note_idle() noexcept {
    if (idle_ < least_idle_)
      least_idle_ = idle_;
    if (idle_ < surplus_) // needed after all
      surplus_ = idle_;
  }

  void pace() noexcept {
    if (++returns_ % period != 0)
      return;
    surplus_ = least_idle_;
    least_idle_ = idle_;
  }

  node *allocate() {
    node_alloc a(alloc_);
    return ::new (static_cast<void *>(node_traits::allocate(a, 1))) node;
  }
  void deallocate(node *n) noexcept {
    node_alloc a(alloc_);
    node_traits::deallocate(a, n, 1);
  }
  node *pop_idle() noexcept {
    node *const n = idle_list_;
    idle_list_ = n->next;
    --idle_;
    note_idle();
    return n;
  }
  // Destroys a list of objects, without the lock, as their destructors may use
  // the pool. Until that is done they count against max_objects, and keep the
  // core alive.
  void destroy(lock &held, node *list) noexcept {
    std::size_t count = 0;
    for (const node *n = list; n != nullptr; n = n->next)
      ++count;
    dying_ += count;
    held.unlock();
    while (list != nullptr) {
      node *const n = std::exchange(list, list->next);
      n->get()->~T();
      deallocate(n);
    }
    held.lock();
    dying_ -= count;
  }
  // Gives the lock back, and ends the core when nobody is left to do so.
  void end_if_last(lock &held) noexcept {
    const bool last = closed_ && in_use_ == 0 && dying_ == 0;
    held.unlock();
    if (last)
      end();
  }
  void end() noexcept {
    core_alloc a(alloc_);
    this->~pool_core();
    core_traits::deallocate(a, this, 1);
  }

  const pool_limits limits_;
  Reset reset_; // called without the lock
  Alloc alloc_;
  mutable typename Threading::mutex mutex_;
  node *idle_list_ = nullptr; // the last one given back comes first: it is in
                              // the processor's cache
  std::size_t idle_ = 0;
  std::size_t in_use_ = 0;
  std::size_t dying_ = 0;      // being destroyed, by a thread without the lock
  std::size_t least_idle_ = 0; // during this period
  std::size_t surplus_ = 0;    // to be destroyed, one per return
  std::size_t returns_ = 0;
  bool closed_ = false;
};

} // namespace detail

/// A bounded pool of objects: acquire() gives an idle one or makes one, and its
/// handle gives it back. Objects that were not needed are freed again.
///
/// Of the idle objects, those that stayed idle during the last 1,024 returns
/// are destroyed, one per return: after a peak the pool shrinks to what is
/// needed. An idle pool does not shrink by itself: call trim().
///
/// \tparam T          what is pooled; it is default-constructed by acquire()
/// \tparam Reset      makes a returned object as good as new; `true` when it
///                    may be kept. Called without the pool's lock, by several
///                    threads at once when Threading is multi_threaded
/// \tparam Threading  single_threaded (default), or multi_threaded: then any
///                    member may be called, and any handle end, in any thread
/// \tparam Alloc      where objects come from
///
/// Invalidation: objects do not move; one is valid while its handle lives, and
/// that may be longer than the pool. Complexity: constant, plus T's
/// constructor, destructor and Reset. Exceptions: acquire has no effect when it
/// throws; an object whose Reset throws is destroyed. T's destructor must not
/// throw.
///
///     mapwarden::object_pool<std::unordered_map<int, int>> pool;
///     auto scratch = pool.acquire(); // an empty map
///     (*scratch)[1] = 2;             // cleared when scratch ends
template <class T, class Reset = clear_for_reuse,
          class Threading = single_threaded, class Alloc = std::allocator<T>>
class object_pool {
  using core = detail::pool_core<T, Reset, Threading, Alloc>;
  static_assert(std::is_object_v<T> && !std::is_array_v<T> &&
                    !std::is_const_v<T>,
                "mapwarden: object_pool holds objects: no references, arrays "
                "or const types");
  static_assert(!std::is_same_v<Reset, clear_for_reuse> ||
                    detail::is_container<T>,
                "mapwarden: object_pool can clear containers only; for any "
                "other type say how it is made as new: object_pool<T, Reset>, "
                "where Reset has bool operator()(T&)");
  static_assert(std::is_invocable_r_v<bool, Reset &, T &>,
                "mapwarden: object_pool<T, Reset>: Reset needs bool "
                "operator()(T&), true when the object may be used again");

public:
  /// Gives an object back to its pool, or destroys it if the pool is gone or
  /// full.
  class returner {
  public:
    returner() noexcept = default;
    void operator()(T *object) const noexcept { core_->give_back(object); }

  private:
    friend object_pool;
    explicit returner(core *c) noexcept : core_(c) {}
    core *core_ = nullptr;
  };
  /// Owns an object in use; move-only.
  using handle = std::unique_ptr<T, returner>;

  /// Makes an empty pool; allocates only its own few words.
  /// \throws std::bad_alloc
  explicit object_pool(pool_limits limits = pool_limits(),
                       const Reset &reset = Reset(),
                       const Alloc &alloc = Alloc())
      : core_(core::make(limits, reset, alloc)), limits_(limits) {}
  object_pool(const object_pool &) = delete;
  object_pool &operator=(const object_pool &) = delete;
  /// Destroys the idle objects. Those in use live on until their handles end.
  ~object_pool() { core_->close(); }

  /// An idle object, or a new one: `T()`. Invalidates nothing.
  /// \throws std::length_error if max_objects are in use; else what the
  /// allocator and T's constructor throw
  handle acquire() {
    return acquire([] { return T(); });
  }

  /// As above; a new object is what `make()` returns, constructed in place.
  template <class Make> handle acquire(const Make &make) {
    handle object = try_acquire(make);
    if (!object)
      throw std::length_error(
          "mapwarden::object_pool: max_objects are in use; raise the limit, "
          "or use try_acquire, which returns null then");
    return object;
  }

  /// As acquire, but null if max_objects are in use.
  handle try_acquire() {
    return try_acquire([] { return T(); });
  }
  template <class Make> handle try_acquire(const Make &make) {
    static_assert(std::is_same_v<std::invoke_result_t<const Make &>, T>,
                  "mapwarden: object_pool::acquire(make): make() must return "
                  "the pool's T by value");
    bool full = false;
    T *object = core_->take_idle(full);
    if (object == nullptr && !full)
      object = core_->make_one([&make](void *at) { ::new (at) T(make()); });
    return handle(object, returner(core_));
  }

  /// Destroys idle objects until `keep` are left; returns how many it
  /// destroyed. Complexity: linear in that number.
  std::size_t trim(std::size_t keep = 0) noexcept { return core_->trim(keep); }

  /// Objects waiting to be used again: never more than limits().max_idle.
  std::size_t idle() const { return core_->idle(); }
  /// Objects in use.
  std::size_t in_use() const { return core_->in_use(); }
  /// As given to the constructor.
  const pool_limits &limits() const noexcept { return limits_; }

private:
  core *core_;
  pool_limits limits_;
};

} // namespace mapwarden

#endif // MAPWARDEN_OBJECT_POOL_H
