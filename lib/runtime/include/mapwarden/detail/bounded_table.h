// mapwarden: what a bounded_map does, in terms of nodes.
#ifndef MAPWARDEN_DETAIL_BOUNDED_TABLE_H
#define MAPWARDEN_DETAIL_BOUNDED_TABLE_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/bounded_storage.h"
#include "mapwarden/detail/bounded_watch.h"
#include "mapwarden/hash.h"

namespace mapwarden::detail {

// Limits with or without a weigher, as bounded_map's constructors take them.
template <class K, class V> struct map_bounds {
  using weigher_function = std::function<std::size_t(const K &, const V &)>;

  limits entries;
  std::size_t max_bytes = std::numeric_limits<std::size_t>::max();
  // Shared, so that a map that is moved from keeps it without a copy that may
  // throw.
  std::shared_ptr<const weigher_function> weigher;

  map_bounds(const limits &l) : entries(l) {} // NOLINT: implicit
  template <class Weigher>
  map_bounds(weighed_limits<Weigher> l) // NOLINT: implicit
      : entries(l.entries), max_bytes(l.max_bytes) {
    static_assert(
        std::is_invocable_r_v<std::size_t, Weigher &, const K &, const V &>,
        "mapwarden: the weigher must be callable with the key and the value, "
        "as const references, and return a std::size_t");
    weigher_function function(std::move(l.weigher));
    if (!function)
      throw std::invalid_argument(
          "mapwarden::bounded_map: max_bytes is given, but the weigher is an "
          "empty function");
    weigher = std::make_shared<const weigher_function>(std::move(function));
    if (max_bytes == std::numeric_limits<std::size_t>::max())
      --max_bytes; // too much as well, and refused as such
  }
};

// A single-element operation that throws has no effect, except that entries
// whose removal the listener was told of are gone. Everything that may throw
// comes before the first change.
template <class K, class V, class Hash, class Eq, class Alloc>
class bounded_table : public bounded_storage<std::pair<const K, V>, Alloc> {
  using storage = bounded_storage<std::pair<const K, V>, Alloc>;

public:
  using base = bounded_node_base;
  using value_type = std::pair<const K, V>;
  using extended = extended_node<value_type>;
  using expiry = expiry_queue<value_type>;
  using typename storage::node_holder;
  using listener = std::function<void(const K &, V &, removal_cause)>;
  using storage::limits_, storage::state_, storage::max_bytes_;
  using storage::timed, storage::weighed, storage::value_of;

  bounded_table(const map_bounds<K, V> &b, const Hash &hash, const Eq &eq,
                const Alloc &alloc)
      : storage(b.entries, b.max_bytes, alloc), hash_(hash), eq_(eq),
        weigher_(b.weigher), watch_(bounded_watch::make(b.entries.watch)) {
    limits_.watch = nullptr; // a copy is not watched
    settle();
  }
  // Takes over all; `other` is left empty, with its limits.
  bounded_table(bounded_table &&other) noexcept(
      std::is_nothrow_copy_constructible_v<Hash> &&
      std::is_nothrow_copy_constructible_v<Eq>)
      : storage(other.limits_, other.max_bytes_, other.alloc_),
        hash_(other.hash_), eq_(other.eq_), weigher_(other.weigher_) {
    take(other);
  }
  void take(bounded_table &other) noexcept {
    other.require_no_callback();
    state_ = std::exchange(other.state_, {});
    other.state_.expiry.clock = state_.expiry.clock;
    take_attachments(other);
  }
  void take_attachments(bounded_table &other) noexcept {
    listener_ = std::exchange(other.listener_, nullptr);
    exchange_watch(other);
  }
  void exchange_watch(bounded_table &other) noexcept {
    std::swap(watch_, other.watch_);
    settle();
    other.settle();
  }
  // The destructor runs the listener, with all entries still there.
  ~bounded_table() {
    require_no_callback();
    if (listener_)
      for (base *n = state_.index.order.newest; n != nullptr; n = n->older)
        notify(n, removal_cause::erased);
    this->destroy_all(); // destructors of values may still call the map
  }

