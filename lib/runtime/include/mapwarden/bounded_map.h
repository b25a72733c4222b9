// mapwarden: a hash map that never holds more than a fixed number of entries.
#ifndef MAPWARDEN_BOUNDED_MAP_H
#define MAPWARDEN_BOUNDED_MAP_H

#include <cassert>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/bounded_node.h"
#include "mapwarden/detail/bounded_table.h"
#include "mapwarden/limits.h"

namespace mapwarden {

namespace detail {

template <class F, class Q>
using transparent_t = std::void_t<typename F::is_transparent, Q>;

} // namespace detail

/// A hash map with std::unordered_map's interface and a fixed number of
/// entries: `size() <= max_entries()` at every return. A full map makes room
/// for a new key by evicting an entry, by default by SIEVE: the oldest not
/// looked up since the last pass. An idle map does not shrink by itself.
///
/// References, pointers and iterators: entries never move. Inserting
/// invalidates nothing at once: an *evicted or expired* entry stays
/// dereferenceable for the next 64 inserting calls (limits::grace), so
/// `m[a] = m[b]` and `auto& x = m[k]; m[k2] = 1; x.n++;` are defined, though a
/// write to an evicted entry is lost. The entry returned last by a non-const
/// call is not evicted by the next insertion (unless it is the only one).
/// Erasing invalidates what refers to the erased entry, at once. Debug and
/// AddressSanitizer builds keep evicted entries for one inserting call only,
/// evict early at random and iterate in random order
/// (limits::expose_misuse).
///
/// N is the capacity when it is not 0; else it is given to the constructor,
/// as limits. See docs/runtime/bounded_map.md for a table of all members, and
/// for when not to use it.
///
/// Thread safety: as std::unordered_map: const members may run in several
/// threads at once, anything else needs a lock. Complexity: expected constant
/// for single-element operations; an eviction is amortised constant and
/// linear at worst (when every entry was looked up since the last one). Growing
/// and shrinking stop nothing: an insertion splits, an erasure merges, at most
/// four buckets.
/// Exceptions: a single-element operation that throws (allocation, hash,
/// equality, constructor, weigher, listener) has no effect on the entries,
/// except that those of whose removal the listener was told before are gone.
/// Hash and Eq must not throw in their copy constructors for moves to be
/// noexcept.
///
///     mapwarden::bounded_map<std::string, int, 1000> cache;
///     mapwarden::bounded_map<std::string, int> sized(limits{n});
///     mapwarden::bounded_map<std::string, session> sessions(
///         limits{n}.expire_after_access(10min).weighed(
///             64 << 20, [](const std::string &k, const session &s) {
///               return k.size() + s.bytes();
///             }));
template <class K, class V, std::size_t N = 0, class Hash = std::hash<K>,
          class Eq = std::equal_to<K>,
          class Alloc = std::allocator<std::pair<const K, V>>>
class bounded_map : private detail::bounded_table<K, V, Hash, Eq, Alloc> {
  using table = detail::bounded_table<K, V, Hash, Eq, Alloc>;
  using node = detail::bounded_node_base;
  using alloc_traits = std::allocator_traits<Alloc>;
  using bounds = detail::map_bounds<K, V>;
  static_assert(
      std::is_same_v<typename alloc_traits::value_type, std::pair<const K, V>>,
      "mapwarden::bounded_map: the allocator must be for "
      "std::pair<const K, V>");

public:
  using key_type = K;
  using mapped_type = V;
  using value_type = std::pair<const K, V>;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using hasher = Hash;
  using key_equal = Eq;
  using allocator_type = Alloc;
  using reference = value_type &;
  using const_reference = const value_type &;
  using pointer = typename alloc_traits::pointer;
  using const_pointer = typename alloc_traits::const_pointer;
  using iterator = detail::bounded_iterator<value_type, false>;
  using const_iterator = detail::bounded_iterator<value_type, true>;

  /// Is told of each entry before it leaves the map: its key, its value
  /// (which it may move from), and why.
  using removal_listener = typename table::listener;

  // --- construction ---

  /// Makes an empty map of capacity N; only when N is not 0. Allocates
  /// nothing.
  template <std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  bounded_map() : bounded_map(limits{N}) {}
  template <std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  explicit bounded_map(const Alloc &alloc)
      : bounded_map(limits{N}, Hash(), Eq(), alloc) {}

