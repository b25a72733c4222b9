// mapwarden: a leaf of the core table: a small open-addressing table of node
// pointers that is filled, emptied and replaced, but never resized in place.
//
// No function here allocates, calls user code (but the equality that find is
// given) or throws.
#ifndef MAPWARDEN_DETAIL_LEAF_H
#define MAPWARDEN_DETAIL_LEAF_H

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "mapwarden/detail/hash_bits.h"

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
struct alignas(64) leaf_group {
  static constexpr unsigned slots = 7;
  static constexpr std::uint64_t ones = 0x0001010101010101ULL;
  static constexpr std::uint64_t sevens = 0x007F7F7F7F7F7F7FULL;
  static constexpr std::uint64_t one_passed = std::uint64_t{1} << 56;

  std::uint64_t control;
  table_node *nodes[slots];

  // One bit for each slot that carries this tag; lowest_slot reads it.
#if defined(__SSE2__)
  unsigned match(unsigned tag) const noexcept {
    const __m128i word =
        _mm_loadl_epi64(reinterpret_cast<const __m128i *>(&control));
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
  std::uint64_t match(unsigned tag) const noexcept {
    // The usual, shorter formula errs on free slots.
    const std::uint64_t x = control ^ ((tag & 0xFFU) * ones);
    return ~(((x & sevens) + sevens) | x | sevens) &
           ~(std::uint64_t{255} << 56);
  }
  static std::size_t lowest_slot(std::uint64_t matches) noexcept {
    return lowest_bit(matches) >> 3;
  }
#endif
  bool passed() const noexcept { return control >= one_passed; }
  void count_passing() noexcept {
    if (control >> 56 != 255)
      control += one_passed;
  }
  void uncount_passing() noexcept {
    if (control >> 56 != 255)
      control -= one_passed;
  }
  bool put(unsigned tag, table_node *node) noexcept {
    for (unsigned i = 0; i != slots; ++i)
      if ((control >> (8 * i) & 0xFF) == 0) {
        control |= std::uint64_t{tag} << (8 * i);
        nodes[i] = node;
        return true;
      }
    return false;
  }
  void take(unsigned slot) noexcept {
    control &= ~(std::uint64_t{0xFF} << (8 * slot));
  }
  bool taken(unsigned slot) const noexcept {
    return (control >> (8 * slot) & 0xFF) != 0;
  }
};

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

// The head of a leaf; `groups` leaf_groups follow it in memory.
struct alignas(64) leaf {
  // Odd numbers of groups, so that head and groups fill their units. Each is
  // up to 1.5 times the one before.
  static constexpr unsigned sizes[] = {1, 3, 5, 7, 11, 15, 21, 31, 43, 63};
  static constexpr unsigned max_groups = 63;

  leaf *overflow; // entries that no splitting would part from this leaf's
  std::uint16_t count;
  std::uint16_t groups; // one of sizes
  std::uint8_t depth;   // how many high bits of the hash its entries share

  leaf_group *group_array() noexcept {
    return reinterpret_cast<leaf_group *>(this + 1);
  }
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
  bool full() const noexcept { return count >= limit(groups); }
  bool sparse() const noexcept {
    return unsigned{count} * 4 < groups * leaf_group::slots;
  }

  // Adds a node; there must be a free slot.
  void put(table_node *node) noexcept {
    leaf_group *const array = group_array();
    const unsigned tag = leaf_place::tag(node->hash);
    unsigned g = leaf_place(node->hash).group(groups);
    while (!array[g].put(tag, node)) {
      array[g].count_passing();
      g = g + 1 == groups ? 0 : g + 1;
    }
    ++count;
  }

  // Where the node is, or null.
  table_node **find(const table_node *node) noexcept {
    leaf_group *const array = group_array();
    unsigned g = leaf_place(node->hash).group(groups);
    for (unsigned probes = 0; probes != groups; ++probes) {
      for (unsigned i = 0; i != leaf_group::slots; ++i)
        if (array[g].taken(i) && array[g].nodes[i] == node)
          return &array[g].nodes[i];
      if (!array[g].passed())
        return nullptr;
      g = g + 1 == groups ? 0 : g + 1;
    }
    return nullptr;
  }

  // Removes a node; false if it is not here.
  bool take(const table_node *node) noexcept {
    table_node **const slot = find(node);
    if (slot == nullptr)
      return false;
    leaf_group *const array = group_array();
    unsigned g = leaf_place(node->hash).group(groups);
    for (; slot < array[g].nodes || slot >= array[g].nodes + leaf_group::slots;
         g = g + 1 == groups ? 0 : g + 1)
      array[g].uncount_passing();
    array[g].take(static_cast<unsigned>(slot - array[g].nodes));
    --count;
    return true;
  }

  // Calls f(node) for each node; f may take the node out of this leaf.
  template <class F> void for_each(F &&f) {
    leaf_group *const array = group_array();
    for (unsigned g = 0; g != groups; ++g)
      for (unsigned i = 0; i != leaf_group::slots; ++i)
        if (array[g].taken(i))
          f(array[g].nodes[i]);
  }

  // Moves all nodes of another leaf here; there must be room.
  void absorb(leaf *from) noexcept {
    from->for_each([this](table_node *node) { put(node); });
    from->count = 0;
  }
};

// A leaf's address with, in its seven low bits, what a search has to know, so
// that it need not read the leaf's head: the number of groups, and whether
// there is an overflow leaf.
class leaf_ref {
public:
  leaf_ref() noexcept; // the leaf of empty tables
  explicit leaf_ref(leaf *l) noexcept
      : bits_(reinterpret_cast<std::uintptr_t>(l) | l->groups |
              (l->overflow != nullptr ? overflows : 0)) {}

  leaf *get() const noexcept {
    return reinterpret_cast<leaf *>(bits_ & ~std::uintptr_t{127});
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
    const leaf_group &group = reinterpret_cast<const leaf_group *>(
        (bits_ & ~std::uintptr_t{127}) + sizeof(leaf))[home(hash)];
    if ((hash & 0xFF) == 0) { // the tag is another byte
    } else if (const auto matches = group.match(hash)) {
      table_node *const node = group.nodes[leaf_group::lowest_slot(matches)];
      if (equal(node))
        return node;
    } else if (!group.passed() && !has_overflow()) {
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
  search(leaf_ref ref, std::uint32_t hash, Equal equal) {
    const unsigned tag = leaf_place::tag(hash);
    for (leaf *l = ref.get(); l != nullptr; l = l->overflow) {
      const leaf_group *const array = l->group_array();
      unsigned g = leaf_place(hash).group(l->groups);
      for (unsigned probes = 0;;) {
        const leaf_group &group = array[g];
        for (auto matches = group.match(tag); matches != 0;
             matches &= matches - 1) {
          table_node *const node =
              group.nodes[leaf_group::lowest_slot(matches)];
          if (equal(node))
            return node;
        }
        if (!group.passed() || ++probes == l->groups)
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
struct no_entries {
  leaf head{nullptr, 0, 1, 0};
  leaf_group group{};
};
alignas(128) inline no_entries the_empty_leaf;

inline leaf_ref::leaf_ref() noexcept : leaf_ref(&the_empty_leaf.head) {}

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_LEAF_H