  // --- lookup ---

  template <class Q> std::uint32_t hash_of(const Q &k) const {
    return static_cast<std::uint32_t>(
        mix64(static_cast<std::size_t>(hash_(k)) ^ limits_.hash_seed));
  }
  template <class Q> base *find_node(std::uint32_t hash, const Q &k) const {
    base *n = state_.index.buckets.of(hash);
    while (n != nullptr && !is(n, hash, k))
      n = n->chain;
    return n;
  }
  template <class Q> base *find_node(const Q &k) const {
    return find_node(hash_of(k), k);
  }

  // The entry, counted as used; null if there is none or it expired, which
  // removes it.
  template <class Q> base *use(std::uint32_t hash, const Q &k) {
    base *n = find_node(hash, k);
    if (!plain_lookups_)
      n = use_by_limits(n);
    else if (n != nullptr)
      sieve_policy::use(n);
    if (n != nullptr && !calling_back_) // else `pinned` is what the caller is
      state_.pinned = n;                // working on
    return n;
  }
  template <class Q> base *use(const Q &k) { return use(hash_of(k), k); }
  // The same without a change to anything that is not atomic.
  template <class Q> base *use_const(const Q &k) const {
    base *n = find_node(k);
    if (!plain_lookups_)
      return use_const_by_limits(n);
    if (n != nullptr)
      sieve_policy::use(n);
    return n;
  }
  // The entry, not counted as used.
  template <class Q> base *peek(const Q &k) const {
    base *n = find_node(k);
    return n != nullptr && timed() &&
                   expiry::expired(n, state_.expiry.clock.peek(limits_))
               ? nullptr
               : n;
  }

  // --- insertion ---

  template <class... Args>
  std::pair<base *, bool> find_or_insert(const K &k, Args &&...args) {
    const std::uint32_t hash = hash_of(k);
    if (base *n = use(hash, k))
      return {n, false};
    const std::size_t calls = state_.calls;
    node_holder made(*this, std::forward<Args>(args)...);
    if (state_.calls != calls) // the constructor inserted as well
      if (base *n = use(hash, made.value().first))
        return {n, false};
    return {insert(hash, made), true};
  }
  template <class... Args> std::pair<base *, bool> emplace(Args &&...args) {
    node_holder made(*this, std::forward<Args>(args)...);
    const std::uint32_t hash = hash_of(made.value().first);
    if (base *n = use(hash, made.value().first))
      return {n, false};
    return {insert(hash, made), true};
  }

  // Gives an entry that was just returned a new value.
  template <class T> void assign(base *n, T &&value) {
    require_no_callback();
    auto &entry = value_of(n);
    if constexpr (std::is_move_assignable_v<V>) {
      if (listener_ || weighed()) {
        V fresh(std::forward<T>(value));
        const std::size_t weight = weigh(entry.first, fresh);
        reap(2);
        if (weighed() && weight > extended::of(n).weight)
          make_room(0, weight - extended::of(n).weight);
        notify(n, removal_cause::replaced);
        entry.second = std::move(fresh);
        written(n, weight);
        return;
      }
    } else {
      notify(n, removal_cause::replaced);
    }
    reap(2);
    entry.second = std::forward<T>(value);
    written(n, weighed() ? extended::of(n).weight : 0);
    if (weighed())
      reweigh(n);
  }

  // Weighs an entry again and evicts others to make room, or, when it is too
  // heavy by itself, it as well. Whether it stays.
  bool reweigh(base *n) {
    require_no_callback();
    if (!weighed() || n->gone)
      return !n->gone;
    set_weight(n, weigh_at_most(value_of(n), max_bytes_ + 1));
    state_.pinned = n;
    make_room(0, 0);
    return !n->gone;
  }