  /// Makes an empty map with these limits, or weighed limits. Allocates
  /// nothing, unless it is weighed or watched.
  /// \throws std::invalid_argument if max_entries or max_bytes is 0, a time to
  /// live is negative, or max_entries is more than a compile-time N;
  /// std::length_error if max_entries or max_bytes is out of range
  explicit bounded_map(bounds b, const Hash &hash = Hash(), const Eq &eq = Eq(),
                       const Alloc &alloc = Alloc())
      : table(b, hash, eq, alloc) {
    if (N != 0 && b.entries.max_entries > N)
      throw std::invalid_argument("mapwarden::bounded_map: max_entries "
                                  "exceeds the compile-time capacity");
  }
  bounded_map(bounds b, const Alloc &alloc)
      : bounded_map(std::move(b), Hash(), Eq(), alloc) {}

  /// Makes a map of the given entries; when there are too many, later ones
  /// evict earlier ones.
  template <class It, std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  bounded_map(It first, It last) : bounded_map() {
    insert(first, last);
  }
  template <class It>
  bounded_map(It first, It last, bounds b, const Hash &hash = Hash(),
              const Eq &eq = Eq(), const Alloc &alloc = Alloc())
      : bounded_map(std::move(b), hash, eq, alloc) {
    insert(first, last);
  }
  template <std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  bounded_map(std::initializer_list<value_type> entries)
      : bounded_map(entries.begin(), entries.end()) {}
  bounded_map(std::initializer_list<value_type> entries, bounds b,
              const Hash &hash = Hash(), const Eq &eq = Eq(),
              const Alloc &alloc = Alloc())
      : bounded_map(entries.begin(), entries.end(), std::move(b), hash, eq,
                    alloc) {}

  /// Copies entries, order of eviction, marks, deadlines and limits. A copy
  /// has no listener, as two maps would release the same values, and is not
  /// watched.
  bounded_map(const bounded_map &other)
      : bounded_map(other, alloc_traits::select_on_container_copy_construction(
                               other.get_allocator())) {}
  bounded_map(const bounded_map &other, const Alloc &alloc)
      : bounded_map(other.own_bounds(), other.hash_, other.eq_, alloc) {
    this->append_from(
        other, [](value_type &from) -> const value_type & { return from; });
  }

  /// Takes over entries, grace ring, listener and watch; references stay
  /// valid. `other` is left empty, with its limits.
  bounded_map(bounded_map &&other) noexcept(
      std::is_nothrow_copy_constructible_v<Hash> &&
      std::is_nothrow_copy_constructible_v<Eq>)
      : table(std::move(other)) {}
  /// The same with another allocator; when the two are not equal, the values
  /// are moved one by one.
  bounded_map(bounded_map &&other, const Alloc &alloc)
      : bounded_map(other.own_bounds(), other.hash_, other.eq_, alloc) {
    if (this->alloc_ == other.alloc_) {
      this->take(other);
      return;
    }
    this->append_from(other, [](value_type &from) {
      return std::pair<const K &, V &&>(from.first, std::move(from.second));
    });
    other.destroy_all();
    this->take_attachments(other);
  }

  /// Replaces the entries and limits by copies. This map keeps its listener,
  /// which is told of the old entries, and its watch. Has no effect if copying
  /// throws.
  bounded_map &operator=(const bounded_map &other) {
    if (this == &other)
      return *this;
    this->require_no_callback();
    constexpr bool propagate =
        alloc_traits::propagate_on_container_copy_assignment::value;
    bounded_map copy(other,
                     propagate ? other.get_allocator() : get_allocator());
    removal_listener keep = this->listener_;
    this->exchange_with(copy);
    if constexpr (propagate)
      std::swap(this->alloc_, copy.alloc_);
    this->listener_ = std::move(keep);
    this->exchange_watch(copy);
    return *this;
  }
  /// Replaces entries, limits, listener and watch by those of `other`; the old
  /// listener is told of the old entries.
  bounded_map &operator=(bounded_map &&other) {
    if (this == &other)
      return *this;
    this->require_no_callback();
    if constexpr (alloc_traits::propagate_on_container_move_assignment::value) {
      bounded_map taken(std::move(other));
      this->exchange_with(taken);
      std::swap(this->alloc_, taken.alloc_);
    } else {
      bounded_map taken(std::move(other), get_allocator());
      this->exchange_with(taken);
    }
    return *this;
  }
  /// Erases all entries, then inserts these.
  bounded_map &operator=(std::initializer_list<value_type> entries) {
    clear();
    insert(entries);
    return *this;
  }

  /// Tells the listener of all entries (it must not throw here) and destroys
  /// them.
  ~bounded_map() = default;

  // --- size and limits: constant time, no exceptions, nothing invalidated
  // ---

