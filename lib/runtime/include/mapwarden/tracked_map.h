// mapwarden: std::unordered_map that says how much memory it holds.
#ifndef MAPWARDEN_TRACKED_MAP_H
#define MAPWARDEN_TRACKED_MAP_H

#include <cstddef>
#include <cstdio>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "mapwarden/detail/tracking_allocator.h"
#include "mapwarden/registry.h"

namespace mapwarden {

/// Names a tracked_map at construction: `tracked_map<int, int>
/// m(map_name{"sessions"});`.
struct map_name {
  const char *text;
};

namespace detail {

// Where a constructor was called.
struct call_site {
  const char *file;
  unsigned line;
  static constexpr call_site
  current(const char *file = __builtin_FILE(),
          unsigned line = __builtin_LINE()) noexcept {
    return {file, line};
  }
};

class tracked_registration final : public registration {
public:
  tracked_registration(const char *name, map_counters *counters)
      : registration(name), counters_(counters) {
    own(this);
    enlist();
  }
  tracked_registration(call_site at, map_counters *counters)
      : tracked_registration("tracked_map", counters) {
    char text[512];
    std::snprintf(text, sizeof(text), "%.480s:%u", at.file, at.line);
    rename(text);
  }
  ~tracked_registration() {
    own(nullptr);
    unlist();
  }

private:
  void own(registration *owner) noexcept { // for check_growth_inline
    if (counters_ == nullptr)
      return;
    std::lock_guard<std::mutex> lock(the_registry.list.mutex);
    counters_->owner = owner;
  }
  void read(map_stats &out) const override {
    out.kind = "tracked_map";
    if (counters_ == nullptr)
      return;
    out.entries = counters_->nodes();
    out.inserts = counters_->inserted.get();
    out.erases = out.inserts < out.entries ? 0 : out.inserts - out.entries;
    out.bytes = out.entries * counters_->node_size.get() +
                counters_->bucket_bytes.get();
    out.buckets = counters_->bucket_bytes.get() / sizeof(void *);
    out.bucket_arrays = counters_->bucket_arrays.get();
  }
  site_ring *sites() const override {
    return counters_ == nullptr ? nullptr : counters_->sites.get();
  }

