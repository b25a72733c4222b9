// mapwarden: one stripe of concurrent_nested_map: outer entries, their inner
// maps, and the pools that all of them share.
#ifndef MAPWARDEN_DETAIL_NESTED_STRIPE_H
#define MAPWARDEN_DETAIL_NESTED_STRIPE_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <tuple>
#include <utility>

#include "mapwarden/detail/core_map.h"
#include "mapwarden/detail/leaf_directory.h"
#include "mapwarden/detail/slab_pool.h"
#include "mapwarden/detail/stripe_lock.h"

namespace mapwarden::detail {

template <class K1, class K2, class V, class Alloc, class Sync>
struct nested_set;

template <class K1, class K2, class V, class Alloc, class Sync>
struct alignas(64) nested_stripe {
  using set_type = nested_set<K1, K2, V, Alloc, Sync>;
  using table_type = leaf_directory<Alloc, Sync::max_entries>;

  // An inner entry: in its table, and in the order of last writes.
  struct inner : core_node<std::pair<const K2, V>> {
    inner *newer, *older;
    std::int64_t expiry;
  };
  // An inner map owns no memory but its leaves: its entries are in the
  // stripe's pool, and it is itself part of a node of another pool.
  struct inner_map {
    table_type table;
    inner *newest = nullptr, *oldest = nullptr;

    void link(inner *n) noexcept {
      n->newer = nullptr;
      n->older = newest;
      (newest != nullptr ? newest->newer : oldest) = n;
      newest = n;
    }
    void unlink(inner *n) noexcept {
      (n->newer != nullptr ? n->newer->older : newest) = n->older;
      (n->older != nullptr ? n->older->newer : oldest) = n->newer;
    }
  };
  static_assert(sizeof(inner_map) <= 64);
  using outer = core_node<std::pair<const K1, inner_map>>;
  using inner_traits = std::allocator_traits<Alloc>;

  stripe_lock<Sync> lock;
  table_type table;
  slab_pool<Alloc> outer_pool;
  slab_pool<Alloc> inner_pool;
  set_type &set;
  typename Sync::template atomic<std::size_t> entries{0};
  typename Sync::template atomic<std::size_t> outers{0};

  explicit nested_stripe(set_type &s) noexcept : set(s) {}

  template <class T> static constexpr std::size_t align() noexcept {
    return alignof(T) < alignof(void *) ? alignof(void *) : alignof(T);
  }
  template <class T> static constexpr cell_layout layout() noexcept {
    return cell_layout::of(sizeof(T), align<T>());
  }

  // Removed entries: destroyed after the lock was given back, as destructors
  // are user code; then their memory is pooled under the lock.
  class dead {
  public:
    explicit dead(nested_stripe &s) noexcept : stripe_(s) {}
    dead(const dead &) = delete;
    dead &operator=(const dead &) = delete;
    ~dead() {
      if (inners_ == nullptr && outers_ == nullptr)
        return;
      for (inner *n = inners_; n != nullptr; n = n->older)
        inner_traits::destroy(stripe_.set.alloc, &n->value);
      for (outer *o = outers_; o != nullptr; o = next_of(o))
        o->value.first.~K1();
      stripe_.lock.lock();
      while (inners_ != nullptr) {
        inner *const n = std::exchange(inners_, inners_->older);
        stripe_.inner_pool.template deallocate<align<inner>()>(
            stripe_.set.alloc, layout<inner>(), n, n->word);
      }
      while (outers_ != nullptr) {
        outer *const o = std::exchange(outers_, next_of(outers_));
        o->value.second.~inner_map();
        stripe_.outer_pool.template deallocate<align<outer>()>(
            stripe_.set.alloc, layout<outer>(), o, o->word);
      }
      stripe_.lock.unlock();
    }
    void add(inner *n) noexcept { n->older = std::exchange(inners_, n); }
    // Its inner map is empty and no longer used: its link leads to the next.
    void add(outer *o) noexcept {
      o->value.second.newest =
          reinterpret_cast<inner *>(std::exchange(outers_, o));
    }

  private:
    static outer *next_of(outer *o) noexcept {
      return reinterpret_cast<outer *>(o->value.second.newest);
    }
    nested_stripe &stripe_;
    inner *inners_ = nullptr;
    outer *outers_ = nullptr;
  };

  class guard {
  public:
    explicit guard(nested_stripe &s) : scope_(&s.set), stripe_(s) {
      s.lock.lock();
    }
    guard(const guard &) = delete;
    guard &operator=(const guard &) = delete;
    ~guard() { stripe_.lock.unlock(); }

  private:
    locked_scope scope_;
    nested_stripe &stripe_;
  };

