// mapwarden: the core table: a directory of small leaves over nodes that never
// move (extendible hashing, R. Fagin et al. 1979).
#ifndef MAPWARDEN_DETAIL_LEAF_DIRECTORY_H
#define MAPWARDEN_DETAIL_LEAF_DIRECTORY_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/leaf.h"

namespace mapwarden::detail {

// Whether a node's key is the one searched for. Comparing hashes first spares
// calls of an equality that may be slow.
template <class K, class Node, class Eq> struct same_key {
  const Eq &equal;
  std::conditional_t<std::is_scalar_v<K>, const K, const K &> key;
  std::uint32_t hash;

  MAPWARDEN_DETAIL_INLINE bool operator()(const table_node *n) const {
    if constexpr (!std::is_scalar_v<K>)
      if (n->hash != hash)
        return false;
    return equal(static_cast<const Node *>(n)->value.first, key);
  }
};

// What happened so far: the progress of growing and shrinking.
struct table_progress {
  std::size_t splits = 0;
  std::size_t merges = 0;
};

// Finds nodes by the 32 bits of their hash. The first `depth` bits of a hash
// choose one of 2^depth references to leaves; a leaf that shares fewer bits is
// referred to several times. A leaf that overflows is replaced by a larger one
// or split in two, one that becomes sparse is merged with its neighbour or
// replaced by a smaller one, and the directory doubles and halves: no step
// touches more than one leaf's entries, or copies more than the directory.
//
// Keys that agree in so many bits that splitting would blow up the directory
// (hostile ones, or a bad hash function) are chained to their leaf.
//
// It links nodes that the owner makes and destroys. An empty table holds no
// memory. Thread safety: none; the owner's lock. MaxEntries is less than 2^32
// in tests only.
template <class Alloc, std::uint32_t MaxEntries = 0xFFFFFFFFU>
class leaf_directory {
  using leaf_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<leaf_memory>;
  using leaf_traits = std::allocator_traits<leaf_alloc>;
  using ref_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<leaf_ref>;
  using ref_traits = std::allocator_traits<ref_alloc>;
  static_assert(std::is_same_v<typename leaf_traits::pointer, leaf_memory *> &&
                    std::is_same_v<typename ref_traits::pointer, leaf_ref *>,
                "mapwarden: allocators with pointer classes are not supported");

public:
  leaf_directory() noexcept : references_(&single_) {}
  leaf_directory(leaf_directory &&other) noexcept : leaf_directory() {
    swap(other);
  }
  leaf_directory &operator=(leaf_directory &&) = delete;

  void swap(leaf_directory &other) noexcept {
    std::swap(references_, other.references_);
    std::swap(single_, other.single_);
    if (references_ == &other.single_)
      references_ = &single_;
    if (other.references_ == &single_)
      other.references_ = &other.single_;
    std::swap(shift_, other.shift_);
    std::swap(size_, other.size_);
    std::swap(leaves_, other.leaves_);
    std::swap(deepest_, other.deepest_);
    std::swap(splits_, other.splits_);
    std::swap(merges_, other.merges_);
  }

  std::uint32_t size() const noexcept { return size_; }
  unsigned depth() const noexcept { return 32U - shift_; }
  std::size_t leaves() const noexcept { return leaves_; }
  table_progress progress() const noexcept { return {splits_, merges_}; }

  // The node of this hash for which equal(node) is true, or null. equal is
  // asked about nodes of other hashes as well.
  template <class Equal>
  MAPWARDEN_DETAIL_INLINE table_node *find(std::uint32_t hash,
                                           Equal equal) const {
    return reference(hash).find(hash, equal);
  }

  // Makes room for one more node with this hash; what it throws (of the
  // allocator; std::length_error) changes nothing that a caller can see.
  void make_room(const Alloc &alloc, std::uint32_t hash) {
    if (size_ == MaxEntries)
      throw std::length_error("mapwarden: the table holds as many entries as "
                              "it can (2^32 - 1)");
    if (leaves_ == 0) {
      single_ = leaf_ref(new_leaf(alloc, 1, 0));
      return;
    }
    for (;;) {
      leaf *const l = reference(hash).get();
      if (has_room(l))
        return;
      if (l->groups != leaf::max_groups)
        replace(alloc, l, hash, leaf::limit(l->groups) + 1U);
      else if (may_split(l))
        split(alloc, l, hash);
      else
        return chain(alloc, l, hash);
    }
  }