  map_counters *counters_;
};

} // namespace detail

/// std::unordered_map, to the letter, with a name and counters that
/// registry::snapshot() reads.
///
/// It derives from std::unordered_map with a counting allocator: members,
/// complexity, invalidation, thread safety and exceptions are those of the
/// standard. Differences: the type of the allocator (so a function that takes
/// `std::unordered_map<K, V>&` does not take it), the size of the object, and
/// some 80 bytes of counters per map (recycled, not freed, when the map dies;
/// without memory for them the map works uncounted). Cost: a few plain
/// instructions per node allocated, one relaxed atomic addition per node freed,
/// a stack walk per 1,024 nodes (growth_alarm tells whose), and a check of the
/// limits of growth_alarm when a bucket array of 1,024 or more is allocated.
/// Names: from the constructor or set_name; else file and line of the default
/// constructor's call; else "tracked_map". A copy or a map moved to takes the
/// name along; assignment and swap leave the names where they are.
///
///     tracked_map<std::string, session> sessions(map_name{"sessions"});
template <class K, class V, class Hash = std::hash<K>,
          class Eq = std::equal_to<K>,
          class Alloc = std::allocator<std::pair<const K, V>>>
class tracked_map
    : private detail::counters_lease,
      public std::unordered_map<
          K, V, Hash, Eq,
          detail::tracking_allocator<std::pair<const K, V>, Alloc>> {
  using tracking = detail::tracking_allocator<std::pair<const K, V>, Alloc>;
  using map = std::unordered_map<K, V, Hash, Eq, tracking>;
  using counting = tracking; // with this map's counters
  template <class It>
  using iterator_category =
      typename std::iterator_traits<It>::iterator_category;

public:
  using node_type = typename map::node_type;
  using insert_return_type = typename map::insert_return_type;
  using size_type = typename map::size_type;
  using value_type = typename map::value_type;
  using const_iterator = typename map::const_iterator;
  using iterator = typename map::iterator;

  /// Makes an empty map, named after the place of this call. Exceptions: none,
  /// unless Hash, Eq or Alloc throws.
  tracked_map(detail::call_site at =
                  detail::call_site::current()) // NOLINT: it must stay
                                                // implicit, as in std
      : map(counting(Alloc(), leased_)), registration_(at, leased_) {}

  /// All of std::unordered_map's constructors. They are not inherited, as each
  /// map's allocator has counters of its own.
  explicit tracked_map(const tracking &alloc)
      : map(counting(alloc.base(), leased_)) {}
  explicit tracked_map(size_type buckets, const Hash &hash = Hash(),
                       const Eq &eq = Eq(), const tracking &alloc = tracking())
      : map(buckets, hash, eq, counting(alloc.base(), leased_)) {}
  tracked_map(size_type buckets, const tracking &alloc)
      : tracked_map(buckets, Hash(), Eq(), alloc) {}
  tracked_map(size_type buckets, const Hash &hash, const tracking &alloc)
      : tracked_map(buckets, hash, Eq(), alloc) {}
  template <class It, class = iterator_category<It>>
  tracked_map(It first, It last, size_type buckets = 0,
              const Hash &hash = Hash(), const Eq &eq = Eq(),
              const tracking &alloc = tracking())
      : map(first, last, buckets, hash, eq, counting(alloc.base(), leased_)) {}
  template <class It, class = iterator_category<It>>
  tracked_map(It first, It last, const tracking &alloc)
      : tracked_map(first, last, 0, Hash(), Eq(), alloc) {}
  template <class It, class = iterator_category<It>>
  tracked_map(It first, It last, size_type buckets, const tracking &alloc)
      : tracked_map(first, last, buckets, Hash(), Eq(), alloc) {}
  template <class It, class = iterator_category<It>>
  tracked_map(It first, It last, size_type buckets, const Hash &hash,
              const tracking &alloc)
      : tracked_map(first, last, buckets, hash, Eq(), alloc) {}
  tracked_map(std::initializer_list<value_type> entries, size_type buckets = 0,
              const Hash &hash = Hash(), const Eq &eq = Eq(),
              const tracking &alloc = tracking())
      : map(entries, buckets, hash, eq, counting(alloc.base(), leased_)) {}
  tracked_map(std::initializer_list<value_type> entries, const tracking &alloc)
      : tracked_map(entries, 0, Hash(), Eq(), alloc) {}
  tracked_map(std::initializer_list<value_type> entries, size_type buckets,
              const tracking &alloc)
      : tracked_map(entries, buckets, Hash(), Eq(), alloc) {}
  tracked_map(std::initializer_list<value_type> entries, size_type buckets,
              const Hash &hash, const tracking &alloc)
      : tracked_map(entries, buckets, hash, Eq(), alloc) {}
  tracked_map(const map &other, const tracking &alloc)
      : map(other, counting(alloc.base(), leased_)) {}
#ifdef __cpp_lib_containers_ranges
  template <class Range>
  tracked_map(std::from_range_t, Range &&range, size_type buckets = 0,
              const Hash &hash = Hash(), const Eq &eq = Eq(),
              const tracking &alloc = tracking())
      : map(std::from_range, std::forward<Range>(range), buckets, hash, eq,
            counting(alloc.base(), leased_)) {}
#endif

  /// Makes a named map; the other arguments are those of any constructor.
  explicit tracked_map(map_name name)
      : map(counting(Alloc(), leased_)), registration_(name.text, leased_) {}
  tracked_map(map_name name, size_type buckets, const Hash &hash = Hash(),
              const Eq &eq = Eq(), const Alloc &alloc = Alloc())
      : map(buckets, hash, eq, counting(alloc, leased_)),
        registration_(name.text, leased_) {}
  template <class First, class... Rest,
            std::enable_if_t<!std::is_integral_v<std::decay_t<First>>, int> = 0>
  tracked_map(map_name name, First &&first, Rest &&...rest)
      : tracked_map(std::forward<First>(first), std::forward<Rest>(rest)...) {
    set_name(name.text);
  }
  tracked_map(map_name name, std::initializer_list<value_type> entries)
      : map(entries, 0, Hash(), Eq(), counting(Alloc(), leased_)),
        registration_(name.text, leased_) {}

  tracked_map(const tracked_map &other)
      : tracked_map(
            other,
            other.get_allocator().select_on_container_copy_construction()) {}
  tracked_map(const tracked_map &other, const tracking &alloc)
      : counters_lease(), map(other, counting(alloc.base(), leased_)),
        registration_(other.name(), leased_) {}
  tracked_map(tracked_map &&other) noexcept(
      std::is_nothrow_move_constructible_v<map>)
      : tracked_map(std::move(other), other.get_allocator()) {}
  tracked_map(tracked_map &&other, const tracking &alloc)
      : counters_lease(),
        map(std::move(other), counting(alloc.base(), leased_)),
        registration_(other.name(), leased_) {
    if (alloc == other.get_allocator())
      exchange_live(counters(), other.counters());
  }
  tracked_map &operator=(const tracked_map &other) {
    map::operator=(other);
    return *this;
  }
  tracked_map &operator=(tracked_map &&other) noexcept(
      std::is_nothrow_move_assignable_v<map>) {
    if (this == &other)
      return *this;
    // What the other map holds changes hands, unless unequal allocators force
    // an element-wise move.
    const bool steals =
        tracking::propagate_on_container_move_assignment::value ||
        this->get_allocator() == other.get_allocator();
    map::operator=(std::move(static_cast<map &>(other)));
    if (steals)
      exchange_live(counters(), other.counters());
    return *this;
  }
  tracked_map &operator=(std::initializer_list<std::pair<const K, V>> entries) {
    map::operator=(entries);
    return *this;
  }
  ~tracked_map() = default;

  /// The name in the registry; valid until set_name or the end of the map.
  const char *name() const noexcept { return registration_.name(); }
  /// Sets the name; at most the last 63 characters are kept. Invalidates what
  /// name() returned. Thread safety: against registry::snapshot() only.
  /// Complexity: constant. Exceptions: none.
  void set_name(const char *name) { registration_.rename(name); }

  /// As std::unordered_map's; each map keeps its name. Complexity: constant.
  void swap(tracked_map &other) noexcept(std::is_nothrow_swappable_v<map>) {
    map::swap(other);
    exchange_live(counters(), other.counters());
  }
  friend void swap(tracked_map &a,
                   tracked_map &b) noexcept(noexcept(a.swap(b))) {
    a.swap(b);
  }

  /// As std::unordered_map's insert and merge. Nodes that come from other maps
  /// bring their share of the counters.
  using map::insert;
  insert_return_type insert(node_type &&handle) {
    if (handle.empty())
      return map::insert(std::move(handle));
    const tracking from(handle.get_allocator());
    insert_return_type result = map::insert(std::move(handle));
    if (result.inserted)
      move_nodes(from.counters(), counters(), 1);
    return result;
  }
  iterator insert(const_iterator hint, node_type &&handle) {
    if (handle.empty())
      return map::insert(hint, std::move(handle));
    const tracking from(handle.get_allocator());
    iterator at = map::insert(hint, std::move(handle));
    if (handle.empty())
      move_nodes(from.counters(), counters(), 1);
    return at;
  }
  template <class Source> void merge(Source &&source) {
    struct guard {
      tracked_map &to;
      std::remove_reference_t<Source> &from;
      std::size_t before;
      ~guard() {
        move_nodes(from.get_allocator().counters(), to.counters(),
                   before - from.size());
      }
    } counting{*this, source, source.size()};
    map::merge(source);
  }

private:
  detail::map_counters *counters() const noexcept { return leased_; }

  static void move_nodes(detail::map_counters *from, detail::map_counters *to,
                         std::size_t count) noexcept {
    if (count == 0 || from == to)
      return;
    if (to != nullptr) {
      to->nodes_came(count);
      if (from != nullptr)
        to->node_size.set(from->node_size.get());
    }
    if (from != nullptr)
      from->nodes_left(count);
  }
  static void exchange_live(detail::map_counters *a,
                            detail::map_counters *b) noexcept {
    if (a != nullptr && b != nullptr && a != b)
      detail::map_counters::exchange_memory(*a, *b);
  }

  detail::tracked_registration registration_{"tracked_map", leased_};
};

} // namespace mapwarden

#endif // MAPWARDEN_TRACKED_MAP_H
