// mapwarden: a map of maps that several threads use at once.
#ifndef MAPWARDEN_CONCURRENT_NESTED_MAP_H
#define MAPWARDEN_CONCURRENT_NESTED_MAP_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/compressed.h"
#include "mapwarden/detail/core_map.h"
#include "mapwarden/detail/displaced.h"
#include "mapwarden/detail/nested_stripe.h"
#include "mapwarden/detail/no_plain_access.h"
#include "mapwarden/detail/thread_sync.h"

namespace mapwarden {

/// The options of a concurrent_nested_map.
struct nested_options {
  static constexpr std::size_t unlimited =
      std::numeric_limits<std::size_t>::max();

  /// The most inner entries of one outer key, at least 1: a further one takes
  /// the place of the oldest.
  std::size_t max_inner = unlimited;
  /// How long an inner entry lives after it was last written; 0: for ever.
  std::chrono::nanoseconds inner_ttl{0};
  /// The number of locks, rounded up to a power of two, at most 256.
  std::uint32_t stripes = 256;
  /// Mixed into every hash. Give a random one where strangers choose keys.
  std::uint64_t hash_seed = 0;
};

/// Two levels of keys, for any number of threads: what `map<K1, map<K2, V>>`
/// under a lock is used for, without the empty inner maps that are left behind.
/// An inner map appears with its first entry and vanishes, in the same critical
/// section, with its last one.
///
/// Thread safety: every member but constructor and destructor may run in any
/// thread at any time; each is atomic for its outer key. Values are copied out
/// or looked at under the lock: there are no references. A function given to a
/// member, Eq and constructors run under a lock and must not call the same map:
/// it throws std::logic_error. Complexity: expected constant for members with
/// both keys, linear in the inner entries for those with one. Exceptions: what
/// user code and the allocator throw; then the operation has no effect unless
/// stated otherwise.
///
/// See docs/runtime/concurrent_nested_map.md, also for when not to use it.
///
///     mapwarden::concurrent_nested_map<int, std::string, session> by_user;
///     by_user.put(user, token, s);
///     by_user.erase(user, token); // and the user, when it was the last one
template <class K1, class K2, class V, class Hash1 = std::hash<K1>,
          class Hash2 = std::hash<K2>, class Eq1 = std::equal_to<K1>,
          class Eq2 = std::equal_to<K2>,
          class Alloc = std::allocator<std::pair<const K2, V>>,
          class Sync = detail::thread_sync>
class concurrent_nested_map : public detail::no_plain_nested_access<V>,
                              private detail::compressed<Hash1, 0>,
                              private detail::compressed<Hash2, 1>,
                              private detail::compressed<Eq1, 2>,
                              private detail::compressed<Eq2, 3> {
  using set_type = detail::nested_set<K1, K2, V, Alloc, Sync>;
  using stripe = typename set_type::stripe_type;
  using inner_map = typename stripe::inner_map;
  using outer = typename stripe::outer;
  using inner = typename stripe::inner;
  using guard = typename stripe::guard;

public:
  /// Makes an empty map. Allocates nothing.
  /// \throws std::invalid_argument if max_inner is 0 or inner_ttl negative
  explicit concurrent_nested_map(const nested_options &options = {},
                                 const Alloc &alloc = Alloc())
      : seed_(options.hash_seed ^ detail::default_seed),
        set_(options.max_inner, options.inner_ttl.count(), options.stripes,
             alloc) {
    if (options.max_inner == 0)
      throw std::invalid_argument(
          "mapwarden::concurrent_nested_map: max_inner is 0");
    if (options.inner_ttl.count() < 0)
      throw std::invalid_argument(
          "mapwarden::concurrent_nested_map: inner_ttl is negative");
  }
  concurrent_nested_map(const concurrent_nested_map &) = delete;
  concurrent_nested_map &operator=(const concurrent_nested_map &) = delete;

  /// Sets the value under both keys.
  /// \returns true if it was absent
  template <class M> bool put(const K1 &a, const K2 &b, M &&value) {
    detail::displaced<V> old;
    return with_entry(
        a, b, [&](V &there) { old.assign(there, std::forward<M>(value)); },
        [](V &) noexcept {}, std::forward<M>(value));
  }
  /// Calls f(V&) on the value under both keys, V(args...) if it was absent.
  /// When f throws, an existing value stays as f left it, and no new one is
  /// inserted.
  /// \returns true if it was absent
  template <class F, class... Args>
  bool upsert(const K1 &a, const K2 &b, F &&f, Args &&...args) {
    return with_entry(
        a, b, [&](V &there) { f(there); }, [&](V &fresh) { f(fresh); },
        std::forward<Args>(args)...);
  }
  /// A copy of the value under both keys, or nothing.
  std::optional<V> get(const K1 &a, const K2 &b) const {
    std::optional<V> result;
    visit(a, b, [&](const V &v) { result.emplace(v); });
    return result;
  }
  /// Calls f(const V&) on the value under both keys, if there is one.
  /// \returns whether there was one
  template <class F> bool visit(const K1 &a, const K2 &b, F &&f) const {
    const std::uint64_t bits = bits_of(a);
    const std::uint32_t inner_hash = hash_of(b);
    stripe *const s = set_.find(bits);
    if (s == nullptr)
      return false;
    guard lock(*s);
    const inner *const n =
        s->live(find_outer(*s, a, bits), b, inner_hash, eq2());
    if (n == nullptr)
      return false;
    f(n->value.second);
    return true;
  }
  /// Whether there is an entry under both keys. Inserts nothing. Exceptions:
  /// those of hash and equality.
  bool contains(const K1 &a, const K2 &b) const {
    return visit(a, b, [](const V &) noexcept {});
  }
  /// Whether there is any entry under the outer key; as inner_size.
  bool contains(const K1 &a) const { return inner_size(a) != 0; }
  /// The number of entries under an outer key (expired ones included until they
  /// are met).
  std::size_t inner_size(const K1 &a) const {
    const std::uint64_t bits = bits_of(a);
    stripe *const s = set_.find(bits);
    if (s == nullptr)
      return 0;
    guard lock(*s);
    const outer *const o = find_outer(*s, a, bits);
    return o == nullptr ? 0 : o->value.second.table.size();
  }
  /// Removes the entry under both keys, and the outer one if it was the last.
  /// \returns whether there was one
  bool erase(const K1 &a, const K2 &b) {
    const std::uint64_t bits = bits_of(a);
    const std::uint32_t inner_hash = hash_of(b);
    stripe *const s = set_.find(bits);
    if (s == nullptr)
      return false;
    typename stripe::dead dead(*s);
    guard lock(*s);
    outer *const o = find_outer(*s, a, bits);
    inner *const n = s->live(o, b, inner_hash, eq2());
    if (n == nullptr)
      return false;
    s->remove(*o, n, dead);
    return true;
  }
  /// Removes an outer key with all its entries.
  /// \returns how many
  std::size_t erase(const K1 &a) {
    const std::uint64_t bits = bits_of(a);
    stripe *const s = set_.find(bits);
    if (s == nullptr)
      return 0;
    typename stripe::dead dead(*s);
    guard lock(*s);
    outer *const o = find_outer(*s, a, bits);
    if (o == nullptr)
      return 0;
    const std::size_t n = o->value.second.table.size();
    s->remove_all(*o, dead);
    return n;
  }
  /// Calls f(const K2&, V&) for each entry under an outer key, under the lock;
  /// where f returns true (it may return void), the entry is removed.
  /// \returns whether there was the outer key
  template <class F> bool visit_inner(const K1 &a, F &&f) {
    const std::uint64_t bits = bits_of(a);
    stripe *const s = set_.find(bits);
    if (s == nullptr)
      return false;
    typename stripe::dead dead(*s);
    guard lock(*s);
    outer *const o = find_outer(*s, a, bits);
    if (o == nullptr)
      return false;
    s->visit_inner(*o, dead, f);
    return true;
  }
  /// Removes all expired entries, and outer keys left without any, stripe by
  /// stripe. Linear.
  /// \returns how many entries
  std::size_t expire_now() {
    std::size_t removed = 0;
    set_.each([&](stripe &s) {
      typename stripe::dead dead(s);
      guard lock(s);
      removed += s.expire(dead);
    });
    return removed;
  }
  /// Removes everything, stripe by stripe. Linear.
  void clear() {
    set_.each([](stripe &s) {
      typename stripe::dead dead(s);
      guard lock(s);
      s.remove_everything(dead);
    });
  }

  /// The number of entries. A gauge: exact when no thread writes. Up to 256
  /// steps. Exceptions: none.
  std::size_t size() const noexcept {
    std::size_t sum = 0;
    set_.each([&](const stripe &s) {
      sum += s.entries.load(std::memory_order_relaxed);
    });
    return sum;
  }
  /// The number of outer keys, that is, of inner maps; as size.
  std::size_t outer_size() const noexcept {
    std::size_t sum = 0;
    set_.each([&](const stripe &s) {
      sum += s.outers.load(std::memory_order_relaxed);
    });
    return sum;
  }
  /// Whether there is no entry; as size.
  bool empty() const noexcept { return size() == 0; }
  /// What an outer key costs beyond its entries, in bytes of the inner map.
  static constexpr std::size_t inner_map_bytes() noexcept {
    return sizeof(inner_map);
  }

private:
  const Eq2 &eq2() const noexcept { return detail::compressed<Eq2, 3>::get(); }
  std::uint64_t bits_of(const K1 &a) const {
    return detail::mixed_bits(detail::compressed<Hash1, 0>::get()(a), seed_);
  }
  std::uint32_t hash_of(const K2 &b) const {
    return detail::table_bits(
        detail::mixed_bits(detail::compressed<Hash2, 1>::get()(b), seed_));
  }
  outer *find_outer(stripe &s, const K1 &a, std::uint64_t bits) const {
    const std::uint32_t hash = detail::table_bits(bits);
    return static_cast<outer *>(
        s.table.find(hash, detail::same_key<K1, outer, Eq1>{
                               detail::compressed<Eq1, 2>::get(), a, hash}));
  }

  template <class Existing, class Fresh, class... Args>
  bool with_entry(const K1 &a, const K2 &b, Existing existing, Fresh fresh,
                  Args &&...args) {
    const std::uint64_t bits = bits_of(a);
    const std::uint32_t inner_hash = hash_of(b);
    stripe &s = set_.get(bits);
    typename stripe::dead dead(s);
    guard lock(s);
    outer *o = find_outer(s, a, bits);
    if (inner *const there = s.live_or_removed(o, b, inner_hash, eq2(), dead)) {
      existing(there->value.second);
      s.stamp(*o, there);
      return false;
    }
    typename stripe::outer_hold hold(s, dead);
    if (o == nullptr)
      hold.made(o = s.make_outer(detail::table_bits(bits), a));
    auto &map = o->value.second;
    map.table.make_room(s.set.alloc, inner_hash);
    inner *const n = s.make_inner(
        inner_hash, std::piecewise_construct, std::forward_as_tuple(b),
        std::forward_as_tuple(std::forward<Args>(args)...));
    try {
      fresh(n->value.second);
    } catch (...) {
      dead.add(n);
      throw;
    }
    s.link(*o, n, dead);
    hold.release();
    return true;
  }

  const std::uint64_t seed_;
  mutable set_type set_;
};

} // namespace mapwarden

#endif // MAPWARDEN_CONCURRENT_NESTED_MAP_H