  // Links a node whose hash is set; make_room(node->hash) came before.
  void link(table_node *node) noexcept {
    leaf *l = reference(node->hash).get();
    while (l->full())
      l = l->overflow;
    l->put(node);
    ++size_;
  }

  // Unlinks a node that is linked, and gives memory back.
  void unlink(const Alloc &alloc, table_node *node) noexcept {
    leaf *const head = reference(node->hash).get();
    leaf *l = head;
    while (!l->take(node))
      l = l->overflow;
    if (--size_ == 0)
      reset(alloc);
    else if (head->overflow != nullptr)
      shorten_chain(alloc, head, l, node->hash);
    else if (l->sparse())
      shrink(alloc, l, node->hash);
  }

  // Puts another node with the same hash in a linked node's place.
  void exchange(const table_node *old, table_node *replacement) noexcept {
    replacement->hash = old->hash;
    for (leaf *l = reference(old->hash).get();; l = l->overflow)
      if (table_node **slot = l->find(old)) {
        *slot = replacement;
        return;
      }
  }

  // Calls f(node) for each node whose hash is at least `from` in the leaf that
  // `from` belongs to. Returns where the next leaf begins, or 0 after the last
  // one: from there, a walk meets every node that stays linked exactly once,
  // whatever happens in between. f must not change the table.
  template <class F> std::uint32_t visit_leaf(std::uint32_t from, F &&f) const {
    leaf *l = reference(from).get();
    const unsigned depth = l->depth;
    for (; l != nullptr; l = l->overflow)
      l->for_each([&](table_node *node) {
        if (node->hash >= from)
          f(node);
      });
    const std::uint64_t width = std::uint64_t{1} << (32 - depth);
    return static_cast<std::uint32_t>((from & ~(width - 1)) + width);
  }

  template <class F> void for_each(F &&f) const {
    std::uint32_t at = 0;
    do
      at = visit_leaf(at, f);
    while (at != 0);
  }

  // Forgets all nodes and frees all leaves.
  void reset(const Alloc &alloc) noexcept {
    for (std::size_t i = 0, n = leaves_ != 0 ? references() : 0; i != n;) {
      leaf *const l = references_[i].get();
      i += span(l);
      delete_chain(alloc, l);
    }
    if (depth() != 0)
      delete_references(alloc, references_, depth());
    single_ = leaf_ref();
    references_ = &single_;
    shift_ = 32;
    deepest_ = 0;
    size_ = 0;
  }

  // Bytes of leaves and directory.
  std::size_t bytes() const noexcept {
    std::size_t sum = depth() != 0 ? references() * sizeof(leaf_ref) : 0;
    each_leaf([&](leaf *l) {
      for (; l != nullptr; l = l->overflow)
        sum += leaf::units(l->groups) * sizeof(leaf_memory);
    });
    return sum;
  }

  // Calls f(leaf) for each leaf that is no overflow.
  template <class F> void each_leaf(F &&f) const {
    for (std::size_t i = 0, n = leaves_ != 0 ? references() : 0; i != n;) {
      leaf *const l = references_[i].get();
      i += span(l);
      f(l);
    }
  }

private:
  std::size_t references() const noexcept { return std::size_t{1} << depth(); }
  std::size_t span(const leaf *l) const noexcept {
    return std::size_t{1} << (depth() - l->depth);
  }
  leaf_ref reference(std::uint32_t hash) const noexcept {
    return references_[static_cast<std::uint64_t>(hash) >> shift_];
  }
  // Makes the directory refer to l where it refers to what shares l's bits of
  // this hash.
  void publish(leaf *l, std::uint32_t hash) noexcept {
    const std::size_t n = span(l);
    leaf_ref *const first =
        references_ + ((static_cast<std::uint64_t>(hash) >> shift_) & ~(n - 1));
    const leaf_ref ref(l);
    for (std::size_t i = 0; i != n; ++i)
      first[i] = ref;
  }

  static bool has_room(const leaf *l) noexcept {
    for (; l != nullptr; l = l->overflow)
      if (!l->full())
        return true;
    return false;
  }