  // --- removal ---

  void erase(base *n) {
    require_no_callback();
    notify(n, removal_cause::erased);
    unlink(n);
    this->destroy(n);
    report();
  }
  template <class Q> std::size_t erase_key(const Q &k) {
    require_no_callback();
    base *n = find_node(k);
    if (n == nullptr)
      return 0;
    if (timed() && expiry::expired(n, state_.expiry.clock.tick(limits_))) {
      retire(n, removal_cause::expired);
      return 0;
    }
    erase(n);
    return 1;
  }
  void clear() {
    require_no_callback();
    if (listener_)
      while (state_.index.order.newest != nullptr)
        erase(state_.index.order.newest);
    this->destroy_all();
    report();
  }
  // Destroys all expired entries and what is in the grace ring.
  std::size_t expire_now() {
    require_no_callback();
    std::size_t count = 0;
    if (timed()) {
      const std::int64_t now = state_.expiry.clock.tick(limits_);
      count = reap_up_to(state_.index.size, now);
      if (!state_.expiry.sorted ||
          (limits_.write_ttl.count() != 0 && limits_.access_ttl.count() != 0))
        count += expire_unsorted(now);
    }
    this->empty_ring();
    return count;
  }

  // --- the whole map ---

  // Appends all entries of another map, in the policy's order, with their
  // marks; `read` says how a value is passed on.
  template <class Read>
  void append_from(const bounded_table &other, Read read) {
    this->make_buckets(other.state_.index.size);
    state_.policy.copy_memory(this->alloc_, other.state_.policy);
    state_.expiry.clock = other.state_.expiry.clock;
    other.state_.policy.for_each_in_order(
        limits_.evict, other.state_.index, [&](base *from) {
          node_holder made(*this, read(value_of(from)));
          copy_marks(from, made.get());
          base *n = made.release();
          this->link(n, true);
          state_.policy.restore(limits_.evict, n);
          if (from == other.state_.policy.sieve.hand)
            state_.policy.sieve.hand = n;
          if (this->extends())
            state_.weight += extended::of(n).weight;
        });
    if (timed())
      state_.expiry.rebuild(limits_, state_.index.order);
    report();
  }

  void require_no_callback() const {
    if (calling_back_)
      throw std::logic_error(
          "mapwarden::bounded_map: changed from within its own removal "
          "listener or weigher, which may only look up; collect what is to be "
          "done and do it after the call");
  }

  void exchange_with(bounded_table &other) noexcept(
      std::is_nothrow_swappable_v<Hash> && std::is_nothrow_swappable_v<Eq>) {
    require_no_callback();
    other.require_no_callback();
    using std::swap;
    this->exchange_contents(other);
    swap(hash_, other.hash_);
    swap(eq_, other.eq_);
    swap(weigher_, other.weigher_);
    swap(listener_, other.listener_);
    exchange_watch(other);
  }
  void report() noexcept {
    if (watch_)
      watch_->changed(state_.index.size, limits_.max_entries,
                      state_.index.buckets.count, this->held_bytes(),
                      state_.weight, state_.inserts, state_.evictions,
                      state_.expirations);
  }

  Hash hash_;
  Eq eq_;
  decltype(map_bounds<K, V>::weigher) weigher_;
  listener listener_;
  std::unique_ptr<bounded_watch> watch_;

private:
  // Whether a key is compared faster than a hash and a key.
  template <class Q>
  static constexpr bool compares_at_once =
      (std::is_arithmetic_v<K> || std::is_enum_v<K> || std::is_pointer_v<K>) &&
      std::is_same_v<K, Q> &&
      (std::is_same_v<Eq, std::equal_to<K>> ||
       std::is_same_v<Eq, std::equal_to<>>);
  template <class Q> bool is(base *n, std::uint32_t hash, const Q &k) const {
    return (compares_at_once<Q> || n->hash == hash) &&
           eq_(value_of(n).first, k);
  }