  /// Whether size() is 0.
  bool empty() const noexcept { return size() == 0; }
  /// Expired entries count until they are found.
  size_type size() const noexcept { return this->state_.index.size; }
  /// The number of entries that size() never exceeds.
  size_type max_entries() const noexcept { return this->limits_.max_entries; }
  size_type capacity() const noexcept { return max_entries(); }
  size_type max_size() const noexcept { return max_entries(); }
  /// The sum of the entries' weights: 0 without weighed limits. It exceeds
  /// max_bytes() at no return.
  size_type bytes() const noexcept { return this->state_.weight; }
  /// The weight that bytes() never exceeds; the largest number without weighed
  /// limits.
  size_type max_bytes() const noexcept { return this->max_bytes_; }
  /// The number of entries evicted, or expired, so far.
  size_type evictions() const noexcept { return this->state_.evictions; }
  size_type expirations() const noexcept { return this->state_.expirations; }
  /// Buckets of the hash table; for monitoring. At least two per entry, unless
  /// memory for more was refused; after erasures at most four per entry, or
  /// what was reserved.
  size_type bucket_count() const noexcept {
    return this->state_.index.buckets.count;
  }
  float load_factor() const noexcept {
    return bucket_count() == 0 ? 0.0F
                               : static_cast<float>(size()) /
                                     static_cast<float>(bucket_count());
  }
  allocator_type get_allocator() const noexcept {
    return allocator_type(this->alloc_);
  }
  hasher hash_function() const { return this->hash_; }
  key_equal key_eq() const { return this->eq_; }

  // --- iteration, from the newest entry to the oldest; an entry inserted
  // meanwhile is not visited ---

  iterator begin() noexcept {
    return iterator(this->state_.index.order.newest);
  }
  iterator end() noexcept { return iterator(); }
  const_iterator begin() const noexcept {
    return const_iterator(this->state_.index.order.newest);
  }
  const_iterator end() const noexcept { return const_iterator(); }
  const_iterator cbegin() const noexcept { return begin(); }
  const_iterator cend() const noexcept { return end(); }

  // --- lookup ---

  /// Finds the entry with this key and counts it as used.
  /// \returns an iterator to it, or end(). Invalidates nothing. Complexity:
  /// expected constant. Exceptions: those of the hash and the equality. The
  /// const forms may run in several threads at once.
  iterator find(const K &k) { return iterator(this->use(k)); }
  const_iterator find(const K &k) const {
    return const_iterator(this->use_const(k));
  }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  iterator find(const Q &k) {
    return iterator(this->use(k));
  }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  const_iterator find(const Q &k) const {
    return const_iterator(this->use_const(k));
  }

  /// Whether, or how often (0 or 1), the key is there. It does not count as a
  /// use. Complexity and exceptions: as find.
  bool contains(const K &k) const { return this->peek(k) != nullptr; }
  size_type count(const K &k) const { return this->peek(k) != nullptr ? 1 : 0; }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  bool contains(const Q &k) const {
    return this->peek(k) != nullptr;
  }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  size_type count(const Q &k) const {
    return this->peek(k) != nullptr ? 1 : 0;
  }

  /// The value under the key; counts as a use.
  /// \throws std::out_of_range if it is absent, and what find throws
  V &at(const K &k) { return existing(this->use(k)).second; }
  const V &at(const K &k) const { return existing(this->use_const(k)).second; }

  /// The range of the entries with this key: one or none. As find.
  std::pair<iterator, iterator> equal_range(const K &k) {
    iterator it = find(k);
    return {it, it == end() ? it : std::next(it)};
  }
  std::pair<const_iterator, const_iterator> equal_range(const K &k) const {
    const_iterator it = find(k);
    return {it, it == end() ? it : std::next(it)};
  }

  // --- insertion ---
  // A new key in a full map evicts one entry, after everything that may throw
  // has succeeded. Evicted entries stay dereferenceable for the next `grace`
  // inserting calls. An existing key counts as used. Expected constant time
  // (an eviction: see the class). Exceptions: those of allocation,
  // construction, hash, equality and listener: no effect. Inserting from
  // within the listener throws std::logic_error.

  /// The value under the key, inserted as V() if absent.
  V &operator[](const K &k) { return try_emplace(k).first->second; }
  V &operator[](K &&k) { return try_emplace(std::move(k)).first->second; }