  leaf *new_leaf(const Alloc &alloc, unsigned groups, unsigned depth) {
    leaf_alloc memory(alloc);
    leaf *const l = new (static_cast<void *>(
        leaf_traits::allocate(memory, leaf::units(groups)))) leaf{};
    l->groups = static_cast<std::uint16_t>(groups);
    l->depth = static_cast<std::uint8_t>(depth);
    auto *const array = l->group_array();
    for (unsigned g = 0; g != groups; ++g)
      (new (static_cast<void *>(array + g)) leaf_group)->control = 0;
    ++leaves_;
    return l;
  }
  void delete_leaf(const Alloc &alloc, leaf *l) noexcept {
    leaf_alloc memory(alloc);
    leaf_traits::deallocate(memory, reinterpret_cast<leaf_memory *>(l),
                            leaf::units(l->groups));
    --leaves_;
  }
  void delete_chain(const Alloc &alloc, leaf *l) noexcept {
    while (l != nullptr)
      delete_leaf(alloc, std::exchange(l, l->overflow));
  }
  // A leaf, or a chain of leaves, with room for this many.
  leaf *new_chain(const Alloc &alloc, std::size_t entries, unsigned depth) {
    constexpr unsigned most = leaf::limit(leaf::max_groups);
    leaf *chain = nullptr;
    try {
      do {
        const std::size_t here = entries < most ? entries : most;
        leaf *const l = new_leaf(alloc, leaf::size_for(here + here / 4), depth);
        l->overflow = std::exchange(chain, l);
        entries -= here;
      } while (entries != 0);
    } catch (...) {
      delete_chain(alloc, chain);
      throw;
    }
    return chain;
  }

  // Replaces a leaf without overflow by one with room for this many.
  void replace(const Alloc &alloc, leaf *l, std::uint32_t hash,
               std::size_t entries) {
    leaf *const other = new_leaf(alloc, leaf::size_for(entries), l->depth);
    other->absorb(l);
    publish(other, hash);
    delete_leaf(alloc, l);
  }

  // Whether a full leaf may be split: not if that needed a directory of more
  // than one reference for 16 entries, as if all keys were hostile.
  bool may_split(const leaf *l) const noexcept {
    return l->depth < depth() ||
           (depth() < 28 && references() * 2 <= size_ / 16);
  }

  void split(const Alloc &alloc, leaf *l, std::uint32_t hash) {
    if (l->depth == depth())
      double_directory(alloc);
    const unsigned depth = l->depth + 1U;
    const std::uint32_t bit = std::uint32_t{1} << (32 - depth);
    std::size_t count[2] = {0, 0};
    for (leaf *from = l; from != nullptr; from = from->overflow)
      from->for_each(
          [&](table_node *node) { ++count[(node->hash & bit) != 0]; });
    leaf *half[2];
    half[0] = new_chain(alloc, count[0], depth);
    try {
      half[1] = new_chain(alloc, count[1], depth);
    } catch (...) {
      delete_chain(alloc, half[0]);
      throw;
    }
    leaf *fill[2] = {half[0], half[1]};
    for (leaf *from = l; from != nullptr; from = from->overflow)
      from->for_each([&](table_node *node) {
        leaf *&to = fill[(node->hash & bit) != 0];
        if (to->full())
          to = to->overflow;
        to->put(node);
      });
    publish(half[0], hash & ~bit);
    publish(half[1], hash | bit);
    if (depth == this->depth())
      deepest_ += 2;
    delete_chain(alloc, l);
    ++splits_;
  }

  // Adds an overflow leaf to a full one.
  void chain(const Alloc &alloc, leaf *l, std::uint32_t hash) {
    leaf *const more = new_leaf(alloc, leaf::max_groups, l->depth);
    more->overflow = l->overflow;
    l->overflow = more;
    publish(l, hash); // the reference says that there is an overflow
  }

  // After `l` of the chain at `head` lost a node: frees it when it is empty or
  // when another one of the chain can hold the rest.
  void shorten_chain(const Alloc &alloc, leaf *head, leaf *l,
                     std::uint32_t hash) noexcept {
    if (!l->sparse())
      return;
    for (leaf *other = head; l->count != 0 && other != nullptr;
         other = other->overflow)
      if (other != l &&
          unsigned{other->count} + l->count <= leaf::limit(other->groups) / 2)
        other->absorb(l);
    if (l->count != 0)
      return;
    if (l == head) {
      head = l->overflow;
    } else {
      leaf *before = head;
      while (before->overflow != l)
        before = before->overflow;
      before->overflow = l->overflow;
    }
    delete_leaf(alloc, l);
    publish(head, hash);
  }

