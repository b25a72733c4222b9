// mapwarden: a hash map that several threads use at once.
#ifndef MAPWARDEN_CONCURRENT_MAP_H
#define MAPWARDEN_CONCURRENT_MAP_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "mapwarden/concurrent_options.h"
#include "mapwarden/detail/compressed.h"
#include "mapwarden/detail/hash_bits.h"
#include "mapwarden/detail/no_plain_access.h"
#include "mapwarden/detail/permit.h"
#include "mapwarden/detail/single_flight.h"
#include "mapwarden/detail/stripe.h"
#include "mapwarden/detail/thread_sync.h"
#include "mapwarden/entry_handle.h"

namespace mapwarden {

/// A hash map that any number of threads use at once, without a lock of theirs.
///
/// A lookup pins the entry: entry_handle gives const access to key and value
/// for as long as it lives, whatever becomes of the entry in the map. Writers
/// never wait for readers: who changes or removes a pinned entry leaves it to
/// its readers and puts a new one in its place. There is no operator[] and no
/// iterator: a reference without a pin would dangle.
///
/// Bounded and expiring by options: `size() <= max_entries` always; eviction
/// unlinks at once, memory goes with the last handle (see detached_entries).
/// Expired entries are dropped when they are met, and up to two per write; an
/// idle map does not shrink by itself.
///
/// Thread safety: every member but the constructor and the destructor may run
/// in any thread at any time. Each is atomic for its key. Complexity: expected
/// constant time for single-key members; none stops the others for longer than
/// one leaf of the table takes (some microseconds). User code that runs under
/// a lock (Eq, constructors, functions given to update, upsert and erase_if)
/// must not call the same map: it throws std::logic_error. Exceptions: what
/// user code and the allocator throw, then the operation has no effect unless
/// stated otherwise.
///
/// See docs/runtime/concurrent_map.md, also for when not to use it.
///
///     mapwarden::concurrent_map<std::string, int> hits;
///     hits.upsert(path, [](int& n) { ++n; });
///     if (auto h = hits.find(path); h != hits.end()) report(h->second);
template <class K, class V, class Hash = std::hash<K>,
          class Eq = std::equal_to<K>,
          class Alloc = std::allocator<std::pair<const K, V>>,
          class Sync = detail::thread_sync>
class concurrent_map : public detail::no_plain_access<V>,
                       private detail::compressed<Hash, 0>,
                       private detail::compressed<Eq, 1>,
                       private detail::compressed<Alloc, 2> {
  using hash_base = detail::compressed<Hash, 0>;
  using eq_base = detail::compressed<Eq, 1>;
  using alloc_base = detail::compressed<Alloc, 2>;
  using set_type = detail::stripe_set<std::pair<const K, V>, Alloc, Sync>;
  using stripe = typename set_type::stripe_type;
  using node = typename stripe::node;
  using guard = detail::stripe_guard<stripe>;
  using dead_nodes = detail::dead_nodes<stripe>;
  static_assert(
      std::is_same_v<typename std::allocator_traits<Alloc>::value_type,
                     std::pair<const K, V>>,
      "mapwarden::concurrent_map: the allocator must be for std::pair<const K, "
      "V>");
  static constexpr bool copyable =
      std::is_copy_constructible_v<K> && std::is_copy_constructible_v<V>;

public:
  using key_type = K;
  using mapped_type = V;
  using value_type = std::pair<const K, V>;
  using size_type = std::size_t;
  using hasher = Hash;
  using key_equal = Eq;
  using allocator_type = Alloc;
  using handle = entry_handle<value_type, Alloc, Sync>;

private:
  using flight = detail::flight<K, handle, Sync>;
  using flights = detail::flight_list<flight>;

public:
  /// Makes an empty map. Allocates nothing.
  /// \throws std::invalid_argument if max_entries is 0 or a duration negative
  explicit concurrent_map(const concurrent_options &options = {},
                          const Hash &hash = Hash(), const Eq &eq = Eq(),
                          const Alloc &alloc = Alloc())
      : hash_base(hash), eq_base(eq), alloc_base(alloc),
        max_entries_(options.max_entries),
        write_ttl_(options.write_ttl.count()),
        access_ttl_(options.access_ttl.count()),
        cooldown_(options.breaker_cooldown.count()),
        seed_(options.hash_seed ^ detail::default_seed),
        breaker_failures_(options.breaker_failures),
        stripes_(stripes_for(options)) {
    if (max_entries_ == 0)
      throw std::invalid_argument(
          "mapwarden::concurrent_map: max_entries is 0");
    if (write_ttl_ < 0 || access_ttl_ < 0 || cooldown_ < 0)
      throw std::invalid_argument(
          "mapwarden::concurrent_map: a duration is negative");
  }
  concurrent_map(const concurrent_map &) = delete;
  concurrent_map &operator=(const concurrent_map &) = delete;

  /// Destroys all entries but the pinned ones, which go with their last handle.
  /// No other member may be running.
  ~concurrent_map() {
    set_type *const set = set_.load(std::memory_order_acquire);
    if (set == nullptr)
      return;
    for (std::uint32_t i = 0; i <= set->mask; ++i)
      if (stripe *const s = set->find(i)) {
        s->table.for_each([&](detail::table_node *n) {
          if (s->detach(static_cast<node *>(n)))
            s->destroy(static_cast<node *>(n));
        });
        s->table.reset(set->alloc);
      }
    set->drop();
  }

  // --- lookup ---

  /// Finds and pins the entry with this key; it counts as used.
  /// \returns a handle, equal to end() if there is none
  handle find(const K &k) const {
    const std::uint64_t bits = bits_of(k);
    stripe *const s = existing(bits);
    if (s == nullptr)
      return {};
    dead_nodes dead(*s);
    guard lock(*s);
    return pin(*s, find_live(*s, k, detail::table_bits(bits), dead));
  }
  /// A copy of the value, or nothing; cheaper than find for small values.
  template <class W = V> std::optional<W> get(const K &k) const {
    static_assert(std::is_same_v<W, V> && std::is_copy_constructible_v<V>,
                  "mapwarden::concurrent_map: get copies the value; use find "
                  "for a value that cannot be copied");
    const std::uint64_t bits = bits_of(k);
    stripe *const s = existing(bits);
    if (s == nullptr)
      return std::nullopt;
    dead_nodes dead(*s);
    guard lock(*s);
    node *const n = find_live(*s, k, detail::table_bits(bits), dead);
    if (n == nullptr)
      return std::nullopt;
    return std::optional<W>(n->value.second);
  }
  /// Whether the key is there. It does not count as a use.
  bool contains(const K &k) const {
    const std::uint64_t bits = bits_of(k);
    stripe *const s = existing(bits);
    if (s == nullptr)
      return false;
    guard lock(*s);
    node *const n = find_node(*s, k, detail::table_bits(bits));
    return n != nullptr && !(s->set.expiring && expired(n, Sync::now()));
  }
  size_type count(const K &k) const { return contains(k) ? 1 : 0; }
  /// What find returns for a key that is not there.
  static constexpr no_entry end() noexcept { return {}; }

  // --- insertion and change ---

  /// Inserts V(args...) under the key if it is absent; otherwise neither key
  /// nor args are moved from.
  /// \returns a handle to the entry, and whether it was inserted
  template <class... Args>
  std::pair<handle, bool> try_emplace(const K &k, Args &&...args) {
    return emplace_new(k, k, std::forward<Args>(args)...);
  }
  template <class... Args>
  std::pair<handle, bool> try_emplace(K &&k, Args &&...args) {
    return emplace_new(k, std::move(k), std::forward<Args>(args)...);
  }
  /// Inserts the entry if its key is absent.
  std::pair<handle, bool> insert(const value_type &entry) {
    return try_emplace(entry.first, entry.second);
  }
  /// Sets the value under the key. A pinned old value stays with its readers.
  /// \returns true if the key was absent
  template <class M> bool insert_or_assign(const K &k, M &&value) {
    return assign(k, k, std::forward<M>(value));
  }
  template <class M> bool insert_or_assign(K &&k, M &&value) {
    return assign(k, std::move(k), std::forward<M>(value));
  }
  /// Calls f(V&) on the value under the key, if there is one, while no other
  /// thread reads or changes it: a pinned entry is copied first. When f throws,
  /// the value stays as f left it.
  /// \returns whether there was one
  /// \throws entry_pinned if the entry is pinned and K or V cannot be copied
  template <class F> bool update(const K &k, F &&f) {
    const std::uint64_t bits = bits_of(k);
    stripe *const s = existing(bits);
    if (s == nullptr)
      return false;
    dead_nodes dead(*s);
    guard lock(*s);
    node *const n = find_live(*s, k, detail::table_bits(bits), dead);
    if (n == nullptr)
      return false;
    supersede(*s, k, detail::table_bits(bits));
    change(*s, n, f, dead);
    return true;
  }
  /// As update, but inserts V(args...) first if the key is absent. When f
  /// throws on a new value, nothing is inserted.
  /// \returns whether it inserted
  template <class F, class... Args>
  bool upsert(const K &k, F &&f, Args &&...args) {
    return with_entry(
        k, k,
        [&](stripe &s, node *n, dead_nodes &dead) { change(s, n, f, dead); },
        [&](node *n) { f(n->value.second); }, [](stripe &, node *) noexcept {},
        std::forward<Args>(args)...);
  }

  /// The entry under the key; if it is absent, inserts what loader(k) returns.
  /// However many threads ask, one load per key runs at a time, outside all
  /// locks; the others wait for it. What it throws, all of them throw, and
  /// nothing is cached. If the key is written or erased while it is being
  /// loaded, the loaded value is not cached.
  ///
  /// After options.breaker_failures failed loads in a row, for
  /// options.breaker_cooldown every call runs the loader itself and caches
  /// nothing; after that one load is tried.
  /// \throws what the loader throws; std::logic_error when a loader asks for
  /// the key that it is loading
  template <class F> handle get_or_load(const K &k, F &&loader) {
    const std::uint64_t bits = bits_of(k);
    const std::uint32_t hash = detail::table_bits(bits);
    stripe &s = made(bits);
    detail::breaker<set_type, Sync> breaker(s.set, breaker_failures_,
                                            cooldown_);
    std::shared_ptr<flight> f, other;
    bool call_through = false;
    {
      dead_nodes dead(s);
      guard lock(s);
      if (node *const n = find_live(s, k, hash, dead))
        return pin(s, n);
      if (flight *const there = flights::find(s.flights, hash, k, equal())) {
        detail::loading_scope::refuse_reentry(there);
        other = there->self.lock();
      } else if (breaker.open()) {
        call_through = true;
      } else {
        f = std::make_shared<flight>(k, hash);
        f->self = f;
        flights::add(s.flights, *f);
      }
    }
    if (other != nullptr) {
      other->wait();
      if (other->error)
        std::rethrow_exception(other->error);
      return other->result.another();
    }
    if (call_through)
      return uncached(s, k, hash, V(loader(k)));
    try {
      detail::loading_scope scope(f.get());
      f->result = publish(s, k, hash, *f, V(loader(k)));
    } catch (...) {
      s.lock.lock();
      end_flight(s, *f);
      s.unlock();
      breaker.failed();
      f->error = std::current_exception();
      f->finish();
      throw;
    }
    breaker.succeeded();
    f->finish();
    return f->result.another();
  }

  // --- removal ---

  /// Removes the entry with this key.
  /// \returns whether there was one
  bool erase(const K &k) {
    return erase_if(k, [](const V &) noexcept { return true; });
  }
  /// Removes the entry with this key if pred(const V&) is true.
  /// \returns whether it removed one
  template <class Pred> bool erase_if(const K &k, Pred &&pred) {
    const std::uint64_t bits = bits_of(k);
    stripe *const s = existing(bits);
    if (s == nullptr)
      return false;
    dead_nodes dead(*s);
    guard lock(*s);
    supersede(*s, k, detail::table_bits(bits));
    node *const n = find_live(*s, k, detail::table_bits(bits), dead);
    if (n == nullptr || !pred(std::as_const(n->value.second)))
      return false;
    remove(*s, n, dead);
    return true;
  }
  /// Removes the entry with this key and returns its value: moved, or copied if
  /// the entry is pinned.
  /// \throws entry_pinned if it is pinned and V cannot be copied
  std::optional<V> take(const K &k) {
    const std::uint64_t bits = bits_of(k);
    stripe *const s = existing(bits);
    if (s == nullptr)
      return std::nullopt;
    dead_nodes dead(*s);
    guard lock(*s);
    supersede(*s, k, detail::table_bits(bits));
    node *const n = find_live(*s, k, detail::table_bits(bits), dead);
    if (n == nullptr)
      return std::nullopt;
    std::optional<V> taken;
    if (!n->pinned())
      taken.emplace(std::move_if_noexcept(n->value.second));
    else if constexpr (std::is_copy_constructible_v<V>)
      taken.emplace(std::as_const(n->value.second));
    else
      throw entry_pinned();
    remove(*s, n, dead);
    return taken;
  }
  /// Removes all entries that are there throughout the call; leaf by leaf, so
  /// that others go on. Linear.
  void clear() {
    each_stripe([](stripe &s) {
      guard lock(s);
      flights::remove_all(s.flights);
    });
    remove_all_if([](node *) { return true; });
  }
  /// Removes the expired entries, leaf by leaf. Linear.
  /// \returns how many
  size_type expire_now() {
    if (write_ttl_ == 0 && access_ttl_ == 0)
      return 0;
    const std::int64_t now = Sync::now();
    return remove_all_if([now](node *n) { return expired(n, now); });
  }

  // --- everything ---

  /// Calls f(const value_type&) for each entry, pinned and outside all locks:
  /// f may call the map. An entry that is there throughout is met exactly once,
  /// one that comes or goes meanwhile at most once. Linear.
  template <class F> void for_each(F &&f) const {
    each_stripe([&](stripe &s) {
      std::vector<handle> leaf;
      std::uint32_t at = 0;
      do {
        leaf.clear();
        at = pin_leaf(s, at, leaf);
        for (const handle &h : leaf)
          f(*h);
      } while (at != 0);
    });
  }
  /// Copies of all entries, as for_each meets them.
  std::vector<std::pair<K, V>> snapshot() const {
    std::vector<std::pair<K, V>> all;
    all.reserve(size());
    for_each([&](const value_type &entry) {
      all.emplace_back(entry.first, entry.second);
    });
    return all;
  }

  // --- gauges: exact when no thread writes; constant time (size of a map
  // without a bound: up to 256 steps) ---

  /// The number of entries; never more than max_entries().
  size_type size() const noexcept {
    set_type *const set = set_.load(std::memory_order_acquire);
    if (set == nullptr)
      return 0;
    if (bounded())
      return set->occupied.load(std::memory_order_acquire);
    size_type sum = 0;
    for (std::uint32_t i = 0; i <= set->mask; ++i)
      if (const stripe *const s = set->find(i))
        sum += s->count.load(std::memory_order_relaxed);
    return sum;
  }
  bool empty() const noexcept { return size() == 0; }
  size_type max_entries() const noexcept { return max_entries_; }
  /// Entries that have left the map but are still pinned.
  size_type detached_entries() const noexcept {
    set_type *const set = set_.load(std::memory_order_acquire);
    return set == nullptr ? 0
                          : set->references.load(std::memory_order_relaxed) - 1;
  }
  /// Entries evicted so far.
  size_type evictions() const noexcept {
    set_type *const set = set_.load(std::memory_order_acquire);
    return set == nullptr ? 0 : set->evictions.load(std::memory_order_relaxed);
  }
  /// Bytes of entries, tables and locks, without the heap's own overhead and
  /// what keys and values own. Locks each stripe in turn.
  size_type bytes() const {
    size_type sum = 0;
    each_stripe([&](stripe &s) {
      guard lock(s);
      sum +=
          sizeof(s) + s.table.bytes() + s.pool.slabs() * s.set.layout.slab_size;
    });
    return sum;
  }
  allocator_type get_allocator() const { return alloc_base::get(); }
  hasher hash_function() const { return hash_base::get(); }
  key_equal key_eq() const { return eq_base::get(); }

private:
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
  std::uint64_t bits_of(const K &k) const {
    return detail::mixed_bits(hash_base::get()(k), seed_);
  }

  // The stripe of a hash; null, or made, if it was never written to.
  stripe *existing(std::uint64_t bits) const noexcept {
    set_type *const set = set_.load(std::memory_order_acquire);
    return set == nullptr ? nullptr : set->find(detail::stripe_bits(bits));
  }
  stripe &made(std::uint64_t bits) {
    set_type *set = set_.load(std::memory_order_acquire);
    if (set == nullptr)
      set = make_set();
    return set->get(detail::stripe_bits(bits));
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
    if (set_type *const set = set_.load(std::memory_order_acquire))
      for (std::uint32_t i = 0; i <= set->mask; ++i)
        if (stripe *const s = set->find(i))
          f(*s);
  }

  // --- under a stripe's lock ---

  node *find_node(stripe &s, const K &k, std::uint32_t hash) const {
    return static_cast<node *>(
        s.table.find(hash, detail::same_key<K, node, Eq>{equal(), k, hash}));
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
  template <class F> void change(stripe &s, node *n, F &f, dead_nodes &dead) {
    if (!n->pinned()) {
      f(n->value.second);
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
  // A load of this key under way will not be cached.
  void supersede(stripe &s, const K &k, std::uint32_t hash) const {
    if (s.flights != nullptr)
      if (flight *const f = flights::find(s.flights, hash, k, equal()))
        flights::remove(s.flights, *f);
  }

  // --- insertion ---

  using permit = detail::permit<set_type>;

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
    const std::uint32_t hash = detail::table_bits(bits);
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
      evict_elsewhere(room, detail::stripe_bits(bits));
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
  template <class Key, class M> bool assign(const K &k, Key &&key, M &&value) {
    return with_entry(
        k, std::forward<Key>(key),
        [&](stripe &s, node *n, dead_nodes &dead) {
          if (std::is_nothrow_move_assignable_v<V> && !n->pinned()) {
            if constexpr (std::is_nothrow_move_assignable_v<V>) {
              V fresh(std::forward<M>(value));
              n->value.second = std::move(fresh);
            }
          } else {
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
    n->state.fetch_or(detail::node_state::detached, std::memory_order_relaxed);
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
    return s.table.visit_leaf(at, [&](detail::table_node *t) {
      node *const n = static_cast<node *>(t);
      if (s.set.expiring && expired(n, now))
        return;
      leaf.emplace_back();
      leaf.back() = pin(s, n);
    });
  }
  // A leaf's entries go in batches, under a lock of its own each.
  template <class Pred> size_type remove_all_if(Pred pred) {
    constexpr unsigned batch = 64;
    size_type removed = 0;
    each_stripe([&](stripe &s) {
      for (std::uint32_t at = 0;;) {
        detail::dead_nodes<stripe, batch> dead(s);
        guard lock(s);
        node *found[batch];
        unsigned n = 0;
        const std::uint32_t next =
            s.table.visit_leaf(at, [&](detail::table_node *t) {
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

} // namespace mapwarden

#endif // MAPWARDEN_CONCURRENT_MAP_H
