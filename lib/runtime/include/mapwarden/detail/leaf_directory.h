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
#include "mapwarden/detail/leaf_references.h"

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
// memory. Thread safety: none; the owner's lock. Where Words are shared,
// find_shared may run without it, as long as the owner does not call
// free_retired: a change is seen whole or not at all. MaxEntries is less than
// 2^32 in tests only.
template <class Alloc, std::uint32_t MaxEntries = 0xFFFFFFFFU,
          class Words = unshared>
class leaf_directory
    : private retired_memory<basic_leaf<Words>, leaf_references<Words>,
                             Words::shared> {
  using leaf = basic_leaf<Words>;
  using leaf_ref = basic_leaf_ref<Words>;
  using directory = leaf_references<Words>;
  using retired = retired_memory<leaf, directory, Words::shared>;
  using leaf_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<leaf_memory>;
  using leaf_traits = std::allocator_traits<leaf_alloc>;
  using ref_unit = typename directory::unit;
  using ref_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<ref_unit>;
  using ref_traits = std::allocator_traits<ref_alloc>;
  static_assert(std::is_same_v<typename leaf_traits::pointer, leaf_memory *> &&
                    std::is_same_v<typename ref_traits::pointer, ref_unit *>,
                "mapwarden: allocators with pointer classes are not supported");

public:
  leaf_directory() noexcept
      : root_(&own_), own_(32, leaf_ref::empty().bits()) {}
  leaf_directory(leaf_directory &&other) noexcept : leaf_directory() {
    swap(other);
  }
  leaf_directory &operator=(leaf_directory &&) = delete;

  void swap(leaf_directory &other) noexcept {
    static_assert(!Words::shared, "lookups may be looking at the old place");
    directory *const mine = root(), *const theirs = other.root();
    const std::uintptr_t single = own_.get(0);
    own_.set(0, other.own_.get(0));
    other.own_.set(0, single);
    set_root(theirs == &other.own_ ? &own_ : theirs);
    other.set_root(mine == &own_ ? &other.own_ : mine);
    std::swap(size_, other.size_);
    std::swap(leaves_, other.leaves_);
    std::swap(splits_, other.splits_);
    std::swap(merges_, other.merges_);
  }

  std::uint32_t size() const noexcept { return size_; }
  unsigned depth() const noexcept { return root()->depth(); }
  std::size_t leaves() const noexcept { return leaves_; }
  table_progress progress() const noexcept { return {splits_, merges_}; }

  // The node of this hash for which equal(node) is true, or null. equal is
  // asked about nodes of other hashes as well.
  template <class Equal>
  MAPWARDEN_DETAIL_INLINE table_node *find(std::uint32_t hash,
                                           Equal equal) const {
    return reference(hash).find(hash, equal);
  }
  // The same without the owner's lock. `sure` becomes false when the node was
  // not found but may be there: in a chain of leaves one may have missed it.
  template <class Equal>
  MAPWARDEN_DETAIL_INLINE table_node *
  find_shared(std::uint32_t hash, Equal equal, bool &sure) const {
    static_assert(Words::shared);
    const leaf_ref ref = reference(hash);
    table_node *const found = ref.find(hash, equal);
    if (found == nullptr && ref.has_overflow())
      sure = false;
    return found;
  }

  // Makes room for one more node with this hash; what it throws (of the
  // allocator; std::length_error) changes nothing that a caller can see.
  void make_room(const Alloc &alloc, std::uint32_t hash) {
    if (size_ == MaxEntries)
      throw std::length_error("mapwarden: the table holds as many entries as "
                              "it can (2^32 - 1)");
    if (leaves_ == 0) {
      own_.set(0, leaf_ref(new_leaf(alloc, 1, 0)).bits());
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
      l = l->next();
    l->put(node);
    ++size_;
  }

  // Unlinks a node that is linked, and gives memory back.
  void unlink(const Alloc &alloc, table_node *node) noexcept {
    leaf *const head = reference(node->hash).get();
    leaf *l = head;
    while (!l->take(node))
      l = l->next();
    if (--size_ == 0)
      reset(alloc);
    else if (head->next() != nullptr)
      shorten_chain(alloc, head, l, node->hash);
    else if (l->sparse())
      shrink(alloc, l, node->hash);
  }

  // Puts another node with the same hash in a linked node's place.
  void exchange(const table_node *old, table_node *replacement) noexcept {
    replacement->hash = old->hash;
    for (leaf *l = reference(old->hash).get();; l = l->next())
      if (const auto at = l->find(old); at.group != nullptr) {
        at.group->nodes[at.slot].store(replacement, std::memory_order_release);
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
    for (; l != nullptr; l = l->next())
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
    directory *const old = root();
    const unsigned depth = old->depth();
    const bool any = leaves_ != 0;
    leaf *const only = any && depth == 0 ? reference(0).get() : nullptr;
    own_.set(0, leaf_ref::empty().bits());
    set_root(&own_);
    size_ = 0;
    if (only != nullptr)
      delete_chain(alloc, only);
    for (std::size_t i = 0; any && depth != 0 && i >> depth == 0;) {
      leaf *const l = leaf_ref(old->get(i)).get();
      i += std::size_t{1} << (depth - l->depth);
      delete_chain(alloc, l);
    }
    if (depth != 0)
      delete_references(alloc, old);
  }

  // Bytes of leaves and directory.
  std::size_t bytes() const noexcept {
    std::size_t sum =
        depth() != 0 ? directory::units(depth()) * sizeof(ref_unit) : 0;
    each_leaf([&](leaf *l) {
      for (; l != nullptr; l = l->next())
        sum += leaf::units(l->groups) * sizeof(leaf_memory);
    });
    return sum;
  }

  // Calls f(leaf) for each leaf that is no overflow.
  template <class F> void each_leaf(F &&f) const {
    for (std::size_t i = 0, n = leaves_ != 0 ? references() : 0; i != n;) {
      leaf *const l = leaf_ref(root()->get(i)).get();
      i += span(l);
      f(l);
    }
  }

  // Whether leaves or directories wait to be freed until no lookup without the
  // owner's lock can see them.
  bool has_retired() const noexcept { return retired::any(); }
  // Frees them.
  void free_retired(const Alloc &alloc) noexcept {
    retired::drain([&](leaf *l) { free_leaf(alloc, l); },
                   [&](directory *d) { free_references(alloc, d); });
  }

private:
  std::size_t references() const noexcept { return std::size_t{1} << depth(); }
  std::size_t span(const leaf *l) const noexcept {
    return std::size_t{1} << (depth() - l->depth);
  }
  directory *root() const noexcept {
    return root_.load(std::memory_order_acquire);
  }
  void set_root(directory *d) noexcept {
    root_.store(d, std::memory_order_release);
  }
  leaf_ref reference(std::uint32_t hash) const noexcept {
    return leaf_ref(root()->of(hash));
  }
  // Makes the directory refer to l where it refers to what shares l's bits of
  // this hash.
  void publish(leaf *l, std::uint32_t hash) noexcept {
    const std::size_t n = span(l);
    const std::size_t first = root()->index(hash) & ~(n - 1);
    const std::uintptr_t ref = leaf_ref(l).bits();
    for (std::size_t i = 0; i != n; ++i)
      root()->set(first + i, ref);
  }

  static bool has_room(const leaf *l) noexcept {
    for (; l != nullptr; l = l->next())
      if (!l->full())
        return true;
    return false;
  }

  leaf *new_leaf(const Alloc &alloc, unsigned groups, unsigned depth) {
    leaf_alloc memory(alloc);
    leaf *const l = new (
        static_cast<void *>(leaf_traits::allocate(memory, leaf::units(groups))))
        leaf(groups, depth);
    auto *const array = l->group_array();
    for (unsigned g = 0; g != groups; ++g)
      (new (static_cast<void *>(array + g)) typename leaf::group_type)
          ->control.store(0, std::memory_order_relaxed);
    ++leaves_;
    return l;
  }
  void free_leaf(const Alloc &alloc, leaf *l) noexcept {
    leaf_alloc memory(alloc);
    leaf_traits::deallocate(memory, reinterpret_cast<leaf_memory *>(l),
                            leaf::units(l->groups));
  }
  void delete_leaf(const Alloc &alloc, leaf *l) noexcept {
    --leaves_;
    if constexpr (Words::shared)
      retired::add(l);
    else
      free_leaf(alloc, l);
  }
  void delete_chain(const Alloc &alloc, leaf *l) noexcept {
    while (l != nullptr)
      delete_leaf(alloc, std::exchange(l, l->next()));
  }
  // A leaf, or a chain of leaves, with room for this many.
  leaf *new_chain(const Alloc &alloc, std::size_t entries, unsigned depth) {
    constexpr unsigned most = leaf::limit(leaf::max_groups);
    leaf *chain = nullptr;
    try {
      do {
        const std::size_t here = entries < most ? entries : most;
        leaf *const l = new_leaf(alloc, leaf::size_for(here + here / 4), depth);
        l->overflow.store(std::exchange(chain, l), std::memory_order_release);
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
    for (leaf *from = l; from != nullptr; from = from->next())
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
    for (leaf *from = l; from != nullptr; from = from->next())
      from->for_each([&](table_node *node) {
        leaf *&to = fill[(node->hash & bit) != 0];
        if (to->full())
          to = to->next();
        to->put(node);
      });
    publish(half[0], hash & ~bit);
    publish(half[1], hash | bit);
    if (depth == this->depth())
      root()->deepest += 2;
    delete_chain(alloc, l);
    ++splits_;
  }

  // Adds an overflow leaf to a full one.
  void chain(const Alloc &alloc, leaf *l, std::uint32_t hash) {
    leaf *const more = new_leaf(alloc, leaf::max_groups, l->depth);
    more->overflow.store(l->next(), std::memory_order_release);
    l->overflow.store(more, std::memory_order_release);
    publish(l, hash); // the reference says that there is an overflow
  }

  // After `l` of the chain at `head` lost a node: frees it when it is empty or
  // when another one of the chain can hold the rest.
  void shorten_chain(const Alloc &alloc, leaf *head, leaf *l,
                     std::uint32_t hash) noexcept {
    if (!l->sparse())
      return;
    for (leaf *other = head; l->count != 0 && other != nullptr;
         other = other->next())
      if (other != l &&
          unsigned{other->count} + l->count <= leaf::limit(other->groups) / 2)
        other->absorb(l);
    if (l->count != 0)
      return;
    if (l == head) {
      head = l->next();
    } else {
      leaf *before = head;
      while (before->next() != l)
        before = before->next();
      before->overflow.store(l->next(), std::memory_order_release);
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
    if (a->depth != b->depth || b->next() != nullptr ||
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
      root()->deepest -= 2;
    --a->depth;
    publish(a, hash);
    delete_leaf(alloc, b);
    ++merges_;
    while (depth() != 0 && root()->deepest == 0 && leaves_ * 4 <= references())
      if (!halve_directory(alloc))
        break;
    return a;
  }

  directory *new_references(const Alloc &alloc, unsigned depth) {
    ref_alloc memory(alloc);
    return directory::make(
        ref_traits::allocate(memory, directory::units(depth)), depth);
  }
  void free_references(const Alloc &alloc, directory *d) noexcept {
    ref_alloc memory(alloc);
    const std::size_t units = directory::units(d->depth());
    ref_traits::deallocate(memory, d->memory(), units);
  }
  void delete_references(const Alloc &alloc, directory *d) noexcept {
    if constexpr (Words::shared)
      retired::add(d);
    else
      free_references(alloc, d);
  }
  void double_directory(const Alloc &alloc) {
    directory *const old = root();
    directory *const larger = new_references(alloc, depth() + 1U);
    for (std::size_t i = 0, n = references(); i != n; ++i) {
      larger->set(2 * i, old->get(i));
      larger->set(2 * i + 1, old->get(i));
    }
    set_root(larger);
    if (old != &own_)
      delete_references(alloc, old);
  }
  // False when there is no memory for the smaller one.
  bool halve_directory(const Alloc &alloc) noexcept {
    directory *const old = root();
    directory *smaller = &own_;
    if (depth() != 1) {
      try {
        smaller = new_references(alloc, depth() - 1U);
      } catch (...) {
        return false;
      }
    }
    for (std::size_t i = 0, n = references() / 2; i != n; ++i)
      smaller->set(i, old->get(2 * i));
    set_root(smaller);
    delete_references(alloc, old);
    if (depth() != 0)
      each_leaf(
          [this](const leaf *l) { root()->deepest += l->depth == depth(); });
    return true;
  }

  typename Words::template atomic<directory *> root_;
  directory own_; // the directory of depth 0
  std::uint32_t size_ = 0;
  std::uint32_t leaves_ = 0;
  std::uint32_t splits_ = 0;
  std::uint32_t merges_ = 0;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_LEAF_DIRECTORY_H
