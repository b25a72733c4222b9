// mapwarden: the buckets of bounded_map, which grow and shrink a few at a time.
//
// Linear hashing (Litwin: Linear hashing: a new tool for file and table
// addressing, VLDB 1980): buckets are split one after another, whichever is
// full, and merged in reverse. So no insertion moves more than the entries of
// a few buckets, and no erasure leaves an array behind. The buckets are in
// segments, allocated and freed one at a time.
#ifndef MAPWARDEN_DETAIL_BOUNDED_BUCKETS_H
#define MAPWARDEN_DETAIL_BOUNDED_BUCKETS_H

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "mapwarden/detail/bounded_node.h"

namespace mapwarden::detail {

// Copying the struct hands over the memory. Chains go through the nodes, which
// are the map's.
struct bounded_buckets {
  using node = bounded_node_base;

  static constexpr std::size_t segment_bits = 11;
  static constexpr std::size_t segment = std::size_t{1} << segment_bits;
  static constexpr std::size_t least = 8; // the first to be allocated
  static constexpr std::size_t few = 64;  // see trim
  // What an insertion does at most: two are needed to keep two buckets per
  // entry, the others make up for what could not be allocated before.
  static constexpr int splits_at_once = 4;
  // What an erasure does at most: as many as it takes to keep up with erasures
  // alone, at four buckets per entry.
  static constexpr std::size_t merges_at_once = 4;

  // Where maps without memory look: one bucket, always empty. Never written to.
  inline static node *nothing = nullptr;

  node **first = &nothing;     // segment 0, a shorter one while it is alone
  node ***directory = nullptr; // all segments, if there are several
  std::size_t count = 0;       // of buckets in use; the others are not
                               // initialised
  std::size_t mask = 0;        // the least power of two >= count, minus 1
  std::size_t capacity = 0;    // of buckets with memory
  std::size_t slots = 0;       // in the directory
  std::size_t reserved = 0;    // shrinking stops at so many buckets

  // The first node of the bucket for a hash. Not to be written to without
  // memory.
  node *&of(std::size_t hash) const noexcept { return at(place(hash)); }

  // How many buckets that many entries should have: with one for each, the
  // longer chains cost a quarter of all time.
  static constexpr std::size_t wanted(std::size_t entries) noexcept {
    return 2 * entries;
  }

  // Makes sure that there are buckets. Throws what the allocator throws,
  // without effect.
  template <class Alloc> void make_some(const Alloc &alloc) {
    if (count == 0)
      make_first(alloc, least);
  }
  // Makes at least so many buckets at once. Throws what the allocator throws,
  // with as many buckets as before.
  template <class Alloc> void grow_to(const Alloc &alloc, std::size_t buckets) {
    const std::size_t before = count;
    if (buckets <= before)
      return;
    if (before == 0)
      make_first(alloc, buckets);
    try {
      while (count < buckets) {
        if (count == capacity)
          extend(alloc, buckets);
        split();
      }
    } catch (...) {
      if (before == 0)
        release(alloc);
      shrink_to(alloc, before);
      throw;
    }
  }
  // After an insertion: makes a few buckets if there are too few for so many
  // entries. Where there is no memory for them the chains get longer.
  template <class Alloc>
  void grow(const Alloc &alloc, std::size_t entries) noexcept {
    for (int i = 0; i != splits_at_once && count < wanted(entries); ++i) {
      if (count == capacity && !try_to_extend(alloc))
        return;
      split();
    }
  }
  // After a removal: merges a few buckets if there are too many. Entries must
  // be halved before, so that insertions and removals in turn do nothing.
  template <class Alloc>
  void shrink(const Alloc &alloc, std::size_t entries) noexcept {
    const std::size_t fewest = std::max({2 * wanted(entries), reserved, least});
    if (count <= fewest)
      return;
    shrink_to(alloc, std::max(fewest, count - std::min(count, merges_at_once)));
  }
  template <class Alloc> void release(const Alloc &alloc) noexcept {
    count = 0;
    free_segments(alloc, 0);
    *this = bounded_buckets();
  }
  std::size_t bytes() const noexcept {
    return (capacity + slots) * sizeof(void *);
  }

private:
  template <class T, class Alloc>
  using alloc_of =
      typename std::allocator_traits<Alloc>::template rebind_alloc<T>;

  node *&at(std::size_t i) const noexcept {
    return directory == nullptr ? first[i]
                                : directory[i >> segment_bits][i % segment];
  }
  // A bucket that does not exist yet has its entries in the one it will be
  // split from. Without a branch, as it could not be predicted.
  std::size_t place(std::size_t hash) const noexcept {
    const std::size_t i = hash & mask;
    return i & (mask >> static_cast<unsigned>(i >= count));
  }

