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
#include "mapwarden/detail/sieve_core.h"
#include "mapwarden/hash.h"

namespace mapwarden {

/// Why an entry leaves a map.
enum class removal_cause : unsigned char {
  replaced, ///< insert_or_assign gives the key a new value
  erased,   ///< erase, clear, assignment to the map or its destruction
  evicted,  ///< the map was full and made room
  expired,  ///< its time was over; not issued yet
};

/// The limits of a bounded_map, given at run time.
struct limits {
  std::size_t max_entries; ///< at least 1
  std::size_t grace = 64;  ///< inserting calls for which an evicted
                           ///< entry stays dereferenceable
};

namespace detail {

template <class F, class Q>
using transparent_t = std::void_t<typename F::is_transparent, Q>;

} // namespace detail

/// A hash map with std::unordered_map's interface and a fixed number of
/// entries: `size() <= max_entries()` at every return. A full map makes room
/// for a new key by evicting an entry by SIEVE: the oldest not looked up
/// since the last pass. An idle map does not shrink by itself.
///
/// References, pointers and iterators: entries never move. Inserting
/// invalidates nothing at once: an *evicted* entry stays dereferenceable for
/// the next 64 inserting calls (limits::grace), so `m[a] = m[b]` and
/// `auto& x = m[k]; m[k2] = 1; x.n++;` are defined, though a write to an
/// evicted entry is lost. The entry returned last by a non-const call is not
/// evicted by the next insertion (unless it is the only one). Erasing
/// invalidates what refers to the erased entry, at once.
///
/// N is the capacity when it is not 0; else it is given to the constructor,
/// as limits. See docs/runtime/bounded_map.md for a table of all members, and
/// for when not to use it.
///
/// Thread safety: as std::unordered_map: const members may run in several
/// threads at once, anything else needs a lock. Complexity: expected constant
/// for single-element operations; an eviction is amortised constant and
/// linear at worst (when every entry was looked up since the last one).
/// Exceptions: a single-element operation that throws (allocation, hash,
/// equality, constructor, listener) has no effect on the entries. Hash and Eq
/// must not throw in their copy constructors for moves to be noexcept.
///
///     mapwarden::bounded_map<std::string, int, 1000> cache;
///     mapwarden::bounded_map<std::string, int> sized(limits{n});
template <class K, class V, std::size_t N = 0, class Hash = std::hash<K>,
          class Eq = std::equal_to<K>,
          class Alloc = std::allocator<std::pair<const K, V>>>
class bounded_map {
  using node = detail::bounded_node<std::pair<const K, V>>;
  using alloc_traits = std::allocator_traits<Alloc>;
  using node_alloc = typename alloc_traits::template rebind_alloc<node>;
  using node_traits = std::allocator_traits<node_alloc>;
  using bucket_alloc =
      typename alloc_traits::template rebind_alloc<detail::sieve_node *>;
  using bucket_traits = std::allocator_traits<bucket_alloc>;
  static_assert(std::is_same_v<typename node_traits::pointer, node *>,
                "mapwarden::bounded_map: allocators with pointer classes are "
                "not supported");
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
  using removal_listener = std::function<void(const K &, V &, removal_cause)>;

  // --- construction ---

  /// Makes an empty map of capacity N; only when N is not 0. Allocates
  /// nothing.
  template <std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  bounded_map() : bounded_map(limits{N}) {}
  template <std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  explicit bounded_map(const Alloc &alloc)
      : bounded_map(limits{N}, Hash(), Eq(), alloc) {}

  /// Makes an empty map with these limits. Allocates nothing.
  /// \throws std::invalid_argument if max_entries is 0, or more than a
  /// compile-time N
  explicit bounded_map(limits l, const Hash &hash = Hash(), const Eq &eq = Eq(),
                       const Alloc &alloc = Alloc())
      : limits_(l), hash_(hash), eq_(eq), alloc_(alloc) {
    if (l.max_entries == 0)
      throw std::invalid_argument("mapwarden::bounded_map: max_entries is 0");
    if (N != 0 && l.max_entries > N)
      throw std::invalid_argument("mapwarden::bounded_map: max_entries "
                                  "exceeds the compile-time capacity");
  }
  bounded_map(limits l, const Alloc &alloc)
      : bounded_map(l, Hash(), Eq(), alloc) {}