  // What a hit does besides: see use.
  base *use_by_limits(base *n) {
    if (n != nullptr && timed() && !use_in_time(n))
      n = nullptr;
    if (n != nullptr)
      state_.policy.use(limits_.evict, n);
    if (watch_)
      watch_->looked_up(n != nullptr);
    return n;
  }
  base *use_const_by_limits(base *n) const {
    if (n != nullptr && timed()) {
      const std::int64_t now = state_.expiry.clock.peek(limits_);
      if (expiry::expired(n, now))
        n = nullptr;
      else
        expiry::use_const(limits_, n, now);
    }
    if (n != nullptr)
      state_.policy.use_const(limits_.evict, n);
    if (watch_)
      watch_->looked_up(n != nullptr);
    return n;
  }
  // Looks at the limits, so that lookups need not. To be called when they or
  // the watch were replaced.
  void settle() noexcept {
    plain_lookups_ = !timed() && !watch_ && limits_.evict == eviction::sieve;
    report();
  }

  // Links a node whose key is absent.
  base *insert(std::uint32_t hash, node_holder &made) {
    require_no_callback();
    const std::size_t weight = weigh(made.value().first, made.value().second);
    ++state_.calls;
    state_.index.buckets.make_some(this->alloc_);
    state_.policy.prepare_insertion(limits_.evict, this->alloc_,
                                    state_.index.size);
    reap(2);
    if (limits_.expose_misuse)
      evict_at_random();
    if (weighed() && state_.pinned != nullptr) // likely written to since
      set_weight(state_.pinned,
                 weigh_at_most(value_of(state_.pinned), max_bytes_ + 1));
    const bool recalled =
        state_.policy.recall(limits_.evict, hash, state_.index.size);
    make_room(1, weight);
    base *n = made.release();
    n->hash = hash;
    this->link(n, !limits_.expose_misuse || random() % 2 == 0);
    state_.policy.insert(limits_.evict, n, recalled);
    if (timed())
      state_.expiry.insert(limits_, n, state_.expiry.clock.last);
    if (weighed())
      set_weight(n, weight);
    state_.pinned = n;
    const std::size_t grace = limits_.expose_misuse ? 0 : limits_.grace;
    while (base *due = state_.ring.pop_due(state_.calls, grace))
      this->destroy(due);
    report();
    return n;
  }

  // Evicts until there is room for so many more entries and so much weight.
  void make_room(std::size_t entries, std::size_t weight) {
    while (state_.index.size != 0 &&
           (state_.index.size + entries > limits_.max_entries ||
            state_.weight > max_bytes_ - weight)) {
      state_.policy.prepare_eviction(limits_.evict, this->alloc_,
                                     state_.index.size);
      retire(state_.policy.pick(limits_.evict, state_.index, state_.pinned),
             removal_cause::evicted);
    }
  }
  void evict_at_random() {
    if (state_.index.size < 2 || random() % 32 != 0)
      return;
    base *n = nullptr;
    for (std::size_t at = random(); n == nullptr || n == state_.pinned; ++at) {
      n = state_.index.buckets.of(at);
      if (n != nullptr && n == state_.pinned)
        n = n->chain;
    }
    state_.policy.prepare_eviction(limits_.evict, this->alloc_,
                                   state_.index.size);
    retire(n, removal_cause::evicted);
  }
  // Removes up to `most` expired entries.
  void reap(std::size_t most) {
    if (timed())
      reap_up_to(most, state_.expiry.clock.tick(limits_), state_.pinned);
  }
  std::size_t reap_up_to(std::size_t most, std::int64_t now,
                         const base *except = nullptr) {
    std::size_t count = 0;
    for (; count != most; ++count) {
      base *n = state_.expiry.due(now);
      if (n == nullptr || n == except)
        break;
      retire(n, removal_cause::expired);
    }
    return count;
  }
  std::size_t expire_unsorted(std::int64_t now) {
    std::size_t count = 0;
    for (base *n = state_.index.order.oldest; n != nullptr;) {
      base *next = n->newer;
      if (expiry::expired(n, now)) {
        retire(n, removal_cause::expired);
        ++count;
      }
      n = next;
    }
    return count;
  }

