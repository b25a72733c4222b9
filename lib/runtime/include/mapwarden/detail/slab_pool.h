// mapwarden: memory for the nodes of one table, from small slabs that are given
// back as soon as they are empty.
#ifndef MAPWARDEN_DETAIL_SLAB_POOL_H
#define MAPWARDEN_DETAIL_SLAB_POOL_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/hash_bits.h"

namespace mapwarden::detail {

// A slab holds at most four cells, on purpose: nodes never move, so of slabs of
// n cells a fraction of 1 - 0.99^n survives the erasure of a random 99 % of the
// nodes. At four that is 4 %, at 64 it is half of all memory. Four are enough
// to share the heap's own overhead.
//
// Every call gets the same cell size and alignment (cell_layout) from the
// owner. Thread safety: none; the owner's lock.
struct cell_layout {
  std::size_t size;      // of a cell, a multiple of alignof(Unit)
  unsigned per_slab;     // 1 to 4
  std::size_t first;     // offset of cell 0: the slab header's room
  std::size_t slab_size; // in bytes

  static constexpr cell_layout of(std::size_t size, std::size_t align) {
    const std::size_t links = 2 * sizeof(void *); // what a free cell must hold
    const std::size_t least = size < links ? links : size;
    const std::size_t cell = (least + align - 1) / align * align;
    const unsigned per_slab = cell <= 64 ? 4 : cell <= 128 ? 2 : 1;
    const std::size_t first = align < sizeof(void *) ? sizeof(void *) : align;
    return {cell, per_slab, first, first + per_slab * cell};
  }
};

// Align is the alignment of cells: a power of two, at least that of a pointer.
// It is the functions' parameter, so that a map of an incomplete type can have
// a pool.
template <class Alloc> class slab_pool {
  template <std::size_t Align> struct alignas(Align) unit {
    static_assert(Align >= alignof(void *));
    unsigned char bytes[Align];
  };
  template <std::size_t Align>
  using unit_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<unit<Align>>;

  struct slab {
    std::uint32_t used; // bit i: cell i is taken
  };
  struct links {
    slab *previous, *next; // among the slabs with a free cell
  };

public:
  slab_pool() noexcept = default;
  slab_pool(slab_pool &&other) noexcept
      : partial_(std::exchange(other.partial_, nullptr)),
        slabs_(std::exchange(other.slabs_, 0)) {}
  slab_pool &operator=(slab_pool &&) = delete;

  // Returns memory for a node, and in `index` what deallocate wants to know.
  // Constant time. Throws what the allocator throws.
  template <std::size_t Align>
  void *allocate(const Alloc &alloc, const cell_layout &layout,
                 unsigned &index) {
    slab *s = partial_;
    if (s == nullptr) {
      s = new_slab<Align>(alloc, layout);
      if (layout.per_slab > 1)
        push(s, layout);
    }
    const std::uint32_t free = free_cells(s, layout);
    index = static_cast<unsigned>(lowest_bit(free));
    if ((free & (free - 1)) == 0 && layout.per_slab > 1)
      remove(s, layout); // its last free cell
    s->used |= std::uint32_t{1} << index;
    return cell(s, index, layout);
  }

  // Takes a node's memory back; the last one of a slab frees the slab. Constant
  // time.
  template <std::size_t Align>
  void deallocate(const Alloc &alloc, const cell_layout &layout, void *memory,
                  unsigned index) noexcept {
    auto *const bytes = static_cast<unsigned char *>(memory);
    slab *const s = std::launder(
        reinterpret_cast<slab *>(bytes - index * layout.size - layout.first));
    const std::uint32_t bit = std::uint32_t{1} << index;
    const std::uint32_t free = free_cells(s, layout);
    if ((s->used & ~bit) == 0) {
      if (free != 0)
        remove(s, layout);
      delete_slab<Align>(alloc, layout, s);
      return;
    }
    if (free == 0) {
      s->used &= ~bit;
      push(s, layout);
    } else {
      const links kept = *links_of(s, layout);
      s->used &= ~bit;
      new (links_at(s, layout)) links(kept); // their place may have changed
    }
  }

  // The number of slabs.
  std::size_t slabs() const noexcept { return slabs_; }

private:
  static std::uint32_t free_cells(const slab *s,
                                  const cell_layout &layout) noexcept {
    return ~s->used & ((std::uint32_t{1} << layout.per_slab) - 1);
  }
  static void *cell(slab *s, unsigned index,
                    const cell_layout &layout) noexcept {
    return reinterpret_cast<unsigned char *>(s) + layout.first +
           index * layout.size;
  }
  // The links are in the highest free cell: cells are taken from the lowest up.
  static void *links_at(slab *s, const cell_layout &layout) noexcept {
    const std::uint32_t free = free_cells(s, layout);
    const unsigned highest = free >= 8   ? 3U
                             : free >= 4 ? 2U
                             : free >= 2 ? 1U
                                         : 0U;
    return cell(s, highest, layout);
  }
  static links *links_of(slab *s, const cell_layout &layout) noexcept {
    return std::launder(static_cast<links *>(links_at(s, layout)));
  }
  void push(slab *s, const cell_layout &layout) noexcept {
    new (links_at(s, layout)) links{nullptr, partial_};
    if (partial_ != nullptr)
      links_of(partial_, layout)->previous = s;
    partial_ = s;
  }
  void remove(slab *s, const cell_layout &layout) noexcept {
    const links l = *links_of(s, layout);
    (l.previous != nullptr ? links_of(l.previous, layout)->next : partial_) =
        l.next;
    if (l.next != nullptr)
      links_of(l.next, layout)->previous = l.previous;
  }
  template <std::size_t Align>
  slab *new_slab(const Alloc &alloc, const cell_layout &layout) {
    unit_alloc<Align> units(alloc);
    auto *const memory = std::allocator_traits<unit_alloc<Align>>::allocate(
        units, layout.slab_size / Align);
    ++slabs_;
    return new (static_cast<void *>(memory)) slab{0};
  }
  template <std::size_t Align>
  void delete_slab(const Alloc &alloc, const cell_layout &layout,
                   slab *s) noexcept {
    unit_alloc<Align> units(alloc);
    std::allocator_traits<unit_alloc<Align>>::deallocate(
        units, reinterpret_cast<unit<Align> *>(s), layout.slab_size / Align);
    --slabs_;
  }

  slab *partial_ = nullptr;
  std::size_t slabs_ = 0;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_SLAB_POOL_H
