// mapwarden: what concurrent_map does under its locks, and without them.
#ifndef MAPWARDEN_DETAIL_CONCURRENT_CORE_H
#define MAPWARDEN_DETAIL_CONCURRENT_CORE_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "mapwarden/concurrent_options.h"
#include "mapwarden/detail/compressed.h"
#include "mapwarden/detail/displaced.h"
#include "mapwarden/detail/hash_bits.h"
#include "mapwarden/detail/permit.h"
#include "mapwarden/detail/plain_lookup.h"
#include "mapwarden/detail/single_flight.h"
#include "mapwarden/detail/stripe.h"
#include "mapwarden/entry_handle.h"

namespace mapwarden::detail {

// The stripes of a concurrent_map, the steps that its members consist of, and
// the lookup that takes no lock. The contract is concurrent_map's.
template <class K, class V, class Hash, class Eq, class Alloc, class Sync>
class concurrent_core : private compressed<Hash, 0>,
                        private compressed<Eq, 1>,
                        private compressed<Alloc, 2> {
  using hash_base = compressed<Hash, 0>;
  using eq_base = compressed<Eq, 1>;
  using alloc_base = compressed<Alloc, 2>;
  static constexpr bool copyable =
      std::is_copy_constructible_v<K> && std::is_copy_constructible_v<V>;

protected:
  using value_type = std::pair<const K, V>;
  using handle = entry_handle<value_type, Alloc, Sync>;
  using set_type = stripe_set<value_type, Alloc, Sync>;
  using stripe = typename set_type::stripe_type;
  using node = typename stripe::node;
  using guard = stripe_guard<stripe>;
  using dead_nodes = detail::dead_nodes<stripe>;
  using flight = detail::flight<K, handle, Sync>;
  using flights = flight_list<flight>;
  using permit = detail::permit<set_type>;

  concurrent_core(const concurrent_options &options, const Hash &hash,
                  const Eq &eq, const Alloc &alloc)
      : hash_base(hash), eq_base(eq), alloc_base(alloc),
        max_entries_(options.max_entries),
        write_ttl_(options.write_ttl.count()),
        access_ttl_(options.access_ttl.count()),
        cooldown_(options.breaker_cooldown.count()),
        seed_(options.hash_seed ^ default_seed),
        breaker_failures_(options.breaker_failures),
        stripes_(stripes_for(options)) {
    if (max_entries_ == 0)
      throw std::invalid_argument(
          "mapwarden::concurrent_map: max_entries is 0");
    if (write_ttl_ < 0 || access_ttl_ < 0 || cooldown_ < 0)
      throw std::invalid_argument(
          "mapwarden::concurrent_map: a duration is negative");
  }
  concurrent_core(const concurrent_core &) = delete;
  concurrent_core &operator=(const concurrent_core &) = delete;
  ~concurrent_core() {
    set_type *const set = shared_set();
    if (set == nullptr)
      return;
    for (std::uint32_t i = 0; i <= set->mask; ++i)
      if (stripe *const s = set->find(i)) {
        s->lock
            .lock(); // handles that outlive the map may be giving memory back
        s->table.for_each([&](table_node *n) {
          if (s->detach(static_cast<node *>(n)))
            s->destroy(static_cast<node *>(n));
        });
        s->table.reset(set->alloc);
        s->free_unseen();
        s->unlock();
      }
    set->drop();
  }

  static std::uint32_t stripes_for(const concurrent_options &o) noexcept {
    std::uint32_t n = 1;
    if (o.stripes != 0) {
      while (n < o.stripes && n < 256)
        n *= 2;
    } else {
      while (n < 256 && std::size_t{4} * n * n <= o.max_entries)
        n *= 2;
    }
    return n;
  }

  bool bounded() const noexcept {
    return max_entries_ != concurrent_options::unlimited;
  }
  const Eq &equal() const noexcept { return eq_base::get(); }
  const Hash &hash_object() const noexcept { return hash_base::get(); }
  const Alloc &allocator() const noexcept { return alloc_base::get(); }
  std::uint64_t bits_of(const K &k) const {
    return mixed_bits(hash_base::get()(k), seed_);
  }

  // Null until something was written.
  set_type *shared_set() const noexcept {
    return set_.load(std::memory_order_acquire);
  }
  // The stripe of a hash; null, or made, if it was never written to.
  static stripe *existing(set_type *set, std::uint64_t bits) noexcept {
    return set == nullptr ? nullptr : set->find(stripe_bits(bits));
  }
  stripe &made(std::uint64_t bits) {
    set_type *set = shared_set();
    if (set == nullptr)
      set = make_set();
    return set->get(stripe_bits(bits));
  }
  set_type *make_set() {
    using set_alloc = typename set_type::set_alloc;
    using set_traits = std::allocator_traits<set_alloc>;
    set_alloc memory(alloc_base::get());
    set_type *const mine = set_traits::allocate(memory, 1);
    try {
      new (static_cast<void *>(mine))
          set_type(alloc_base::get(), stripes_, bounded(),
                   write_ttl_ != 0 || access_ttl_ != 0);
    } catch (...) {
      set_traits::deallocate(memory, mine, 1);
      throw;
    }
    set_type *there = nullptr;
    if (set_.compare_exchange_strong(there, mine, std::memory_order_acq_rel))
      return mine;
    mine->drop();
    return there;
  }
  template <class F> void each_stripe(F &&f) const {
    if (set_type *const set = shared_set())
      for (std::uint32_t i = 0; i <= set->mask; ++i)
        if (stripe *const s = set->find(i))
          f(*s);
  }

  // Another pin on the entry of a handle.
  static handle pin_again(const handle &h) { return h.another(); }

  // --- without a lock ---

  // Whether lookups need no lock: not with keys that must be destroyed, nor
  // where a lookup may remove an entry or prolong its life.
  static constexpr bool lock_free = stripe::shared;
  static bool lock_free_in(const set_type &set) noexcept {
    return lock_free && !set.expiring;
  }
  // What such a lookup returns; not `sure` when it has to be repeated under the
  // lock: while the entry is being changed, or when there was no telling.
  template <class T> struct answer {
    T found{};
    bool sure = true;
  };

  // Calls f(node) while nothing that it sees is freed, if the key is there.
  template <class F>
  void look(stripe &s, const K &k, std::uint32_t hash, bool &sure, F f) const {
    locked_scope::refuse(&s.set);
    const typename stripe::looking::look here(&s);
    if (!here) {
      sure = false;
      return;
    }
    if (table_node *const n = s.table.find_shared(
            hash, same_plain_key<K, node, Eq>{equal(), k, hash, sure}, sure))
      f(static_cast<node *>(n));
  }
  answer<bool> look_whether(stripe &s, const K &k, std::uint32_t hash) const {
    answer<bool> a;
    look(s, k, hash, a.sure, [&](node *) { a.found = true; });
    return a;
  }
  answer<handle> look_and_pin(set_type &set, stripe &s, const K &k,
                              std::uint32_t hash) const {
    answer<handle> a;
    node *dead = nullptr;
    look(s, k, hash, a.sure, [&](node *n) {
      if (set.ordered)
        n->visit();
      if (n->pin_shared()) {
        a.found = handle(n, s);
      } else {
        a.sure = false;
        if (n->unpin())
          dead = n;
      }
    });
    if (dead != nullptr)
      set.release(s, dead);
    return a;
  }
  answer<std::optional<V>> look_and_copy(set_type &set, stripe &s, const K &k,
                                         std::uint32_t hash) const {
    answer<std::optional<V>> a;
    if constexpr (word_value<V>) {
      look(s, k, hash, a.sure, [&](node *n) {
        if (set.ordered)
          n->visit();
        read_word(n->value.second, [&](const V &v) { a.found.emplace(v); });
      });
    } else {
      const auto pinned = look_and_pin(set, s, k, hash);
      a.sure = pinned.sure;
      if (pinned.found)
        a.found.emplace(pinned.found->second);
    }
    return a;
  }

  // --- under a stripe's lock ---

  node *find_node(stripe &s, const K &k, std::uint32_t hash) const {
    return static_cast<node *>(
        s.table.find(hash, same_key<K, node, Eq>{equal(), k, hash}));
  }
  // The entry, counted as used; one that has expired is removed.
  node *find_live(stripe &s, const K &k, std::uint32_t hash,
                  dead_nodes &dead) const {
    node *const n = find_node(s, k, hash);
    if (n == nullptr || !s.set.ordered)
      return n;
    if (s.set.expiring) {
      const std::int64_t now = Sync::now();
      if (expired(n, now)) {
        remove(s, n, dead);
        return nullptr;
      }
      if (access_ttl_ != 0)
        touch(n, now);
    }
    n->visit();
    return n;
  }
  static bool expired(node *n, std::int64_t now) noexcept {
    return n->extra()->expiry <= now;
  }
  static std::int64_t later(std::int64_t now, std::int64_t by) noexcept {
    return by != 0 && by < INT64_MAX - now ? now + by : INT64_MAX;
  }
  void touch(node *n, std::int64_t now) const noexcept {
    auto *const t = n->extra();
    const std::int64_t unused = later(now, access_ttl_);
    t->expiry = unused < t->deadline ? unused : t->deadline;
  }
  // The entry was written.
  void stamp(stripe &s, node *n) const noexcept {
    if (!s.set.expiring)
      return;
    const std::int64_t now = Sync::now();
    n->extra()->deadline = later(now, write_ttl_);
    touch(n, now);
  }
  handle pin(stripe &s, node *n) const {
    if (n == nullptr)
      return {};
    n->pin();
    return handle(n, s);
  }
  template <class Dead>
  void remove(stripe &s, node *n, Dead &dead) const noexcept {
    s.unlink(n);
    if (bounded())
      s.set.occupied.fetch_sub(1, std::memory_order_release);
    dead.add(n);
  }
  void evict(stripe &s, node *n, dead_nodes &dead) const noexcept {
    s.unlink(n);
    s.set.evictions.fetch_add(1, std::memory_order_relaxed);
    dead.add(n);
  }
  // Looks at two entries, whether they have expired.
  void reap(stripe &s, dead_nodes &dead) const noexcept {
    if (!s.set.expiring)
      return;
    const std::int64_t now = Sync::now();
    for (int i = 0; i != 2; ++i) {
      node *const n = s.order.next_to_reap();
      if (n != nullptr && expired(n, now))
        remove(s, n, dead);
    }
  }
  // Puts a changed copy in the place of a node.
  void replace(stripe &s, node *n, node *with,
               dead_nodes &dead) const noexcept {
    s.exchange(n, with);
    if (s.set.ordered)
      with->visit();
    dead.add(n);
  }
  // Calls f(V&) on the value, or on a copy of it that takes its place.
  template <class F> void change(stripe &s, node *n, F &f, dead_nodes &dead) {
    if (n->claim()) {
      const claim_scope claimed(*n);
      change_in_place(n->value.second, f);
    } else if constexpr (copyable) {
      node *const copy = s.make(n->hash, std::as_const(n->value));
      try {
        f(copy->value.second);
      } catch (...) {
        replace(s, n, copy, dead);
        throw;
      }
      replace(s, n, copy, dead);
      n = copy;
    } else {
      throw entry_pinned();
    }
    stamp(s, n);
  }
  struct claim_scope {
    node *claimed;
    explicit claim_scope(node &n) noexcept : claimed(&n) {}
    claim_scope(const claim_scope &) = delete;
    claim_scope &operator=(const claim_scope &) = delete;
    ~claim_scope() {
      if (claimed != nullptr)
        claimed->unclaim();
    }
    // The node is claimed for good: it is about to be removed.
    void keep() noexcept { claimed = nullptr; }
  };
  template <class F> static void change_in_place(V &value, F &f) {
    if constexpr (lock_free && word_value<V>) {
      struct write_back { // also when f throws
        V &to, now;
        ~write_back() { write_word(to, now); }
      } word{value, value};
      f(word.now);
    } else {
      f(value);
    }
  }
  template <class M>
  static void assign_in_place(V &there, M &&value, displaced<V> &old) {
    if constexpr (lock_free && word_value<V>)
      write_word(there, V(std::forward<M>(value)));
    else
      old.assign(there, std::forward<M>(value));
  }
  // A load of this key under way will not be cached.
  void supersede(stripe &s, const K &k, std::uint32_t hash) const {
    if (s.flights != nullptr)
      if (flight *const f = flights::find(s.flights, hash, k, equal()))
        flights::remove(s.flights, *f);
  }

  // --- insertion ---

  // Evicts an entry of any stripe, in exchange for a permit; without a lock.
  void evict_elsewhere(permit &p, std::uint32_t start) const {
    for (std::uint32_t i = 1; i <= p.set.mask + 1 && !p.held; ++i)
      if (stripe *const s = p.set.find(start + i)) {
        dead_nodes dead(*s);
        guard lock(*s);
        if (node *const victim = s->order.victim()) {
          evict(*s, victim, dead);
          p.held = true;
        }
      }
    if (!p.held)
      Sync::yield(); // others are about to link, or to give up, their entries
  }

  // Under the lock of the key's stripe, calls existing(s, node, dead) if the
  // key is there. Else makes a node from key and args, calls fresh(node), links
  // it, and calls linked(s, node). Returns whether it linked one.
  template <class Key, class Existing, class Fresh, class Linked, class... Args>
  bool with_entry(const K &k, Key &&key, Existing existing, Fresh fresh,
                  Linked linked, Args &&...args) {
    const std::uint64_t bits = bits_of(k);
    const std::uint32_t hash = table_bits(bits);
    stripe &s = made(bits);
    permit room(s.set);
    for (;;) {
      {
        dead_nodes dead(s);
        guard lock(s);
        supersede(s, k, hash);
        if (node *const there = find_live(s, k, hash, dead)) {
          existing(s, there, dead);
          return false;
        }
        reap(s, dead);
        if (!bounded() || room.acquire(max_entries_) || s.table.size() != 0) {
          node *const n =
              insert(s, hash, room, dead, fresh, std::piecewise_construct,
                     std::forward_as_tuple(std::forward<Key>(key)),
                     std::forward_as_tuple(std::forward<Args>(args)...));
          linked(s, n);
          return true;
        }
      }
      evict_elsewhere(room, stripe_bits(bits));
    }
  }
  // Makes and links an entry, with a permit or in exchange for another entry of
  // the stripe.
  template <class Fresh, class... Args>
  node *insert(stripe &s, std::uint32_t hash, permit &room, dead_nodes &dead,
               Fresh &fresh, Args &&...args) {
    s.table.make_room(s.set.alloc, hash);
    node *const n = s.make(hash, std::forward<Args>(args)...);
    try {
      fresh(n);
    } catch (...) {
      dead.add(n);
      throw;
    }
    stamp(s, n);
    node *const victim = !bounded() || room.held ? nullptr : s.order.victim();
    s.link(n);
    room.held = false;
    if (victim != nullptr)
      evict(s, victim, dead);
    return n;
  }

  template <class Key, class... Args>
  std::pair<handle, bool> emplace_new(const K &k, Key &&key, Args &&...args) {
    handle h;
    const auto keep = [&](stripe &s, node *n) { h = pin(s, n); };
    const bool inserted = with_entry(
        k, std::forward<Key>(key),
        [&](stripe &s, node *n, dead_nodes &) { keep(s, n); },
        [](node *) noexcept {}, keep, std::forward<Args>(args)...);
    return {std::move(h), inserted};
  }
  // Sets the value where it is, if nobody pins it and that cannot fail
  // half-way.
  template <class M>
  static bool assigned(node &n, M &&value, displaced<V> &old) {
    if constexpr (std::is_nothrow_move_assignable_v<V> &&
                  std::is_nothrow_move_constructible_v<V>) {
      if (!n.claim())
        return false;
      const claim_scope claimed(n);
      assign_in_place(n.value.second, std::forward<M>(value), old);
      return true;
    } else {
      return false;
    }
  }
  template <class Key, class M> bool assign(const K &k, Key &&key, M &&value) {
    displaced<V> old;
    return with_entry(
        k, std::forward<Key>(key),
        [&](stripe &s, node *n, dead_nodes &dead) {
          if (!assigned(*n, std::forward<M>(value), old)) {
            node *const fresh =
                s.make(n->hash, std::piecewise_construct,
                       std::forward_as_tuple(std::forward<Key>(key)),
                       std::forward_as_tuple(std::forward<M>(value)));
            replace(s, n, fresh, dead);
            n = fresh;
          }
          stamp(s, n);
        },
        [](node *) noexcept {}, [](stripe &, node *) noexcept {},
        std::forward<M>(value));
  }

  // --- loading ---

  // An entry that is in no map: its handle is all there is.
  handle uncached(stripe &s, const K &k, std::uint32_t hash, V &&value) {
    guard lock(s);
    return uncached_locked(s, k, hash, std::move(value));
  }
  handle uncached_locked(stripe &s, const K &k, std::uint32_t hash, V &&value) {
    node *const n = s.make(hash, k, std::move(value));
    s.set.references.fetch_add(1, std::memory_order_relaxed);
    n->state.fetch_or(node_state::detached, std::memory_order_relaxed);
    return pin(s, n);
  }
  // Ends a load: caches the value if nobody wrote or erased the key meanwhile.
  handle publish(stripe &s, const K &k, std::uint32_t hash, flight &f,
                 V &&value) {
    permit room(s.set);
    for (;;) {
      {
        dead_nodes dead(s);
        guard lock(s);
        if (node *const there = find_live(s, k, hash, dead)) {
          end_flight(s, f);
          return pin(s, there);
        }
        if (!f.listed)
          return uncached_locked(s, k, hash, std::move(value));
        reap(s, dead);
        if (!bounded() || room.acquire(max_entries_) || s.table.size() != 0) {
          const auto nothing = [](node *) noexcept {};
          node *const n =
              insert(s, hash, room, dead, nothing, k, std::move(value));
          end_flight(s, f);
          return pin(s, n);
        }
      }
      evict_elsewhere(room, hash);
    }
  }
  static void end_flight(stripe &s, flight &f) noexcept {
    if (f.listed)
      flights::remove(s.flights, f);
  }

  // --- everything ---

  std::uint32_t pin_leaf(stripe &s, std::uint32_t at,
                         std::vector<handle> &leaf) const {
    guard lock(s);
    const std::int64_t now = s.set.expiring ? Sync::now() : 0;
    return s.table.visit_leaf(at, [&](table_node *t) {
      node *const n = static_cast<node *>(t);
      if (s.set.expiring && expired(n, now))
        return;
      leaf.emplace_back();
      leaf.back() = pin(s, n);
    });
  }
  // A leaf's entries go in batches, under a lock of its own each.
  template <class Pred> std::size_t remove_all_if(Pred pred) {
    constexpr unsigned batch = 64;
    std::size_t removed = 0;
    each_stripe([&](stripe &s) {
      for (std::uint32_t at = 0;;) {
        detail::dead_nodes<stripe, batch> dead(s);
        guard lock(s);
        node *found[batch];
        unsigned n = 0;
        const std::uint32_t next = s.table.visit_leaf(at, [&](table_node *t) {
          if (n != batch && pred(static_cast<node *>(t)))
            found[n++] = static_cast<node *>(t);
        });
        for (unsigned i = 0; i != n; ++i)
          remove(s, found[i], dead);
        removed += n;
        if (n == batch)
          continue; // the leaf may have more
        if (next == 0)
          break;
        at = next;
      }
    });
    return removed;
  }

  const std::size_t max_entries_;
  const std::int64_t write_ttl_;
  const std::int64_t access_ttl_;
  const std::int64_t cooldown_;
  const std::uint64_t seed_;
  const std::uint32_t breaker_failures_;
  const std::uint32_t stripes_;
  mutable typename Sync::template atomic<set_type *> set_{nullptr};
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_CONCURRENT_CORE_H