  bool use_in_time(base *n) {
    if (calling_back_) // a listener looks up: nothing may be removed
      return !expiry::expired(n, state_.expiry.clock.peek(limits_));
    const std::int64_t now = state_.expiry.clock.tick(limits_);
    if (expiry::expired(n, now)) {
      retire(n, removal_cause::expired);
      return false;
    }
    state_.expiry.use(limits_, n, now);
    return true;
  }

  // Moves an entry into the grace ring.
  void retire(base *n, removal_cause cause) {
    notify(n, cause);
    if (cause == removal_cause::evicted) {
      state_.policy.evict(limits_.evict, n);
      ++state_.evictions;
    } else {
      ++state_.expirations;
    }
    unlink(n);
    state_.ring.push(n, state_.calls);
    report();
  }
  void unlink(base *n) noexcept {
    state_.policy.remove(limits_.evict, n);
    storage::unlink(n);
    if (timed())
      state_.expiry.remove(n);
    if (weighed())
      set_weight(n, 0);
    if (state_.pinned == n)
      state_.pinned = nullptr;
  }

  void written(base *n, std::size_t weight) {
    if (weighed())
      set_weight(n, weight);
    if (timed())
      state_.expiry.write(limits_, n, state_.expiry.clock.last);
    report();
  }
  void set_weight(base *n, std::size_t weight) noexcept {
    state_.weight = state_.weight - extended::of(n).weight + weight;
    extended::of(n).weight = weight;
  }

  // Sets a flag while a function of the user runs that must not change the map.
  struct callback {
    bool &running;
    bool before;
    explicit callback(bool &flag)
        : running(flag), before(std::exchange(flag, true)) {}
    ~callback() { running = before; }
    callback(const callback &) = delete;
    callback &operator=(const callback &) = delete;
  };
  void notify(base *n, removal_cause cause) {
    if (!listener_)
      return;
    callback running(calling_back_);
    listener_(value_of(n).first, value_of(n).second, cause);
  }
  std::size_t weigh_at_most(const value_type &entry, std::size_t most) {
    callback running(calling_back_);
    const std::size_t weight = (*weigher_)(entry.first, entry.second);
    return weight < most ? weight : most;
  }
  std::size_t weigh(const K &k, const V &v) {
    if (!weighed())
      return 0;
    callback running(calling_back_);
    const std::size_t weight = (*weigher_)(k, v);
    if (weight > max_bytes_)
      throw std::length_error("mapwarden::bounded_map: the entry is heavier "
                              "than max_bytes; it is refused");
    return weight;
  }

  void copy_marks(base *from, base *to) const noexcept {
    to->hash = from->hash;
    to->set_uses(from->uses_seen());
    to->queue = from->queue;
    if (!this->extends())
      return;
    extended &source = extended::of(from), &copy = extended::of(to);
    copy.weight = source.weight;
    copy.write_deadline = source.write_deadline;
    copy.access_deadline.store(
        source.access_deadline.load(std::memory_order_relaxed),
        std::memory_order_relaxed);
  }
  static std::uint64_t fresh_seed() noexcept {
    static std::atomic<std::uint64_t> maps{0};
    const auto place = reinterpret_cast<std::uintptr_t>(&maps);
    return mix64(maps.fetch_add(0x9e3779b97f4a7c15ULL) + place) | 1;
  }
  std::uint64_t random() noexcept {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    return random_ ^= random_ << 17;
  }

  bool plain_lookups_ = false; // SIEVE, not timed, not watched
  bool calling_back_ = false;
  std::uint64_t random_ = fresh_seed();
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_BOUNDED_TABLE_H