  // Removes an outer entry again that was made for an inner one that failed.
  class outer_hold {
  public:
    outer_hold(nested_stripe &s, dead &d) noexcept : stripe_(s), dead_(d) {}
    outer_hold(const outer_hold &) = delete;
    outer_hold &operator=(const outer_hold &) = delete;
    ~outer_hold() {
      if (made_ != nullptr)
        stripe_.remove_outer(*made_, dead_);
    }
    void made(outer *o) noexcept { made_ = o; }
    void release() noexcept { made_ = nullptr; }

  private:
    nested_stripe &stripe_;
    dead &dead_;
    outer *made_ = nullptr;
  };

  // --- under the lock ---

  template <class Eq>
  inner *find_inner(outer *o, const K2 &b, std::uint32_t hash,
                    const Eq &equal) const {
    if (o == nullptr)
      return nullptr;
    return static_cast<inner *>(o->value.second.table.find(
        hash, same_key<K2, inner, Eq>{equal, b, hash}));
  }
  bool expired(const inner *n) const noexcept {
    return set.ttl != 0 && n->expiry <= Sync::now();
  }
  // The entry, unless it has expired.
  template <class Eq>
  inner *live(outer *o, const K2 &b, std::uint32_t hash,
              const Eq &equal) const {
    inner *const n = find_inner(o, b, hash, equal);
    return n != nullptr && !expired(n) ? n : nullptr;
  }
  // The same, but an expired entry is removed, and `o` becomes null if it was
  // the last.
  template <class Eq>
  inner *live_or_removed(outer *&o, const K2 &b, std::uint32_t hash,
                         const Eq &equal, dead &d) {
    inner *const n = find_inner(o, b, hash, equal);
    if (n == nullptr || !expired(n))
      return n;
    if (remove(*o, n, d))
      o = nullptr;
    return nullptr;
  }

  // Makes and links an outer entry with an empty inner map.
  outer *make_outer(std::uint32_t hash, const K1 &a) {
    table.make_room(set.alloc, hash);
    unsigned cell;
    outer *const o = new (outer_pool.template allocate<align<outer>()>(
        set.alloc, layout<outer>(), cell)) outer;
    try {
      new (static_cast<void *>(&o->value)) std::pair<const K1, inner_map>(
          std::piecewise_construct, std::forward_as_tuple(a), std::tuple<>());
    } catch (...) {
      outer_pool.template deallocate<align<outer>()>(set.alloc, layout<outer>(),
                                                     o, cell);
      throw;
    }
    o->hash = hash;
    o->word = cell;
    table.link(o);
    outers.store(table.size(), std::memory_order_relaxed);
    return o;
  }
  template <class... Args>
  inner *make_inner(std::uint32_t hash, Args &&...args) {
    unsigned cell;
    inner *const n = new (inner_pool.template allocate<align<inner>()>(
        set.alloc, layout<inner>(), cell)) inner;
    try {
      inner_traits::construct(set.alloc, &n->value,
                              std::forward<Args>(args)...);
    } catch (...) {
      inner_pool.template deallocate<align<inner>()>(set.alloc, layout<inner>(),
                                                     n, cell);
      throw;
    }
    n->hash = hash;
    n->word = cell;
    return n;
  }
  // Links a new entry; there is room. Then removes what is over the limit or,
  // up to two, has expired: the oldest.
  void link(outer &o, inner *n, dead &d) noexcept {
    inner_map &map = o.value.second;
    map.table.link(n);
    map.link(n);
    stamp(o, n);
    add_entries(1);
    if (map.table.size() > set.max_inner)
      remove(o, map.oldest, d);
    for (int i = 0; i != 2 && map.oldest != n && expired(map.oldest); ++i)
      remove(o, map.oldest, d);
  }
  // The entry was written: it is the newest.
  void stamp(outer &o, inner *n) noexcept {
    o.value.second.unlink(n);
    o.value.second.link(n);
    if (set.ttl != 0) {
      const std::int64_t now = Sync::now();
      constexpr auto never = std::numeric_limits<std::int64_t>::max();
      n->expiry = set.ttl > never - now ? never : now + set.ttl;
    }
  }
  // Removes an inner entry, and the outer one if it was the last: then true.
  bool remove(outer &o, inner *n, dead &d) noexcept {
    inner_map &map = o.value.second;
    map.unlink(n);
    map.table.unlink(set.alloc, n);
    d.add(n);
    add_entries(std::size_t(0) - 1);
    if (map.table.size() != 0)
      return false;
    remove_outer(o, d);
    return true;
  }
  void remove_outer(outer &o, dead &d) noexcept {
    o.value.second.table.reset(set.alloc);
    table.unlink(set.alloc, &o);
    outers.store(table.size(), std::memory_order_relaxed);
    d.add(&o);
  }
  void remove_all(outer &o, dead &d) noexcept {
    inner_map &map = o.value.second;
    add_entries(std::size_t(0) - map.table.size());
    while (inner *const n = map.oldest) {
      map.unlink(n);
      d.add(n);
    }
    remove_outer(o, d);
  }
  template <class F> void visit_inner(outer &o, dead &d, F &f) {
    for (inner *n = o.value.second.newest; n != nullptr;) {
      inner *const next = n->older;
      bool removes = expired(n);
      if (!removes) {
        using result = decltype(f(n->value.first, n->value.second));
        if constexpr (std::is_void_v<result>)
          f(n->value.first, n->value.second);
        else
          removes = static_cast<bool>(f(n->value.first, n->value.second));
      }
      if (removes && remove(o, n, d))
        return;
      n = next;
    }
  }
  // Calls f(outer) for each outer entry that is wanted; f leaves none of them
  // wanted. In batches, as f may remove the entry, and so change the table.
  template <class Wanted, class F> void each_outer(Wanted wanted, F f) {
    constexpr unsigned batch = 64;
    for (std::uint32_t at = 0;;) {
      outer *found[batch];
      unsigned n = 0;
      const std::uint32_t next = table.visit_leaf(at, [&](table_node *t) {
        if (n != batch && wanted(*static_cast<outer *>(t)))
          found[n++] = static_cast<outer *>(t);
      });
      for (unsigned i = 0; i != n; ++i)
        f(*found[i]);
      if (n == batch)
        continue; // the leaf may have more
      if (next == 0)
        return;
      at = next;
    }
  }
  std::size_t expire(dead &d) {
    const std::size_t before = entries.load(std::memory_order_relaxed);
    const auto any_expired = [this](const outer &o) {
      return expired(o.value.second.oldest);
    };
    each_outer(any_expired, [&](outer &o) {
      const inner_map &map = o.value.second;
      while (expired(map.oldest))
        if (remove(o, map.oldest, d))
          return;
    });
    return before - entries.load(std::memory_order_relaxed);
  }
  void remove_everything(dead &d) {
    each_outer([](const outer &) { return true; },
               [&](outer &o) { remove_all(o, d); });
  }

private:
  void add_entries(std::size_t n) noexcept {
    entries.store(entries.load(std::memory_order_relaxed) + n,
                  std::memory_order_relaxed);
  }
};

// The stripes, made when first written to.
template <class K1, class K2, class V, class Alloc, class Sync>
struct nested_set {
  using stripe_type = nested_stripe<K1, K2, V, Alloc, Sync>;
  using slot = typename Sync::template atomic<stripe_type *>;
  using slot_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<slot>;
  using stripe_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<stripe_type>;

