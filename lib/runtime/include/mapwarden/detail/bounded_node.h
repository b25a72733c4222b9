// mapwarden: the nodes, lists and iterators of bounded_map.
#ifndef MAPWARDEN_DETAIL_BOUNDED_NODE_H
#define MAPWARDEN_DETAIL_BOUNDED_NODE_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <type_traits>

namespace mapwarden {

template <class K, class V, std::size_t N, class Hash, class Eq, class Alloc>
class bounded_map;

namespace detail {

// A lookup reads from `chain` on to the key and the value, which follow: those
// are neighbours, most often in one cache line.
struct bounded_node_base {
  union {
    bounded_node_base *newer = nullptr; // order of insertion, for iteration,
                                        // SIEVE and FIFO
    std::size_t left_in; // in the grace ring: the number of the inserting call
                         // in which it left
  };
  bounded_node_base *older = nullptr;
  bounded_node_base *chain = nullptr; // next in the bucket; in the grace ring:
                                      // the entry that left next
  std::uint32_t hash = 0;             // mixed
  // Uses since the policy last looked; atomic, as const lookups from several
  // threads count. A lost count does no harm.
  std::atomic<unsigned char> uses{0};
  unsigned char queue = 0; // which of the policy's queues
  bool gone = false;       // in the grace ring

  unsigned char uses_seen() const noexcept {
    return uses.load(std::memory_order_relaxed);
  }
  void set_uses(unsigned char n) noexcept {
    uses.store(n, std::memory_order_relaxed);
  }
  // Reading first keeps the cache line shared between reading threads.
  void count_use(unsigned char most) noexcept {
    const unsigned char seen = uses_seen();
    if (seen < most)
      set_uses(static_cast<unsigned char>(seen + 1));
  }
};

template <class Value> struct bounded_node : bounded_node_base {
  union {
    Value value; // constructed and destroyed by the allocator
  };
  bounded_node() noexcept {}
  ~bounded_node() {}
};

// A point in time that never comes.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

// Nodes of maps with a policy that reorders, with expiry or with weights have
// these fields as well.
template <class Value> struct extended_node : bounded_node<Value> {
  bounded_node_base *queue_newer = nullptr; // the policy's queue
  bounded_node_base *queue_older = nullptr;
  bounded_node_base *expiry_newer = nullptr; // order of expiry
  bounded_node_base *expiry_older = nullptr;
  std::int64_t write_deadline = never;
  std::atomic<std::int64_t> access_deadline{never}; // const lookups defer it
  std::atomic<bool> deferred{false};                // by a const lookup
  std::size_t weight = 0;

  static extended_node &of(bounded_node_base *n) noexcept {
    return *static_cast<extended_node *>(n);
  }
};

// Which pair of links a list uses.
struct insertion_links {
  static bounded_node_base *&newer(bounded_node_base *n) noexcept {
    return n->newer;
  }
  static bounded_node_base *&older(bounded_node_base *n) noexcept {
    return n->older;
  }
};
template <class Value> struct queue_links {
  static bounded_node_base *&newer(bounded_node_base *n) noexcept {
    return extended_node<Value>::of(n).queue_newer;
  }
  static bounded_node_base *&older(bounded_node_base *n) noexcept {
    return extended_node<Value>::of(n).queue_older;
  }
};
template <class Value> struct expiry_links {
  static bounded_node_base *&newer(bounded_node_base *n) noexcept {
    return extended_node<Value>::of(n).expiry_newer;
  }
  static bounded_node_base *&older(bounded_node_base *n) noexcept {
    return extended_node<Value>::of(n).expiry_older;
  }
};

// A doubly linked list through the nodes. Copying it hands it over.
template <class Links> struct bounded_list {
  bounded_node_base *newest = nullptr;
  bounded_node_base *oldest = nullptr;

  void push_newest(bounded_node_base *n) noexcept {
    Links::older(n) = newest;
    Links::newer(n) = nullptr;
    (newest != nullptr ? Links::newer(newest) : oldest) = n;
    newest = n;
  }
  void push_oldest(bounded_node_base *n) noexcept {
    Links::newer(n) = oldest;
    Links::older(n) = nullptr;
    (oldest != nullptr ? Links::older(oldest) : newest) = n;
    oldest = n;
  }
  void remove(bounded_node_base *n) noexcept {
    bounded_node_base *newer = Links::newer(n), *older = Links::older(n);
    (newer != nullptr ? Links::older(newer) : newest) = older;
    (older != nullptr ? Links::newer(older) : oldest) = newer;
  }
  void move_to_newest(bounded_node_base *n) noexcept {
    if (n == newest)
      return;
    remove(n);
    push_newest(n);
  }
  // The next to look at on the way from the oldest to the newest, and round.
  bounded_node_base *after(bounded_node_base *n) const noexcept {
    bounded_node_base *newer = Links::newer(n);
    return newer != nullptr ? newer : oldest;
  }
};

template <class Value, bool Const> class bounded_iterator {
public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Value;
  using difference_type = std::ptrdiff_t;
  using reference = std::conditional_t<Const, const Value &, Value &>;
  using pointer = std::conditional_t<Const, const Value *, Value *>;

  bounded_iterator() noexcept = default;
  template <bool C = Const, std::enable_if_t<C, int> = 0>
  bounded_iterator(const bounded_iterator<Value, false> &other) noexcept
      : node_(other.node_) {}

  reference operator*() const noexcept {
    return static_cast<bounded_node<Value> *>(node_)->value;
  }
  pointer operator->() const noexcept { return std::addressof(**this); }

  // An iterator to an entry in the grace ring goes on to end().
  bounded_iterator &operator++() noexcept {
    node_ = node_->gone ? nullptr : node_->older;
    return *this;
  }
  bounded_iterator operator++(int) noexcept {
    bounded_iterator before = *this;
    ++*this;
    return before;
  }

  friend bool operator==(const bounded_iterator &a,
                         const bounded_iterator &b) noexcept {
    return a.node_ == b.node_;
  }
  friend bool operator!=(const bounded_iterator &a,
                         const bounded_iterator &b) noexcept {
    return a.node_ != b.node_;
  }

private:
  explicit bounded_iterator(bounded_node_base *node) noexcept : node_(node) {}

  bounded_node_base *node_ = nullptr;

  template <class, bool> friend class bounded_iterator;
  template <class, class, std::size_t, class, class, class>
  friend class mapwarden::bounded_map;
};

} // namespace detail
} // namespace mapwarden

#endif // MAPWARDEN_DETAIL_BOUNDED_NODE_H