  /// Makes a map of the given entries; when there are too many, later ones
  /// evict earlier ones.
  template <class It, std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  bounded_map(It first, It last) : bounded_map() {
    insert(first, last);
  }
  template <class It>
  bounded_map(It first, It last, limits l, const Hash &hash = Hash(),
              const Eq &eq = Eq(), const Alloc &alloc = Alloc())
      : bounded_map(l, hash, eq, alloc) {
    insert(first, last);
  }
  template <std::size_t M = N, std::enable_if_t<(M > 0), int> = 0>
  bounded_map(std::initializer_list<value_type> entries)
      : bounded_map(entries.begin(), entries.end()) {}
  bounded_map(std::initializer_list<value_type> entries, limits l,
              const Hash &hash = Hash(), const Eq &eq = Eq(),
              const Alloc &alloc = Alloc())
      : bounded_map(entries.begin(), entries.end(), l, hash, eq, alloc) {}

  /// Copies entries, order, marks and limits. A copy has no listener: two
  /// maps would release the same values.
  bounded_map(const bounded_map &other)
      : bounded_map(other, alloc_traits::select_on_container_copy_construction(
                               other.get_allocator())) {}
  bounded_map(const bounded_map &other, const Alloc &alloc)
      : bounded_map(other.limits_, other.hash_, other.eq_, alloc) {
    append_from(other,
                [](value_type &from) -> const value_type & { return from; });
  }

  /// Takes over entries, grace ring and listener; references stay valid.
  /// `other` is left empty, with its limits.
  bounded_map(bounded_map &&other) noexcept(
      std::is_nothrow_copy_constructible_v<Hash> &&
      std::is_nothrow_copy_constructible_v<Eq>)
      : core_(), limits_(other.limits_), hash_(other.hash_), eq_(other.eq_),
        alloc_(std::move(other.alloc_)),
        listener_(std::exchange(other.listener_, nullptr)) {
    core_ = std::exchange(other.core_, detail::sieve_core());
  }
  /// The same with another allocator; when the two are not equal, the values
  /// are moved one by one.
  bounded_map(bounded_map &&other, const Alloc &alloc)
      : bounded_map(other.limits_, other.hash_, other.eq_, alloc) {
    if (alloc_ == other.alloc_) {
      core_ = std::exchange(other.core_, detail::sieve_core());
    } else {
      append_from(other, [](value_type &from) {
        return std::pair<const K &, V &&>(from.first, std::move(from.second));
      });
      other.destroy_all();
    }
    listener_ = std::exchange(other.listener_, nullptr);
  }

