// mapwarden: a leaf of the core table: a small open-addressing table of node
// pointers that is filled, emptied and replaced, but never resized in place.
//
// No function here allocates, calls user code (but the equality that find is
// given) or throws.
#ifndef MAPWARDEN_DETAIL_LEAF_H
#define MAPWARDEN_DETAIL_LEAF_H

#include <atomic>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "mapwarden/detail/hash_bits.h"
#include "mapwarden/detail/words.h"

#if defined(__GNUC__)
#define MAPWARDEN_DETAIL_INLINE inline __attribute__((always_inline))
#define MAPWARDEN_DETAIL_NOINLINE __attribute__((noinline))
#else
#define MAPWARDEN_DETAIL_INLINE inline
#define MAPWARDEN_DETAIL_NOINLINE
#endif

namespace mapwarden::detail {

// What a table knows of a node: the 32 bits of its hash.
struct table_node {
  std::uint32_t hash;
};

// Seven slots in one cache line. A tag is a byte of the hash, not 0 where the
// slot is taken. The eighth byte counts the entries that found the group full
// on their way to another one (as F14 does): a search ends at a group where it
// is 0, and erasing leaves no tombstone. 255 stays 255.
//
// Where words are shared, a lookup may run beside the one that changes the
// group: it reads the control word once. A slot is set before its tag, and an
// entry is counted by the groups that it passed for as long as it has a tag.
template <class Words> struct alignas(64) basic_leaf_group {
  static constexpr unsigned slots = 7;
  static constexpr std::uint64_t ones = 0x0001010101010101ULL;
  static constexpr std::uint64_t sevens = 0x007F7F7F7F7F7F7FULL;
  static constexpr std::uint64_t one_passed = std::uint64_t{1} << 56;

  typename Words::template atomic<std::uint64_t> control;
  typename Words::template atomic<table_node *> nodes[slots];

  std::uint64_t read() const noexcept {
    return control.load(std::memory_order_acquire);
  }
  table_node *node(std::size_t slot) const noexcept {
    return nodes[slot].load(std::memory_order_acquire);
  }

  // One bit for each slot that carries this tag; lowest_slot reads it.
#if defined(__SSE2__) && defined(__x86_64__)
  static unsigned match(std::uint64_t control, unsigned tag) noexcept {
    const __m128i word = _mm_cvtsi64_si128(static_cast<long long>(control));
    const __m128i byte = _mm_cvtsi32_si128(static_cast<int>(tag));
    const __m128i wanted =
        _mm_shufflelo_epi16(_mm_unpacklo_epi8(byte, byte), 0);
    return static_cast<unsigned>(
               _mm_movemask_epi8(_mm_cmpeq_epi8(word, wanted))) &
           127U;
  }
  static std::size_t lowest_slot(unsigned matches) noexcept {
    return lowest_bit(matches);
  }
#else
  static std::uint64_t match(std::uint64_t control, unsigned tag) noexcept {
    // The usual, shorter formula errs on free slots.
    const std::uint64_t x = control ^ ((tag & 0xFFU) * ones);
    return ~(((x & sevens) + sevens) | x | sevens) &
           ~(std::uint64_t{255} << 56);
  }
  static std::size_t lowest_slot(std::uint64_t matches) noexcept {
    return lowest_bit(matches) >> 3;
  }
#endif
  static bool passed(std::uint64_t control) noexcept {
    return control >= one_passed;
  }
  void count_passing() noexcept {
    if (read() >> 56 != 255)
      write(read() + one_passed);
  }
  void uncount_passing() noexcept {
    if (read() >> 56 != 255)
      write(read() - one_passed);
  }
  bool put(unsigned tag, table_node *node) noexcept {
    const std::uint64_t now = read();
    for (unsigned i = 0; i != slots; ++i)
      if ((now >> (8 * i) & 0xFF) == 0) {
        nodes[i].store(node, std::memory_order_release);
        write(now | std::uint64_t{tag} << (8 * i));
        return true;
      }
    return false;
  }
  void take(unsigned slot) noexcept {
    write(read() & ~(std::uint64_t{0xFF} << (8 * slot)));
  }
  bool taken(unsigned slot) const noexcept {
    return (read() >> (8 * slot) & 0xFF) != 0;
  }

private:
  void write(std::uint64_t value) noexcept {
    control.store(value, std::memory_order_release);
  }
};
using leaf_group = basic_leaf_group<unshared>;

// Where a hash belongs in a leaf. The directory looks at the high bits of the
// hash, all alike within a leaf; the group comes from a multiplicative remix
// of all bits, the tag from the low ones.
struct leaf_place {
  std::uint32_t mixed;
  explicit leaf_place(std::uint32_t hash) noexcept
      : mixed(hash * 0x9E3779B1U) {}
  unsigned group(unsigned groups) const noexcept {
    return static_cast<unsigned>((static_cast<std::uint64_t>(mixed) * groups) >>
                                 32);
  }
  static unsigned tag(std::uint32_t hash) noexcept {
    const unsigned low = hash & 0xFFU;
    return low != 0 ? low : 1;
  }
};

// The unit of leaf memory. Its alignment leaves the seven low bits of a leaf's
// address to leaf_ref.
struct alignas(128) leaf_memory {
  unsigned char bytes[128];
};

// The sizes of leaves, in groups.
struct leaf_size {
  // Odd numbers of groups, so that head and groups fill their units. Each is
  // up to 1.5 times the one before.
  static constexpr unsigned sizes[] = {1, 3, 5, 7, 11, 15, 21, 31, 43, 63};
  static constexpr unsigned max_groups = 63;

