// mapwarden: one load per key at a time, and a breaker for loads that fail.
#ifndef MAPWARDEN_DETAIL_SINGLE_FLIGHT_H
#define MAPWARDEN_DETAIL_SINGLE_FLIGHT_H

#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <stdexcept>
#include <utility>

namespace mapwarden::detail {

// A load under way: in its stripe's list (under the stripe's lock) from before
// the loader runs until its result is published. Those who wait share it.
template <class K, class Handle, class Sync> struct flight {
  const K &key; // of the loading call; read only while in the list
  const std::uint32_t hash;
  bool listed = false; // until it ends, or the key is written or erased
  flight *next = nullptr;
  std::weak_ptr<flight> self;
  Handle result;
  std::exception_ptr error;
  typename Sync::template atomic<std::uint32_t> done{0};

  flight(const K &k, std::uint32_t h) : key(k), hash(h) {}

  void finish() noexcept {
    done.store(1, std::memory_order_seq_cst);
    Sync::wake_all(done);
  }
  void wait() const {
    while (done.load(std::memory_order_acquire) == 0)
      Sync::wait(done, 0);
  }
};

class loading_scope_base {
public:
  loading_scope_base(const loading_scope_base &) = delete;
  loading_scope_base &operator=(const loading_scope_base &) = delete;

  bool is_of(const void *map, std::uint32_t hash) const noexcept {
    return map_ == map && hash_ == hash;
  }
  const loading_scope_base *outer() const noexcept { return outer_; }

protected:
  loading_scope_base(const void *map, std::uint32_t hash) noexcept
      : map_(map), hash_(hash), outer_(innermost_) {
    innermost_ = this;
  }
  ~loading_scope_base() { innermost_ = outer_; }
  static const loading_scope_base *innermost() noexcept { return innermost_; }

private:
  static inline thread_local const loading_scope_base *innermost_ = nullptr;

  const void *const map_;
  const std::uint32_t hash_;
  const loading_scope_base *const outer_;
};

// The loads that this thread is running, the innermost first. A loader that
// asks for a key that it is itself loading would wait for ever, or call itself
// for ever where that load is not, or no longer, in the list.
template <class K> class loading_scope : private loading_scope_base {
public:
  // `map` is an address that only one map has, so all its keys are K's.
  loading_scope(const void *map, std::uint32_t hash, const K &key) noexcept
      : loading_scope_base(map, hash), key_(key) {}

  template <class Eq>
  static void refuse_reentry(const void *map, std::uint32_t hash, const K &key,
                             const Eq &equal) {
    for (const loading_scope_base *s = innermost(); s != nullptr;
         s = s->outer())
      if (s->is_of(map, hash) &&
          equal(static_cast<const loading_scope *>(s)->key_, key))
        throw std::logic_error("mapwarden::concurrent_map: a loader asked for "
                               "the key that it is loading");
  }

private:
  const K &key_;
};

// The list of one stripe.
template <class Flight> class flight_list {
public:
  template <class Q, class Eq>
  static Flight *find(void *list, std::uint32_t hash, const Q &key,
                      const Eq &equal) {
    for (auto *f = static_cast<Flight *>(list); f != nullptr; f = f->next)
      if (f->hash == hash && equal(f->key, key))
        return f;
    return nullptr;
  }
  static void add(void *&list, Flight &f) noexcept {
    f.next = static_cast<Flight *>(list);
    f.listed = true;
    list = &f;
  }
  static void remove_all(void *&list) noexcept {
    while (list != nullptr)
      remove(list, *static_cast<Flight *>(list));
  }
  static void remove(void *&list, Flight &f) noexcept {
    auto *first = static_cast<Flight *>(list);
    Flight **at = &first;
    while (*at != &f)
      at = &(*at)->next;
    *at = f.next;
    f.listed = false;
    list = first;
  }
};

// Opens after so many loads in a row failed; while it is open, loads are called
// through: neither shared nor cached. After the cool-down one load at a time is
// tried again.
template <class Set, class Sync> class breaker {
public:
  breaker(Set &set, std::uint32_t limit, std::int64_t cooldown) noexcept
      : set_(set), limit_(limit), cooldown_(cooldown) {}

  bool open() noexcept {
    if (limit_ == 0 || set_.failures.load(std::memory_order_relaxed) < limit_)
      return false;
    const std::int64_t now = Sync::now();
    std::int64_t until = set_.open_until.load(std::memory_order_relaxed);
    // Whoever moves the end of the cool-down is the one that tries.
    return now < until ||
           !set_.open_until.compare_exchange_strong(
               until, later(now, cooldown_), std::memory_order_relaxed);
  }
  void succeeded() noexcept {
    if (set_.failures.load(std::memory_order_relaxed) != 0)
      set_.failures.store(0, std::memory_order_relaxed);
  }
  void failed() noexcept {
    if (limit_ == 0)
      return;
    if (set_.failures.fetch_add(1, std::memory_order_relaxed) + 1 >= limit_) {
      set_.failures.store(limit_, std::memory_order_relaxed);
      set_.open_until.store(later(Sync::now(), cooldown_),
                            std::memory_order_relaxed);
    }
  }

  static std::int64_t later(std::int64_t now, std::int64_t by) noexcept {
    return by > INT64_MAX - now ? INT64_MAX : now + by;
  }

private:
  Set &set_;
  const std::uint32_t limit_;
  const std::int64_t cooldown_;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_SINGLE_FLIGHT_H