  // Makes one more bucket. There must be memory for it.
  void split() noexcept {
    const std::size_t fresh = count++;
    if (fresh > mask)
      mask = 2 * mask + 1;
    // Which entries move is as good as random, so this is no branch.
    node **ends[] = {&at(fresh & (mask >> 1)), &at(fresh)};
    for (node *n = *ends[0]; n != nullptr; n = n->chain) {
      node **&end = ends[(n->hash & mask) == fresh ? 1 : 0];
      *end = n;
      end = &n->chain;
    }
    *ends[0] = *ends[1] = nullptr;
  }
  // Takes the last bucket away.
  void merge() noexcept {
    const std::size_t last = --count, half = mask >> 1;
    node *const chain = at(last);
    if (chain != nullptr) {
      node **end = &at(last & half);
      while (*end != nullptr)
        end = &(*end)->chain;
      *end = chain;
    }
    if (last == half + 1)
      mask = half;
  }
  template <class Alloc>
  void shrink_to(const Alloc &alloc, std::size_t buckets) noexcept {
    while (count > buckets)
      merge();
    trim(alloc);
  }

  // The first buckets, with memory for `buckets` if these fit in one segment.
  template <class Alloc>
  void make_first(const Alloc &alloc, std::size_t buckets) {
    std::size_t size = least;
    while (size < segment && size < buckets)
      size *= 2;
    resize_first(alloc, size);
    std::fill_n(first, least, nullptr);
    count = least;
    mask = least - 1;
  }
  // Gets memory for more buckets, for `buckets` if these fit in one segment.
  // Throws what the allocator throws, without effect.
  template <class Alloc>
  void extend(const Alloc &alloc, std::size_t buckets = 0) {
    if (capacity >= segment)
      return add_segment(alloc);
    std::size_t size = 2 * capacity;
    while (size < segment && size < buckets)
      size *= 2;
    resize_first(alloc, size);
  }
  template <class Alloc> bool try_to_extend(const Alloc &alloc) noexcept {
    try {
      extend(alloc);
      return true;
    } catch (...) {
      return false;
    }
  }
  template <class Alloc> void add_segment(const Alloc &alloc) {
    const std::size_t segments = capacity / segment;
    if (slots <= segments)
      resize_directory(alloc, 2 * segments + 2);
    directory[segments] = allocate<node *>(alloc, segment);
    capacity += segment;
  }

  // Gives back what is no longer used. An array is replaced by a smaller one
  // only when that is small: at a larger allocation glibc does all the work
  // that it put off when small objects, as are entries, were freed: 0.1 s after
  // a few million erasures. The directory stays while there are several
  // segments.
  template <class Alloc> void trim(const Alloc &alloc) noexcept {
    free_segments(alloc, std::max(count, segment));
    if (count > few || capacity < 4 * few)
      return;
    try {
      resize_first(alloc, few);
    } catch (...) { // NOLINT: the larger one stays
    }
  }
  // Frees the segments of which the first `buckets` buckets need none.
  template <class Alloc>
  void free_segments(const Alloc &alloc, std::size_t buckets) noexcept {
    while (capacity > segment && capacity - segment >= buckets) {
      deallocate(alloc, directory[capacity / segment - 1], segment);
      capacity -= segment;
    }
    if (capacity <= segment) {
      deallocate(alloc, std::exchange(directory, nullptr),
                 std::exchange(slots, 0));
    }
    if (buckets == 0)
      deallocate(alloc, std::exchange(first, &nothing),
                 std::exchange(capacity, 0));
  }
  template <class Alloc>
  void resize_first(const Alloc &alloc, std::size_t size) {
    node **const moved = allocate<node *>(alloc, size);
    std::copy_n(first, count, moved);
    deallocate(alloc, std::exchange(first, moved),
               std::exchange(capacity, size));
    if (directory != nullptr)
      directory[0] = first;
  }
  template <class Alloc>
  void resize_directory(const Alloc &alloc, std::size_t size) {
    node ***const moved = allocate<node **>(alloc, size);
    if (directory == nullptr)
      moved[0] = first;
    else
      std::copy_n(directory, capacity / segment, moved);
    deallocate(alloc, std::exchange(directory, moved),
               std::exchange(slots, size));
  }

  template <class T, class Alloc>
  static T *allocate(const Alloc &alloc, std::size_t n) {
    alloc_of<T, Alloc> memory(alloc);
    return std::allocator_traits<alloc_of<T, Alloc>>::allocate(memory, n);
  }
  template <class T, class Alloc>
  static void deallocate(const Alloc &alloc, T *p, std::size_t n) noexcept {
    if (n == 0)
      return;
    alloc_of<T, Alloc> memory(alloc);
    std::allocator_traits<alloc_of<T, Alloc>>::deallocate(memory, p, n);
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_BOUNDED_BUCKETS_H
