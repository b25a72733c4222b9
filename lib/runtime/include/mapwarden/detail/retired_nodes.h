// mapwarden: nodes that were unlinked and wait until no lookup can see them.
#ifndef MAPWARDEN_DETAIL_RETIRED_NODES_H
#define MAPWARDEN_DETAIL_RETIRED_NODES_H

#include <memory>
#include <new>

namespace mapwarden::detail {

// A few nodes, in two cache lines on the heap: the nodes themselves have no
// room for a link as long as they are read. Thread safety: none.
template <class Alloc> class retired_nodes {
  using own_alloc = typename std::allocator_traits<
      Alloc>::template rebind_alloc<retired_nodes>;
  using own_traits = std::allocator_traits<own_alloc>;
  static constexpr unsigned capacity = 15;

public:
  // Null when there is no memory.
  static retired_nodes *make(const Alloc &alloc) noexcept {
    own_alloc memory(alloc);
    try {
      return new (static_cast<void *>(own_traits::allocate(memory, 1)))
          retired_nodes;
    } catch (...) {
      return nullptr;
    }
  }
  void free(const Alloc &alloc) noexcept {
    own_alloc memory(alloc);
    this->~retired_nodes();
    own_traits::deallocate(memory, this, 1);
  }

  unsigned size() const noexcept { return count_; }
  bool full() const noexcept { return count_ == capacity; }
  bool nearly_full() const noexcept { return count_ > capacity * 3 / 4; }
  void add(void *node) noexcept { nodes_[count_++] = node; }
  template <class F> void drain(F free_node) noexcept {
    while (count_ != 0)
      free_node(nodes_[--count_]);
  }

private:
  unsigned count_ = 0;
  void *nodes_[capacity];
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_RETIRED_NODES_H