  const std::size_t max_inner;
  const std::int64_t ttl;
  std::uint32_t mask = 0; // number of stripes - 1
  Alloc alloc;
  typename Sync::template atomic<slot *> slots{nullptr};

  nested_set(std::size_t max, std::int64_t t, std::uint32_t stripes,
             const Alloc &a)
      : max_inner(max), ttl(t), alloc(a) {
    while (mask + 1 < stripes && mask != 255)
      mask = 2 * mask + 1;
  }
  nested_set(const nested_set &) = delete;
  nested_set &operator=(const nested_set &) = delete;
  ~nested_set() {
    slot *const all = slots.load(std::memory_order_acquire);
    each([this](stripe_type &s) {
      {
        typename stripe_type::dead d(s);
        s.remove_everything(d);
      }
      delete_stripe(&s);
    });
    if (all != nullptr)
      delete_slots(all);
  }

  stripe_type *find(std::uint64_t bits) const noexcept {
    slot *const all = slots.load(std::memory_order_acquire);
    return all == nullptr
               ? nullptr
               : all[stripe_bits(bits) & mask].load(std::memory_order_acquire);
  }
  stripe_type &get(std::uint64_t bits) {
    slot *all = slots.load(std::memory_order_acquire);
    if (all == nullptr) {
      slot *const mine = new_slots();
      if (slots.compare_exchange_strong(all, mine, std::memory_order_acq_rel))
        all = mine;
      else
        delete_slots(mine);
    }
    slot &at = all[stripe_bits(bits) & mask];
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
  template <class F> void each(F f) const {
    if (slot *const all = slots.load(std::memory_order_acquire))
      for (std::uint32_t i = 0; i <= mask; ++i)
        if (stripe_type *const s = all[i].load(std::memory_order_acquire))
          f(*s);
  }

private:
  slot *new_slots() {
    slot_alloc memory(alloc);
    slot *const all =
        std::allocator_traits<slot_alloc>::allocate(memory, mask + 1);
    for (std::uint32_t i = 0; i <= mask; ++i)
      new (static_cast<void *>(all + i)) slot(nullptr);
    return all;
  }
  void delete_slots(slot *all) noexcept {
    slot_alloc memory(alloc);
    std::allocator_traits<slot_alloc>::deallocate(memory, all, mask + 1);
  }
  void delete_stripe(stripe_type *s) noexcept {
    stripe_alloc memory(alloc);
    s->~stripe_type();
    std::allocator_traits<stripe_alloc>::deallocate(memory, s, 1);
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_NESTED_STRIPE_H
