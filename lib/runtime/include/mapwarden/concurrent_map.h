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
#include "mapwarden/detail/concurrent_core.h"
#include "mapwarden/detail/hash_bits.h"
#include "mapwarden/detail/no_plain_access.h"
#include "mapwarden/detail/single_flight.h"
#include "mapwarden/detail/stripe.h"
#include "mapwarden/detail/thread_sync.h"
#include "mapwarden/entry_handle.h"
#include "mapwarden/map_stats.h"

namespace mapwarden {

/// A hash map that any number of threads use at once, without a lock of theirs.
///
/// A lookup pins the entry: entry_handle gives const access to key and value
/// for as long as it lives, whatever becomes of the entry in the map. Writers
/// never wait for pins: who changes or removes a pinned entry leaves it to its
/// readers and puts a new one in its place. (Who frees memory may wait for the
/// lookups, of some nanoseconds, that are under way without a lock.) There is
/// no operator[] and no iterator: a reference without a pin would dangle.
///
/// Bounded and expiring by options: `size() <= max_entries` always; eviction
/// unlinks at once, memory goes with the last handle (see detached_entries).
/// Expired entries are dropped when they are met, and up to two per write; an
/// idle map does not shrink by itself.
///
/// Thread safety: every member but the constructor and the destructor may run
/// in any thread at any time. Each is atomic for its key. Complexity: expected
/// constant time for single-key members; none stops the others for longer than
/// one leaf of the table takes (some microseconds). With a trivially copyable K
/// and no time to live lookups take no lock. User code that runs under
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
class concurrent_map
    : public detail::no_plain_access<V>,
      private detail::concurrent_core<K, V, Hash, Eq, Alloc, Sync> {
  using core = detail::concurrent_core<K, V, Hash, Eq, Alloc, Sync>;
  using typename core::dead_nodes;
  using typename core::flight;
  using typename core::flights;
  using typename core::guard;
  using typename core::node;
  using typename core::set_type;
  using typename core::stripe;
  static_assert(
      std::is_same_v<typename std::allocator_traits<Alloc>::value_type,
                     std::pair<const K, V>>,
      "mapwarden::concurrent_map: the allocator must be for std::pair<const K, "
      "V>");

public:
  using key_type = K;
  using mapped_type = V;
  using value_type = std::pair<const K, V>;
  using size_type = std::size_t;
  using hasher = Hash;
  using key_equal = Eq;
  using allocator_type = Alloc;
  using handle = entry_handle<value_type, Alloc, Sync>;

  /// Makes an empty map. Allocates nothing.
  /// \throws std::invalid_argument if max_entries is 0 or a duration negative
  explicit concurrent_map(const concurrent_options &options = {},
                          const Hash &hash = Hash(), const Eq &eq = Eq(),
                          const Alloc &alloc = Alloc())
      : core(options, hash, eq, alloc) {}
  concurrent_map(const concurrent_map &) = delete;
  concurrent_map &operator=(const concurrent_map &) = delete;
  /// Destroys all entries but the pinned ones, which go with their last handle.
  /// No other member may be running.
  ~concurrent_map() = default;

  // --- lookup ---

  /// Finds and pins the entry with this key; it counts as used.
  /// \returns a handle, equal to end() if there is none
  handle find(const K &k) const {
    const std::uint64_t bits = bits_of(k);
    set_type *const set = shared_set();
    stripe *const s = existing(set, bits);
    if (s == nullptr)
      return {};
    if constexpr (core::lock_free)
      if (core::lock_free_in(*set)) {
        auto a = core::look_and_pin(*set, *s, k, detail::table_bits(bits));
        if (a.sure || a.found)
          return std::move(a.found);
      }
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
    set_type *const set = shared_set();
    stripe *const s = existing(set, bits);
    if (s == nullptr)
      return std::nullopt;
    if constexpr (core::lock_free)
      if (core::lock_free_in(*set)) {
        auto a = core::look_and_copy(*set, *s, k, detail::table_bits(bits));
        if (a.sure || a.found)
          return std::move(a.found);
      }
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
    set_type *const set = shared_set();
    stripe *const s = existing(set, bits);
    if (s == nullptr)
      return false;
    if constexpr (core::lock_free)
      if (core::lock_free_in(*set)) {
        const auto a = core::look_whether(*s, k, detail::table_bits(bits));
        if (a.sure || a.found)
          return a.found;
      }
    guard lock(*s);
    node *const n = find_node(*s, k, detail::table_bits(bits));
    return n != nullptr && !(set->expiring && core::expired(n, Sync::now()));
  }
  /// 1 if the key is there, else 0; as contains.
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
    stripe *const s = existing(shared_set(), bits);
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
    if constexpr (core::lock_free)
      if (handle there = find(k))
        return there;
    const std::uint64_t bits = bits_of(k);
    const std::uint32_t hash = detail::table_bits(bits);
    using loading = detail::loading_scope<K>;
    stripe &s = made(bits);
    detail::breaker<set_type, Sync> breaker(s.set, core::breaker_failures_,
                                            core::cooldown_);
    std::shared_ptr<flight> f, other;
    bool call_through = false;
    {
      dead_nodes dead(s);
      guard lock(s);
      if (node *const n = find_live(s, k, hash, dead))
        return pin(s, n);
      loading::refuse_reentry(&s.set, hash, k, equal());
      if (flight *const there = flights::find(s.flights, hash, k, equal())) {
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
      return core::pin_again(other->result);
    }
    const loading scope(&s.set, hash, k);
    if (call_through)
      return uncached(s, k, hash, V(loader(k)));
    try {
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
    return core::pin_again(f->result);
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
    stripe *const s = existing(shared_set(), bits);
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
    stripe *const s = existing(shared_set(), bits);
    if (s == nullptr)
      return std::nullopt;
    dead_nodes dead(*s);
    guard lock(*s);
    supersede(*s, k, detail::table_bits(bits));
    node *const n = find_live(*s, k, detail::table_bits(bits), dead);
    if (n == nullptr)
      return std::nullopt;
    std::optional<V> taken;
    if (n->claim()) {
      typename core::claim_scope claimed(*n);
      taken.emplace(std::move_if_noexcept(n->value.second));
      claimed.keep();
    } else if constexpr (std::is_copy_constructible_v<V>) {
      taken.emplace(std::as_const(n->value.second));
    } else {
      throw entry_pinned();
    }
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
    if (core::write_ttl_ == 0 && core::access_ttl_ == 0)
      return 0;
    const std::int64_t now = Sync::now();
    return remove_all_if([now](node *n) { return core::expired(n, now); });
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
    set_type *const set = shared_set();
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
  /// Whether there is no entry.
  bool empty() const noexcept { return size() == 0; }
  /// The bound, or concurrent_options::unlimited.
  size_type max_entries() const noexcept { return core::max_entries_; }
  /// Entries that have left the map but are still pinned.
  size_type detached_entries() const noexcept {
    set_type *const set = shared_set();
    return set == nullptr ? 0
                          : set->references.load(std::memory_order_relaxed) - 1;
  }
  /// Entries evicted so far.
  size_type evictions() const noexcept {
    set_type *const set = shared_set();
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
  /// What a watch reports of the map. Bytes are an estimate that takes no lock:
  /// nodes, and 12 bytes of table for each. Complexity: that of size().
  /// Exceptions: none.
  friend void mapwarden_report(const concurrent_map &m,
                               map_numbers &out) noexcept {
    set_type *const set = m.shared_set();
    if (m.bounded())
      out.limit = m.max_entries();
    if (set == nullptr)
      return;
    out.entries = m.size();
    out.detached_entries = m.detached_entries();
    out.evictions = m.evictions();
    out.bytes = (out.entries + out.detached_entries) * (set->layout.size + 12);
  }
  allocator_type get_allocator() const { return core::allocator(); }
  hasher hash_function() const { return core::hash_object(); }
  key_equal key_eq() const { return core::equal(); }

private:
  using core::assign;
  using core::bits_of;
  using core::bounded;
  using core::change;
  using core::each_stripe;
  using core::emplace_new;
  using core::end_flight;
  using core::equal;
  using core::existing;
  using core::find_live;
  using core::find_node;
  using core::made;
  using core::pin;
  using core::pin_leaf;
  using core::publish;
  using core::remove;
  using core::remove_all_if;
  using core::shared_set;
  using core::supersede;
  using core::uncached;
  using core::with_entry;
};

} // namespace mapwarden

#endif // MAPWARDEN_CONCURRENT_MAP_H