  // Makes a sparse leaf smaller: merges it with its neighbour, or replaces it.
  void shrink(const Alloc &alloc, leaf *l, std::uint32_t hash) noexcept {
    while (l->depth != 0 && l->sparse()) {
      const std::uint32_t bit = std::uint32_t{1} << (32 - l->depth);
      leaf *const neighbour = reference(hash ^ bit).get();
      leaf *const merged = merge(alloc, l, neighbour, hash);
      if (merged == nullptr)
        break;
      l = merged;
    }
    const std::size_t wanted = std::size_t{l->count} + l->count / 2 + 1;
    if (l->sparse() && leaf::size_for(wanted) < l->groups) {
      try {
        replace(alloc, l, hash, wanted);
      } catch (...) { // stays larger than it need be
      }
    }
  }

  // Merges two neighbours that together would half fill the largest leaf; null
  // when they would not, or when there is no memory.
  leaf *merge(const Alloc &alloc, leaf *a, leaf *b,
              std::uint32_t hash) noexcept {
    const unsigned both = unsigned{a->count} + b->count;
    if (a->depth != b->depth || b->overflow != nullptr ||
        both > leaf::limit(leaf::max_groups) / 2)
      return nullptr;
    if (a->groups < b->groups)
      std::swap(a, b);
    if (both > leaf::limit(a->groups) * 3 / 4) {
      leaf *larger = nullptr;
      try {
        larger = new_leaf(alloc, leaf::size_for(both + both / 4), a->depth);
      } catch (...) {
        return nullptr;
      }
      larger->absorb(a);
      delete_leaf(alloc, a);
      a = larger;
    }
    a->absorb(b);
    if (a->depth == depth())
      deepest_ -= 2;
    --a->depth;
    publish(a, hash);
    delete_leaf(alloc, b);
    ++merges_;
    while (depth() != 0 && deepest_ == 0 && leaves_ * 4 <= references())
      if (!halve_directory(alloc))
        break;
    return a;
  }

  leaf_ref *new_references(const Alloc &alloc, unsigned depth) {
    ref_alloc memory(alloc);
    leaf_ref *const array =
        ref_traits::allocate(memory, std::size_t{1} << depth);
    for (std::size_t i = 0; i >> depth == 0; ++i)
      new (static_cast<void *>(array + i)) leaf_ref;
    return array;
  }
  void delete_references(const Alloc &alloc, leaf_ref *array,
                         unsigned depth) noexcept {
    ref_alloc memory(alloc);
    ref_traits::deallocate(memory, array, std::size_t{1} << depth);
  }
  void double_directory(const Alloc &alloc) {
    leaf_ref *const array = new_references(alloc, depth() + 1U);
    for (std::size_t i = 0, n = references(); i != n; ++i)
      array[2 * i] = array[2 * i + 1] = references_[i];
    if (depth() != 0)
      delete_references(alloc, references_, depth());
    references_ = array;
    --shift_;
    deepest_ = 0;
  }
  // False when there is no memory for the smaller one.
  bool halve_directory(const Alloc &alloc) noexcept {
    leaf_ref *const old = references_;
    leaf_ref *array = &single_;
    if (depth() != 1) {
      try {
        array = new_references(alloc, depth() - 1U);
      } catch (...) {
        return false;
      }
    }
    for (std::size_t i = 0, n = references() / 2; i != n; ++i)
      array[i] = old[2 * i];
    references_ = array;
    delete_references(alloc, old, depth());
    ++shift_;
    deepest_ = 0;
    if (depth() != 0)
      each_leaf([this](const leaf *l) { deepest_ += l->depth == depth(); });
    return true;
  }

  // The directory: 2^depth references, in single_ if that is one. Bits above
  // the depth are shifted out of a hash.
  leaf_ref *references_;
  leaf_ref single_;
  std::uint32_t size_ = 0;
  std::uint32_t leaves_ = 0;
  std::uint32_t deepest_ = 0; // leaves of the directory's depth, if not 0
  std::uint32_t splits_ = 0;
  std::uint32_t merges_ = 0;
  std::uint32_t shift_ = 32; // 32 - depth
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_LEAF_DIRECTORY_H
