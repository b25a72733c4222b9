// mapwarden: the memory of a bounded_map: nodes, buckets, grace ring.
#ifndef MAPWARDEN_DETAIL_BOUNDED_STORAGE_H
#define MAPWARDEN_DETAIL_BOUNDED_STORAGE_H

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

#include "mapwarden/detail/bounded_index.h"
#include "mapwarden/detail/eviction_state.h"
#include "mapwarden/detail/expiry.h"
#include "mapwarden/limits.h"

namespace mapwarden::detail {

// All that a map holds, without its functions. Copying it hands it over.
template <class Value> struct bounded_state {
  bounded_index index;
  bounded_node_base *pinned = nullptr; // the entry returned last: neither
                                       // evicted nor reaped by an insertion,
                                       // unless it is the only one
  eviction_state<Value> policy;
  grace_ring ring;
  std::size_t calls = 0; // inserting calls, also those that failed
  std::size_t inserts = 0;
  std::size_t evictions = 0;
  std::size_t expirations = 0;
  std::size_t weight = 0; // the sum over all entries
  expiry_queue<Value> expiry;
};

template <class Value, class Alloc> class bounded_storage {
  using plain = bounded_node<Value>;
  using extended = extended_node<Value>;
  using alloc_traits = std::allocator_traits<Alloc>;
  template <class T>
  using traits_of = typename alloc_traits::template rebind_traits<T>;
  static_assert(
      std::is_same_v<typename traits_of<plain>::pointer, plain *>,
      "mapwarden::bounded_map: allocators with pointer classes are not "
      "supported");

public:
  static constexpr std::size_t unlimited =
      std::numeric_limits<std::size_t>::max();
  // So that sums of a few weights do not overflow.
  static constexpr std::size_t most_bytes = unlimited / 4;

  bounded_storage(const limits &l, std::size_t max_bytes, const Alloc &alloc)
      : limits_(l), max_bytes_(max_bytes), alloc_(alloc) {
    require_sensible();
  }
  bounded_storage(const bounded_storage &) = delete;
  bounded_storage &operator=(const bounded_storage &) = delete;
  ~bounded_storage() { destroy_all(); }

  bool timed() const noexcept {
    return expiry_queue<Value>::limits_time(limits_);
  }
  bool weighed() const noexcept { return max_bytes_ != unlimited; }
  // Whether the nodes are extended ones: from the first to the last.
  bool extends() const noexcept {
    return timed() || weighed() ||
           eviction_state<Value>::reorders(limits_.evict);
  }

  static Value &value_of(bounded_node_base *n) noexcept {
    return static_cast<plain *>(n)->value;
  }

  // A constructed node that is destroyed unless it is released.
  class node_holder {
  public:
    template <class... Args>
    explicit node_holder(bounded_storage &s, Args &&...args)
        : storage_(s), node_(s.make(std::forward<Args>(args)...)) {}
    node_holder(const node_holder &) = delete;
    node_holder &operator=(const node_holder &) = delete;
    ~node_holder() {
      if (node_ != nullptr)
        storage_.destroy(node_);
    }
    Value &value() const noexcept { return value_of(node_); }
    bounded_node_base *get() const noexcept { return node_; }
    bounded_node_base *release() noexcept {
      return std::exchange(node_, nullptr);
    }

  private:
    bounded_storage &storage_;
    bounded_node_base *node_;
  };

  void destroy(bounded_node_base *n) noexcept {
    traits_of<plain>::destroy(alloc_, std::addressof(value_of(n)));
    if (extends())
      free_node(static_cast<extended *>(n));
    else
      free_node(static_cast<plain *>(n));
  }

  // Makes buckets for so many entries at once. Throws what the allocator
  // throws, without effect.
  void make_buckets(std::size_t entries) {
    state_.index.buckets.grow_to(alloc_, wanted_buckets(entries));
  }
  // The same, and does not shrink below.
  void reserve_buckets(std::size_t entries) {
    make_buckets(entries);
    state_.index.buckets.reserved = wanted_buckets(entries);
  }

  // There must be a bucket.
  void link(bounded_node_base *n, bool as_newest) noexcept {
    state_.index.link(n, as_newest);
    state_.index.buckets.grow(alloc_, state_.index.size);
    ++state_.inserts;
  }
  void unlink(bounded_node_base *n) noexcept {
    state_.index.unlink(n);
    state_.index.buckets.shrink(alloc_, state_.index.size);
  }
  // Of entries and buckets, without the heap's own overhead, what keys and
  // values own, and what is in the grace ring.
  std::size_t held_bytes() const noexcept {
    return state_.index.size * (extends() ? sizeof(extended) : sizeof(plain)) +
           state_.index.buckets.bytes();
  }

  void empty_ring() noexcept {
    while (bounded_node_base *n = state_.ring.pop())
      destroy(n);
  }

  // Gives back all memory; the map is consistent before the first value is
  // destroyed. The counters go on.
  void destroy_all() noexcept {
    bounded_state<Value> gone = std::exchange(state_, {});
    state_.calls = gone.calls;
    state_.inserts = gone.inserts;
    state_.evictions = gone.evictions;
    state_.expirations = gone.expirations;
    state_.expiry.clock = gone.expiry.clock;
    while (bounded_node_base *n = gone.index.order.newest) {
      gone.index.order.newest = n->older;
      destroy(n);
    }
    while (bounded_node_base *n = gone.ring.pop())
      destroy(n);
    gone.policy.release(alloc_);
    gone.index.buckets.release(alloc_);
  }

  void exchange_contents(bounded_storage &other) noexcept {
    std::swap(state_, other.state_);
    std::swap(limits_, other.limits_);
    std::swap(max_bytes_, other.max_bytes_);
  }

  bounded_state<Value> state_;
  limits limits_;
  std::size_t max_bytes_;
  // For nodes of the one kind; others are rebound from it.
  typename traits_of<plain>::allocator_type alloc_;

private:
  std::size_t wanted_buckets(std::size_t entries) const noexcept {
    return bounded_buckets::wanted(
        entries < limits_.max_entries ? entries : limits_.max_entries);
  }
  void require_sensible() const {
    if (limits_.max_entries == 0)
      throw std::invalid_argument("mapwarden::bounded_map: max_entries is 0; "
                                  "a map that holds nothing is no map");
    if (limits_.max_entries > limits::most_entries)
      throw std::length_error("mapwarden::bounded_map: max_entries exceeds "
                              "limits::most_entries (2^32 - 1)");
    if (weighed() && max_bytes_ == 0)
      throw std::invalid_argument("mapwarden::bounded_map: max_bytes is 0");
    if (weighed() && max_bytes_ > most_bytes)
      throw std::length_error("mapwarden::bounded_map: max_bytes exceeds a "
                              "quarter of the address space");
    if (limits_.write_ttl.count() < 0 || limits_.access_ttl.count() < 0)
      throw std::invalid_argument("mapwarden::bounded_map: a time to live is "
                                  "negative; zero means none");
  }

  template <class... Args> bounded_node_base *make(Args &&...args) {
    if (extends())
      return make_node<extended>(std::forward<Args>(args)...);
    return make_node<plain>(std::forward<Args>(args)...);
  }
  template <class Node, class... Args> Node *make_node(Args &&...args) {
    struct guard {
      bounded_storage &storage;
      Node *n;
      ~guard() {
        if (n != nullptr)
          storage.free_node(n);
      }
    };
    typename traits_of<Node>::allocator_type alloc(alloc_);
    Node *n =
        ::new (static_cast<void *>(traits_of<Node>::allocate(alloc, 1))) Node();
    guard unconstructed{*this, n};
    traits_of<plain>::construct(alloc_, std::addressof(n->value),
                                std::forward<Args>(args)...);
    unconstructed.n = nullptr;
    return n;
  }
  template <class Node> void free_node(Node *n) noexcept {
    n->~Node();
    typename traits_of<Node>::allocator_type alloc(alloc_);
    traits_of<Node>::deallocate(alloc, n, 1);
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_BOUNDED_STORAGE_H
