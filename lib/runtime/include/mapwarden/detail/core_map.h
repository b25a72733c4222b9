// mapwarden: the core table with one owner and no locks: what single-threaded
// maps are built on.
#ifndef MAPWARDEN_DETAIL_CORE_MAP_H
#define MAPWARDEN_DETAIL_CORE_MAP_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/compressed.h"
#include "mapwarden/detail/hash_bits.h"
#include "mapwarden/detail/leaf_directory.h"
#include "mapwarden/detail/slab_pool.h"

namespace mapwarden::detail {

// A node: hash, an owner-defined word whose high bits hold the slab cell, and
// the entry, which the allocator constructs.
template <class Value, class Word = std::uint32_t>
struct core_node : table_node {
  Word word;
  union {
    Value value;
  };
  core_node() noexcept {}
  ~core_node() {}
};

// A map from K to V with stable addresses: entries are allocated once and never
// moved. Single-element operations have no effect when they throw. No
// operation but clear and the destructor takes longer than a few microseconds
// plus what user code and the allocator take.
template <class K, class V, class Hash = std::hash<K>,
          class Eq = std::equal_to<K>,
          class Alloc = std::allocator<std::pair<const K, V>>,
          std::uint32_t MaxEntries = 0xFFFFFFFFU>
class core_map : private compressed<Hash, 0>,
                 private compressed<Eq, 1>,
                 private compressed<Alloc, 2> {
  using hash_base = compressed<Hash, 0>;
  using eq_base = compressed<Eq, 1>;
  using alloc_base = compressed<Alloc, 2>;

public:
  using value_type = std::pair<const K, V>;
  using node = core_node<value_type>;

  explicit core_map(std::uint64_t seed = 0, const Hash &hash = Hash(),
                    const Eq &eq = Eq(), const Alloc &alloc = Alloc())
      : hash_base(hash), eq_base(eq), alloc_base(alloc),
        seed_(seed ^ default_seed) {}
  core_map(core_map &&other) noexcept
      : hash_base(other), eq_base(other), alloc_base(other),
        table_(std::move(other.table_)), pool_(std::move(other.pool_)),
        seed_(other.seed_) {}
  core_map &operator=(core_map &&) = delete;
  ~core_map() { clear(); }

  std::size_t size() const noexcept { return table_.size(); }
  static constexpr std::size_t max_size() noexcept { return MaxEntries; }

  // The entry, or null.
  MAPWARDEN_DETAIL_INLINE value_type *find(const K &k) const {
    node *const n = find_node(k, hash_of(k));
    return n != nullptr ? &n->value : nullptr;
  }

  template <class... Args>
  std::pair<value_type *, bool> try_emplace(const K &k, Args &&...args) {
    return emplace_new(k, k, std::forward<Args>(args)...);
  }
  template <class... Args>
  std::pair<value_type *, bool> try_emplace(K &&k, Args &&...args) {
    return emplace_new(k, std::move(k), std::forward<Args>(args)...);
  }

  bool erase(const K &k) {
    node *const n = find_node(k, hash_of(k));
    if (n == nullptr)
      return false;
    table_.unlink(alloc(), n);
    destroy(n);
    return true;
  }

  void clear() noexcept {
    table_.for_each([this](table_node *n) { destroy(static_cast<node *>(n)); });
    table_.reset(alloc());
  }

  template <class F> void for_each(F &&f) const {
    table_.for_each([&](table_node *n) { f(static_cast<node *>(n)->value); });
  }

  // Bytes of nodes, leaves and directory, without the heap's own overhead.
  std::size_t bytes() const noexcept {
    return pool_.slabs() * layout().slab_size + table_.bytes();
  }
  const auto &table() const noexcept { return table_; }

private:
  using traits = std::allocator_traits<Alloc>;
  static constexpr std::size_t align() noexcept {
    return alignof(node) < alignof(void *) ? alignof(void *) : alignof(node);
  }
  static constexpr cell_layout layout() noexcept {
    return cell_layout::of(sizeof(node), align());
  }

  Alloc &alloc() noexcept { return alloc_base::get(); }
  std::uint32_t hash_of(const K &k) const {
    return table_bits(mixed_bits(hash_base::get()(k), seed_));
  }
  MAPWARDEN_DETAIL_INLINE node *find_node(const K &k,
                                          std::uint32_t hash) const {
    return static_cast<node *>(
        table_.find(hash, same_key<K, node, Eq>{eq_base::get(), k, hash}));
  }
  template <class Q, class... Args>
  std::pair<value_type *, bool> emplace_new(const K &k, Q &&key,
                                            Args &&...args) {
    const std::uint32_t hash = hash_of(k);
    if (node *const n = find_node(k, hash))
      return {&n->value, false};
    table_.make_room(alloc(), hash);
    unsigned cell;
    node *const n =
        new (pool_.template allocate<align()>(alloc(), layout(), cell)) node;
    try {
      traits::construct(alloc(), &n->value, std::piecewise_construct,
                        std::forward_as_tuple(std::forward<Q>(key)),
                        std::forward_as_tuple(std::forward<Args>(args)...));
    } catch (...) {
      pool_.template deallocate<align()>(alloc(), layout(), n, cell);
      throw;
    }
    n->hash = hash;
    n->word = cell;
    table_.link(n);
    return {&n->value, true};
  }
  void destroy(node *n) noexcept {
    traits::destroy(alloc(), &n->value);
    pool_.template deallocate<align()>(alloc(), layout(), n, n->word);
  }

  leaf_directory<Alloc, MaxEntries> table_;
  slab_pool<Alloc> pool_;
  std::uint64_t seed_;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_CORE_MAP_H