  static constexpr std::size_t units(unsigned groups) noexcept {
    return (groups + 1) / 2;
  }
  // How many entries it may hold: 7/8 of its slots.
  static constexpr unsigned limit(unsigned groups) noexcept {
    return groups * leaf_group::slots * 7 / 8;
  }
  // The smallest of sizes that may hold this many, or the largest of all.
  static constexpr unsigned size_for(std::size_t entries) noexcept {
    for (unsigned groups : sizes)
      if (limit(groups) >= entries)
        return groups;
    return max_groups;
  }
};

// The head of a leaf; `groups` leaf_groups follow it in memory. Lookups read
// `groups`, which never changes, and `overflow`. An entry never moves within a
// leaf; one that moves to another leaf stays in the old one as well, which is
// then no longer changed.
template <class Words> struct alignas(64) basic_leaf : leaf_size {
  using group_type = basic_leaf_group<Words>;

  // Entries that no splitting would part from this leaf's.
  typename Words::template atomic<basic_leaf *> overflow{nullptr};
  basic_leaf *retired = nullptr; // the next leaf that waits to be freed
  std::uint16_t count = 0;
  std::uint16_t groups; // one of sizes
  std::uint8_t depth;   // how many high bits of the hash its entries share

  constexpr basic_leaf(unsigned g, unsigned d) noexcept
      : groups(static_cast<std::uint16_t>(g)),
        depth(static_cast<std::uint8_t>(d)) {}

  group_type *group_array() noexcept {
    return reinterpret_cast<group_type *>(this + 1);
  }
  basic_leaf *next() const noexcept {
    return overflow.load(std::memory_order_acquire);
  }
  bool full() const noexcept { return count >= limit(groups); }
  bool sparse() const noexcept {
    return unsigned{count} * 4 < groups * group_type::slots;
  }

  // Adds a node; there must be a free slot.
  void put(table_node *node) noexcept {
    group_type *const array = group_array();
    const unsigned tag = leaf_place::tag(node->hash);
    unsigned g = leaf_place(node->hash).group(groups);
    while (!array[g].put(tag, node)) {
      array[g].count_passing();
      g = g + 1 == groups ? 0 : g + 1;
    }
    ++count;
  }

  // Where a node is; without a group if it is not here.
  struct position {
    group_type *group;
    unsigned slot;
  };
  position find(const table_node *node) noexcept {
    group_type *const array = group_array();
    unsigned g = leaf_place(node->hash).group(groups);
    for (unsigned probes = 0; probes != groups; ++probes) {
      for (unsigned i = 0; i != group_type::slots; ++i)
        if (array[g].taken(i) && array[g].node(i) == node)
          return {array + g, i};
      if (!group_type::passed(array[g].read()))
        break;
      g = g + 1 == groups ? 0 : g + 1;
    }
    return {nullptr, 0};
  }

  // Removes a node; false if it is not here.
  bool take(const table_node *node) noexcept {
    const position at = find(node);
    if (at.group == nullptr)
      return false;
    group_type *const array = group_array();
    for (unsigned g = leaf_place(node->hash).group(groups);
         array + g != at.group; g = g + 1 == groups ? 0 : g + 1)
      array[g].uncount_passing();
    at.group->take(at.slot);
    --count;
    return true;
  }

  // Calls f(node) for each node; f may take the node out of this leaf.
  template <class F> void for_each(F &&f) {
    group_type *const array = group_array();
    for (unsigned g = 0; g != groups; ++g)
      for (unsigned i = 0; i != group_type::slots; ++i)
        if (array[g].taken(i))
          f(array[g].node(i));
  }

  // Puts all nodes of another leaf here; there must be room. The other one is
  // to be freed next, and does not change for those who still search it.
  void absorb(basic_leaf *from) noexcept {
    from->for_each([this](table_node *node) { put(node); });
    from->count = 0;
  }
};
using leaf = basic_leaf<unshared>;

// A leaf's address with, in its seven low bits, what a search has to know, so
// that it need not read the leaf's head: the number of groups, and whether
// there is an overflow leaf.
template <class Words> class basic_leaf_ref {
  using leaf_type = basic_leaf<Words>;
  using group_type = basic_leaf_group<Words>;

public:
  explicit basic_leaf_ref(leaf_type *l) noexcept
      : bits_(reinterpret_cast<std::uintptr_t>(l) | l->groups |
              (l->next() != nullptr ? overflows : 0)) {}
  explicit basic_leaf_ref(std::uintptr_t bits) noexcept : bits_(bits) {}
  static basic_leaf_ref empty() noexcept; // the leaf of empty tables

  std::uintptr_t bits() const noexcept { return bits_; }
  leaf_type *get() const noexcept {
    return reinterpret_cast<leaf_type *>(bits_ & ~std::uintptr_t{127});
  }
  unsigned groups() const noexcept { return static_cast<unsigned>(bits_ & 63); }
  bool has_overflow() const noexcept { return (bits_ & overflows) != 0; }

  // The node of this hash for which equal(node) is true, or null. equal may be
  // asked about nodes of other hashes as well. Most searches end at the first
  // node with the right tag: that much is inlined, and short on purpose, as a
  // processor overlaps the more searches the fewer instructions they have.
  template <class Equal>
  MAPWARDEN_DETAIL_INLINE table_node *find(std::uint32_t hash,
                                           Equal equal) const {
    const group_type &group = reinterpret_cast<const group_type *>(
        (bits_ & ~std::uintptr_t{127}) + sizeof(leaf_type))[home(hash)];
    const std::uint64_t control = group.read();
    if ((hash & 0xFF) == 0) { // the tag is another byte
    } else if (const auto matches = group_type::match(control, hash)) {
      table_node *const node = group.node(group_type::lowest_slot(matches));
      if (equal(node))
        return node;
    } else if (!group_type::passed(control) && !has_overflow()) {
      return nullptr;
    }
    return search(*this, hash, equal);
  }

private:
  unsigned home(std::uint32_t hash) const noexcept {
    return leaf_place(hash).group(groups());
  }

  // The whole search.
  template <class Equal>
  MAPWARDEN_DETAIL_NOINLINE static table_node *
  search(basic_leaf_ref ref, std::uint32_t hash, Equal equal) {
    const unsigned tag = leaf_place::tag(hash);
    for (leaf_type *l = ref.get(); l != nullptr; l = l->next()) {
      const group_type *const array = l->group_array();
      unsigned g = leaf_place(hash).group(l->groups);
      for (unsigned probes = 0;;) {
        const std::uint64_t control = array[g].read();
        for (auto matches = group_type::match(control, tag); matches != 0;
             matches &= matches - 1) {
          table_node *const node =
              array[g].node(group_type::lowest_slot(matches));
          if (equal(node))
            return node;
        }
        if (!group_type::passed(control) || ++probes == l->groups)
          break;
        g = g + 1 == l->groups ? 0 : g + 1;
      }
    }
    return nullptr;
  }

  static constexpr std::uintptr_t overflows = 64;
  std::uintptr_t bits_;
};

// The leaf of empty tables: nothing is ever put into it.
template <class Words> struct no_entries {
  basic_leaf<Words> head{1, 0};
  basic_leaf_group<Words> group{};
};
template <class Words> alignas(128) inline no_entries<Words> the_empty_leaf;

template <class Words>
basic_leaf_ref<Words> basic_leaf_ref<Words>::empty() noexcept {
  return basic_leaf_ref(&the_empty_leaf<Words>.head);
}

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_LEAF_H
