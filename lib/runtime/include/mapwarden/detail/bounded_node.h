// mapwarden: the nodes and iterators of bounded_map.
#ifndef MAPWARDEN_DETAIL_BOUNDED_NODE_H
#define MAPWARDEN_DETAIL_BOUNDED_NODE_H

#include <cstddef>
#include <iterator>
#include <memory>
#include <type_traits>

#include "mapwarden/detail/sieve_core.h"

namespace mapwarden {

template <class K, class V, std::size_t N, class Hash, class Eq, class Alloc>
class bounded_map;

namespace detail {

template <class Value> struct bounded_node : sieve_node {
  union {
    Value value; // constructed and destroyed by the allocator
  };
  bounded_node() noexcept {}
  ~bounded_node() {}
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

  // An iterator to an evicted entry goes on to end().
  bounded_iterator &operator++() noexcept {
    node_ = node_->evicted ? nullptr : node_->older;
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
  explicit bounded_iterator(sieve_node *node) noexcept : node_(node) {}

  sieve_node *node_ = nullptr;

  template <class, bool> friend class bounded_iterator;
  template <class, class, std::size_t, class, class, class>
  friend class mapwarden::bounded_map;
};

} // namespace detail
} // namespace mapwarden

#endif // MAPWARDEN_DETAIL_BOUNDED_NODE_H