  /// Inserts V(args...) under the key if it is absent; otherwise neither key
  /// nor args are moved from.
  /// \returns an iterator to the entry, and whether it was inserted
  template <class... Args>
  std::pair<iterator, bool> try_emplace(const K &k, Args &&...args) {
    return inserted(this->find_or_insert(
        k, std::piecewise_construct, std::forward_as_tuple(k),
        std::forward_as_tuple(std::forward<Args>(args)...)));
  }
  template <class... Args>
  std::pair<iterator, bool> try_emplace(K &&k, Args &&...args) {
    return inserted(this->find_or_insert(
        k, std::piecewise_construct, std::forward_as_tuple(std::move(k)),
        std::forward_as_tuple(std::forward<Args>(args)...)));
  }
  template <class... Args>
  iterator try_emplace(const_iterator, const K &k, Args &&...args) {
    return try_emplace(k, std::forward<Args>(args)...).first;
  }
  template <class... Args>
  iterator try_emplace(const_iterator, K &&k, Args &&...args) {
    return try_emplace(std::move(k), std::forward<Args>(args)...).first;
  }

  /// Inserts value_type(args...) if its key is absent. The entry is
  /// constructed first, as in std.
  template <class... Args> std::pair<iterator, bool> emplace(Args &&...args) {
    return inserted(table::emplace(std::forward<Args>(args)...));
  }
  template <class... Args>
  iterator emplace_hint(const_iterator, Args &&...args) {
    return emplace(std::forward<Args>(args)...).first;
  }

  /// Inserts the entry if its key is absent.
  std::pair<iterator, bool> insert(const value_type &entry) {
    return inserted(this->find_or_insert(entry.first, entry));
  }
  std::pair<iterator, bool> insert(value_type &&entry) {
    return inserted(this->find_or_insert(entry.first, std::move(entry)));
  }
  template <class P, std::enable_if_t<std::is_constructible_v<value_type, P &&>,
                                      int> = 0>
  std::pair<iterator, bool> insert(P &&entry) {
    return emplace(std::forward<P>(entry));
  }
  iterator insert(const_iterator, const value_type &entry) {
    return insert(entry).first;
  }
  iterator insert(const_iterator, value_type &&entry) {
    return insert(std::move(entry)).first;
  }
  template <class P, std::enable_if_t<std::is_constructible_v<value_type, P &&>,
                                      int> = 0>
  iterator insert(const_iterator, P &&entry) {
    return emplace(std::forward<P>(entry)).first;
  }
  /// Inserts each entry in turn; each new key counts as one inserting call.
  /// If one throws, the earlier ones stay.
  template <class It> void insert(It first, It last) {
    for (; first != last; ++first)
      insert(*first);
  }
  void insert(std::initializer_list<value_type> entries) {
    insert(entries.begin(), entries.end());
  }

  /// Inserts the value under the key, or assigns it to the value there (the
  /// listener is told first: replaced). With a listener, a throwing
  /// constructor of V or listener leaves the old value; otherwise V's
  /// assignment decides.
  template <class T>
  std::pair<iterator, bool> insert_or_assign(const K &k, T &&value) {
    auto result = try_emplace(k, std::forward<T>(value));
    if (!result.second)
      this->assign(result.first.node_, std::forward<T>(value));
    return result;
  }
  template <class T>
  std::pair<iterator, bool> insert_or_assign(K &&k, T &&value) {
    auto result = try_emplace(std::move(k), std::forward<T>(value));
    if (!result.second)
      this->assign(result.first.node_, std::forward<T>(value));
    return result;
  }
  template <class T>
  iterator insert_or_assign(const_iterator, const K &k, T &&value) {
    return insert_or_assign(k, std::forward<T>(value)).first;
  }
  template <class T>
  iterator insert_or_assign(const_iterator, K &&k, T &&value) {
    return insert_or_assign(std::move(k), std::forward<T>(value)).first;
  }

  // --- removal ---

  /// Erases the entry. Invalidates what refers to it. Constant time.
  /// Exceptions: those of the listener (no effect).
  /// \returns an iterator to the next entry; end(), without effect, if the
  /// entry was evicted already
  iterator erase(const_iterator at) {
    node *n = at.node_;
    assert(n != nullptr && "erase(end())");
    if (n->gone)
      return end();
    node *next = n->older;
    table::erase(n);
    return iterator(next);
  }
  iterator erase(iterator at) { return erase(const_iterator(at)); }

  /// Erases the entry with this key, which may be the key in the entry
  /// itself.
  /// \returns 1 or 0. Exceptions: those of hash, equality and listener (no
  /// effect).
  size_type erase(const K &k) { return this->erase_key(k); }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>,
            class = std::enable_if_t<!std::is_convertible_v<Q, iterator> &&
                                     !std::is_convertible_v<Q, const_iterator>>>
  size_type erase(Q &&k) {
    return this->erase_key(k);
  }