  /// Replaces the entries and limits by copies. This map keeps its listener,
  /// which is told of the old entries. Has no effect if copying throws.
  bounded_map &operator=(const bounded_map &other) {
    if (this == &other)
      return *this;
    require_no_notification();
    constexpr bool propagate =
        alloc_traits::propagate_on_container_copy_assignment::value;
    bounded_map copy(other,
                     propagate ? other.get_allocator() : get_allocator());
    removal_listener keep = listener_;
    exchange_with(copy);
    if constexpr (propagate)
      std::swap(alloc_, copy.alloc_);
    listener_ = std::move(keep);
    return *this;
  }
  /// Replaces entries, limits and listener by those of `other`; the old
  /// listener is told of the old entries.
  bounded_map &operator=(bounded_map &&other) {
    if (this == &other)
      return *this;
    require_no_notification();
    if constexpr (alloc_traits::propagate_on_container_move_assignment::value) {
      bounded_map taken(std::move(other));
      exchange_with(taken);
      std::swap(alloc_, taken.alloc_);
    } else {
      bounded_map taken(std::move(other), get_allocator());
      exchange_with(taken);
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
  ~bounded_map() {
    if (listener_)
      for (detail::sieve_node *n = core_.newest; n != nullptr; n = n->older)
        notify(n, removal_cause::erased);
    destroy_all();
  }

  // --- size and limits: constant time, no exceptions, nothing invalidated
  // ---

  bool empty() const noexcept { return core_.size == 0; }
  size_type size() const noexcept { return core_.size; }
  /// The number of entries that size() never exceeds.
  size_type max_entries() const noexcept { return limits_.max_entries; }
  size_type capacity() const noexcept { return limits_.max_entries; }
  size_type max_size() const noexcept { return limits_.max_entries; }
  /// The number of entries evicted so far.
  size_type evictions() const noexcept { return core_.evictions; }
  size_type bucket_count() const noexcept { return core_.bucket_count; }
  float load_factor() const noexcept {
    return core_.bucket_count == 0 ? 0.0F
                                   : static_cast<float>(core_.size) /
                                         static_cast<float>(core_.bucket_count);
  }
  allocator_type get_allocator() const noexcept {
    return allocator_type(alloc_);
  }
  hasher hash_function() const { return hash_; }
  key_equal key_eq() const { return eq_; }

  // --- iteration, from the newest entry to the oldest; an entry inserted
  // meanwhile is not visited ---

  iterator begin() noexcept { return iterator(core_.newest); }
  iterator end() noexcept { return iterator(); }
  const_iterator begin() const noexcept { return const_iterator(core_.newest); }
  const_iterator end() const noexcept { return const_iterator(); }
  const_iterator cbegin() const noexcept { return begin(); }
  const_iterator cend() const noexcept { return end(); }

  // --- lookup ---

  /// Finds the entry with this key and counts it as used.
  /// \returns an iterator to it, or end(). Invalidates nothing. Complexity:
  /// expected constant. Exceptions: those of the hash and the equality. The
  /// const forms may run in several threads at once.
  iterator find(const K &k) { return iterator(hit(find_node(k))); }
  const_iterator find(const K &k) const {
    return const_iterator(visited(find_node(k)));
  }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  iterator find(const Q &k) {
    return iterator(hit(find_node(k)));
  }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  const_iterator find(const Q &k) const {
    return const_iterator(visited(find_node(k)));
  }

  /// Whether, or how often (0 or 1), the key is there. It does not count as a
  /// use. Complexity and exceptions: as find.
  bool contains(const K &k) const { return find_node(k) != nullptr; }
  size_type count(const K &k) const { return find_node(k) != nullptr ? 1 : 0; }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  bool contains(const Q &k) const {
    return find_node(k) != nullptr;
  }
  template <class Q, class H = Hash, class E = Eq,
            class = detail::transparent_t<H, Q>,
            class = detail::transparent_t<E, Q>>
  size_type count(const Q &k) const {
    return find_node(k) != nullptr ? 1 : 0;
  }

  /// The value under the key; counts as a use.
  /// \throws std::out_of_range if it is absent, and what find throws
  V &at(const K &k) { return existing(hit(find_node(k)))->value.second; }
  const V &at(const K &k) const {
    return existing(visited(find_node(k)))->value.second;
  }

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
    return insert_new_or_find(
        k, std::piecewise_construct, std::forward_as_tuple(k),
        std::forward_as_tuple(std::forward<Args>(args)...));
  }
  template <class... Args>
  std::pair<iterator, bool> try_emplace(K &&k, Args &&...args) {
    return insert_new_or_find(
        k, std::piecewise_construct, std::forward_as_tuple(std::move(k)),
        std::forward_as_tuple(std::forward<Args>(args)...));
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
    node_holder made(*this, std::forward<Args>(args)...);
    const std::size_t hash = hash_of(made.n->value.first);
    if (detail::sieve_node *n = find_node(hash, made.n->value.first))
      return {iterator(hit(n)), false};
    return {iterator(insert_node(hash, made)), true};
  }
  template <class... Args>
  iterator emplace_hint(const_iterator, Args &&...args) {
    return emplace(std::forward<Args>(args)...).first;
  }

  /// Inserts the entry if its key is absent.
  std::pair<iterator, bool> insert(const value_type &entry) {
    return insert_new_or_find(entry.first, entry);
  }
  std::pair<iterator, bool> insert(value_type &&entry) {
    return insert_new_or_find(entry.first, std::move(entry));
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
      assign(result.first, std::forward<T>(value));
    return result;
  }
  template <class T>
  std::pair<iterator, bool> insert_or_assign(K &&k, T &&value) {
    auto result = try_emplace(std::move(k), std::forward<T>(value));
    if (!result.second)
      assign(result.first, std::forward<T>(value));
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
    detail::sieve_node *n = at.node_;
    assert(n != nullptr && "erase(end())");
    if (n->evicted)
      return end();
    require_no_notification();
    detail::sieve_node *next = n->older;
    notify(n, removal_cause::erased);
    core_.unlink(n);
    destroy(n);
    return iterator(next);
  }
  iterator erase(iterator at) { return erase(const_iterator(at)); }

  /// Erases the entry with this key, which may be the key in the entry
  /// itself.
  /// \returns 1 or 0. Exceptions: those of hash, equality and listener (no
  /// effect).
  size_type erase(const K &k) {
    detail::sieve_node *n = find_node(k);
    if (n == nullptr)
      return 0;
    erase(const_iterator(n));
    return 1;
  }

  /// Erases the entries from `first` up to `last`. If the listener throws,
  /// the earlier ones are gone.
  iterator erase(const_iterator first, const_iterator last) {
    while (first != last)
      first = erase(first);
    return iterator(last.node_);
  }

  /// Erases all entries, empties the grace ring and frees the bucket array:
  /// all references become invalid. Linear. Exceptions: those of the
  /// listener; the entries it was told of are gone then, the others stay.
  void clear() {
    require_no_notification();
    if (listener_) {
      while (core_.newest != nullptr)
        erase(begin());
    }
    destroy_all();
  }

  // --- the rest ---

  /// Makes room in the bucket array for `n` entries (at most max_entries());
  /// a hint. Invalidates nothing. Exceptions: std::bad_alloc, without effect.
  void reserve(size_type n) { reserve_buckets(n); }
  void rehash(size_type n) { reserve_buckets(n); }

  /// Exchanges entries, limits and listeners; references stay valid. The
  /// allocators must be equal, or propagate.
  void swap(bounded_map &other) noexcept(std::is_nothrow_swappable_v<Hash> &&
                                         std::is_nothrow_swappable_v<Eq>) {
    exchange_with(other);
    if constexpr (alloc_traits::propagate_on_container_swap::value)
      std::swap(alloc_, other.alloc_);
    else
      assert(alloc_ == other.alloc_);
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
    require_no_notification();
    listener_ = std::move(listener);
  }

  /// Whether both hold the same keys with equal values; order and limits do
  /// not matter. Counts as no use.
  friend bool operator==(const bounded_map &a, const bounded_map &b) {
    if (a.size() != b.size())
      return false;
    for (const auto &entry : a) {
      detail::sieve_node *n = b.find_node(entry.first);
      if (n == nullptr ||
          !(static_cast<node *>(n)->value.second == entry.second))
        return false;
    }
    return true;
  }
  friend bool operator!=(const bounded_map &a, const bounded_map &b) {
    return !(a == b);
  }

private:
  // A constructed node that is destroyed unless it is linked.
  struct node_holder {
    bounded_map &map;
    node *n;

    template <class... Args>
    explicit node_holder(bounded_map &m, Args &&...args)
        : map(m), n(node_traits::allocate(m.alloc_, 1)) {
      struct guard {
        bounded_map &map;
        node *n;
        ~guard() {
          if (n != nullptr)
            node_traits::deallocate(map.alloc_, n, 1);
        }
      } unconstructed{map, n};
      ::new (static_cast<void *>(n)) node();
      node_traits::construct(map.alloc_, std::addressof(n->value),
                             std::forward<Args>(args)...);
      unconstructed.n = nullptr;
    }
    node_holder(const node_holder &) = delete;
    node_holder &operator=(const node_holder &) = delete;
    ~node_holder() {
      if (n != nullptr)
        map.destroy(n);
    }
  };

  template <class Q> std::size_t hash_of(const Q &k) const {
    return static_cast<std::size_t>(
        detail::mix64(static_cast<std::size_t>(hash_(k))));
  }
  template <class Q>
  detail::sieve_node *find_node(std::size_t hash, const Q &k) const {
    detail::sieve_node *n = core_.first_in_bucket(hash);
    while (n != nullptr && !(n->hash == hash &&
                             eq_(static_cast<const node *>(n)->value.first, k)))
      n = n->chain;
    return n;
  }
  template <class Q> detail::sieve_node *find_node(const Q &k) const {
    return core_.size == 0 ? nullptr : find_node(hash_of(k), k);
  }

  detail::sieve_node *hit(detail::sieve_node *n) noexcept {
    if (n != nullptr)
      core_.pinned = n;
    return visited(n);
  }
  static detail::sieve_node *visited(detail::sieve_node *n) noexcept {
    if (n != nullptr)
      n->visit();
    return n;
  }
  static node *existing(detail::sieve_node *n) {
    if (n == nullptr)
      throw std::out_of_range("mapwarden::bounded_map::at: no such key");
    return static_cast<node *>(n);
  }

  template <class... Args>
  std::pair<iterator, bool> insert_new_or_find(const K &k, Args &&...args) {
    const std::size_t hash = hash_of(k);
    if (detail::sieve_node *n = find_node(hash, k))
      return {iterator(hit(n)), false};
    node_holder made(*this, std::forward<Args>(args)...);
    return {iterator(insert_node(hash, made)), true};
  }

  // Links a node whose key is absent, evicting if full. All that may throw
  // comes before the first change.
  detail::sieve_node *insert_node(std::size_t hash, node_holder &made) {
    require_no_notification();
    reserve_buckets(core_.size + 1);
    detail::sieve_node *victim =
        core_.size < limits_.max_entries ? nullptr : core_.pick_victim();
    if (victim != nullptr)
      notify(victim, removal_cause::evicted);
    ++core_.insertions;
    if (victim != nullptr)
      core_.retire(victim);
    node *n = std::exchange(made.n, nullptr);
    n->hash = hash;
    core_.link(n);
    core_.pinned = n;
    while (detail::sieve_node *due = core_.pop_retired(limits_.grace))
      destroy(due);
    return n;
  }

  template <class T> void assign(iterator at, T &&value) {
    require_no_notification();
    if constexpr (std::is_move_assignable_v<V>) {
      if (listener_) {
        V fresh(std::forward<T>(value));
        notify(at.node_, removal_cause::replaced);
        at->second = std::move(fresh);
        return;
      }
    } else {
      notify(at.node_, removal_cause::replaced);
    }
    at->second = std::forward<T>(value);
  }

  // Appends all entries of another map, oldest first, with their marks;
  // `read` says how a value is passed on.
  template <class Read> void append_from(const bounded_map &other, Read read) {
    reserve_buckets(other.core_.size);
    for (detail::sieve_node *from = other.core_.oldest; from != nullptr;
         from = from->newer) {
      node_holder made(*this, read(static_cast<node *>(from)->value));
      made.n->visited.store(from->visited.load(std::memory_order_relaxed),
                            std::memory_order_relaxed);
      made.n->hash = from->hash;
      core_.link(std::exchange(made.n, nullptr));
      if (from == other.core_.hand)
        core_.hand = core_.newest;
    }
  }

  void reserve_buckets(std::size_t entries) {
    if (entries > limits_.max_entries)
      entries = limits_.max_entries;
    if (entries <= core_.bucket_count)
      return;
    std::size_t count = core_.bucket_count == 0 ? 8 : core_.bucket_count;
    while (count < entries)
      count *= 2;
    bucket_alloc alloc(alloc_);
    detail::sieve_node **array = bucket_traits::allocate(alloc, count);
    for (std::size_t i = 0; i != count; ++i)
      array[i] = nullptr;
    detail::sieve_node **old = core_.buckets;
    const std::size_t old_count = core_.bucket_count;
    core_.adopt_buckets(array, count);
    if (old != nullptr)
      bucket_traits::deallocate(alloc, old, old_count);
  }

  void require_no_notification() const {
    if (notifying_)
      throw std::logic_error("mapwarden::bounded_map: changed from within "
                             "its own removal listener");
  }
  void notify(detail::sieve_node *n, removal_cause cause) {
    if (!listener_)
      return;
    struct flag {
      bool &notifying;
      ~flag() { notifying = false; }
    } running{notifying_ = true};
    auto &entry = static_cast<node *>(n)->value;
    listener_(entry.first, entry.second, cause);
  }

  void destroy(detail::sieve_node *n) noexcept {
    node *dead = static_cast<node *>(n);
    node_traits::destroy(alloc_, std::addressof(dead->value));
    dead->~node();
    node_traits::deallocate(alloc_, dead, 1);
  }
  // Empties the map, ring and bucket array; the map is consistent before the
  // first value is destroyed.
  void destroy_all() noexcept {
    detail::sieve_core gone = core_;
    core_ = detail::sieve_core();
    core_.insertions = gone.insertions;
    core_.evictions = gone.evictions;
    while (detail::sieve_node *n = gone.newest) {
      gone.newest = n->older;
      destroy(n);
    }
    while (detail::sieve_node *n = gone.pop_ring())
      destroy(n);
    if (gone.buckets != nullptr) {
      bucket_alloc alloc(alloc_);
      bucket_traits::deallocate(alloc, gone.buckets, gone.bucket_count);
    }
  }

  void exchange_with(bounded_map &other) noexcept(
      std::is_nothrow_swappable_v<Hash> && std::is_nothrow_swappable_v<Eq>) {
    using std::swap;
    swap(core_, other.core_);
    swap(limits_, other.limits_);
    swap(hash_, other.hash_);
    swap(eq_, other.eq_);
    swap(listener_, other.listener_);
  }

  detail::sieve_core core_;
  limits limits_;
  Hash hash_;
  Eq eq_;
  node_alloc alloc_;
  removal_listener listener_;
  bool notifying_ = false;
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