  /// Erases the entries from `first` up to `last`. If the listener throws,
  /// the earlier ones are gone.
  iterator erase(const_iterator first, const_iterator last) {
    while (first != last)
      first = erase(first);
    return iterator(last.node_);
  }

  /// Erases all entries, empties the grace ring and frees the buckets, the
  /// reserved ones as well: all references become invalid. Linear. Exceptions:
  /// those of the listener; the entries it was told of are gone then, the
  /// others stay.
  void clear() { table::clear(); }

  /// Removes all expired entries, and gives back the memory of those in the
  /// grace ring. Invalidates what refers to them. Linear in the number of
  /// expired entries; in size() if both times to live are set, or const lookups
  /// deferred an expiry. Exceptions: those of the listener; the entries it was
  /// told of are gone then.
  /// \returns the number of entries removed
  size_type expire_now() { return table::expire_now(); }

  /// Weighs an entry again after its value was changed in place. (The entry
  /// that was returned last is weighed again by the next insertion.) Evicts
  /// others to make room, and the entry itself when it is too heavy alone.
  /// \returns whether the entry stays. Exceptions: those of weigher and
  /// listener.
  bool reweigh(const_iterator at) { return table::reweigh(at.node_); }

  // --- the rest ---

  /// Makes buckets for `n` entries (at most max_entries()), and keeps as many
  /// until clear(), whatever is erased; the last call counts. For speed only:
  /// without it buckets are made a few at a time. Invalidates nothing. Linear
  /// in the buckets made. Exceptions: those of the allocator, without effect.
  void reserve(size_type n) { this->reserve_buckets(n); }
  /// The same: `n` are entries here as well.
  void rehash(size_type n) { this->reserve_buckets(n); }

  /// Exchanges entries, limits and listeners; references stay valid. The
  /// allocators must be equal, or propagate.
  void swap(bounded_map &other) noexcept(std::is_nothrow_swappable_v<Hash> &&
                                         std::is_nothrow_swappable_v<Eq>) {
    this->exchange_with(other);
    if constexpr (alloc_traits::propagate_on_container_swap::value)
      std::swap(this->alloc_, other.alloc_);
    else
      assert(this->alloc_ == other.alloc_);
  }
  friend void swap(bounded_map &a,
                   bounded_map &b) noexcept(noexcept(a.swap(b))) {
    a.swap(b);
  }

  /// Sets what is told of entries before they leave the map; an empty
  /// function for none.
  ///
  /// It runs inside the call that removes the entry, which is still in the
  /// map: it may look entries up, but inserting or erasing throws
  /// std::logic_error. If it throws, the call has no effect (except clear,
  /// ranges and destruction).
  void set_removal_listener(removal_listener listener) {
    this->require_no_callback();
    this->listener_ = std::move(listener);
  }

  /// Whether both hold the same keys with equal values; order and limits do
  /// not matter. Counts as no use.
  friend bool operator==(const bounded_map &a, const bounded_map &b) {
    if (a.size() != b.size())
      return false;
    for (const auto &entry : a) {
      node *n = b.find_node(entry.first);
      if (n == nullptr || !(table::value_of(n).second == entry.second))
        return false;
    }
    return true;
  }
  friend bool operator!=(const bounded_map &a, const bounded_map &b) {
    return !(a == b);
  }

private:
  bounds own_bounds() const {
    bounds b(this->limits_);
    b.max_bytes = this->max_bytes_;
    b.weigher = this->weigher_;
    return b;
  }
  static std::pair<iterator, bool> inserted(std::pair<node *, bool> result) {
    return {iterator(result.first), result.second};
  }
  static value_type &existing(node *n) {
    if (n == nullptr)
      throw std::out_of_range("mapwarden::bounded_map::at: no such key");
    return table::value_of(n);
  }
};

/// Erases the entries for which `pred(entry)` holds; returns their number.
/// Linear. Exceptions: those of `pred` and of the listener; the entries
/// erased before stay erased.
template <class K, class V, std::size_t N, class Hash, class Eq, class Alloc,
          class Pred>
std::size_t erase_if(bounded_map<K, V, N, Hash, Eq, Alloc> &m, Pred pred) {
  const std::size_t before = m.size();
  for (auto it = m.begin(); it != m.end();) {
    if (pred(*it))
      it = m.erase(it);
    else
      ++it;
  }
  return before - m.size();
}

} // namespace mapwarden

#endif // MAPWARDEN_BOUNDED_MAP_H
