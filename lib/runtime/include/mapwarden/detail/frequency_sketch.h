// mapwarden: how often keys were asked for lately, approximately.
#ifndef MAPWARDEN_DETAIL_FREQUENCY_SKETCH_H
#define MAPWARDEN_DETAIL_FREQUENCY_SKETCH_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

#include "mapwarden/hash.h"

namespace mapwarden::detail {

// A count-min sketch of 4-bit counters, halved after thirteen counts per
// entry (Einziger, Friedman, Manes: TinyLFU, ACM Transactions on Storage 2017;
// there ten). The four counters of a hash are in one cache line; four words per
// entry keep that from costing hits (docs/runtime/performance.md). Copying the
// struct hands over the memory.
struct frequency_sketch {
  using word = std::atomic<std::uint64_t>; // 16 counters

  word *table = nullptr;
  std::size_t words = 0; // 0 or a power of two, at least 8
  std::size_t entries = 0;
  std::size_t counted = 0; // since the last halving

  // Makes room for so many entries; throws what the allocator throws, without
  // effect. A hash keeps its counts: what was one block is now two.
  template <class Alloc> void reserve(const Alloc &alloc, std::size_t n) {
    if (4 * n > words) {
      std::size_t count = words == 0 ? 8 : words;
      while (count < 4 * n)
        count *= 2;
      word_alloc<Alloc> memory(alloc);
      word *larger = word_traits<Alloc>::allocate(memory, count);
      for (std::size_t i = 0; i != count; ++i)
        ::new (static_cast<void *>(larger + i))
            word(words == 0 ? 0 : load(table[i & (words - 1)]));
      const std::size_t kept = counted;
      release(alloc);
      table = larger;
      words = count;
      counted = kept;
    }
    if (n > entries)
      entries = n;
  }
  template <class Alloc> void release(const Alloc &alloc) noexcept {
    if (table != nullptr) {
      word_alloc<Alloc> memory(alloc);
      word_traits<Alloc>::deallocate(memory, table, words);
    }
    *this = frequency_sketch();
  }
  // Takes over the counts of a sketch with as many words.
  void copy_from(const frequency_sketch &other) noexcept {
    for (std::size_t i = 0; i != words; ++i)
      table[i].store(load(other.table[i]), std::memory_order_relaxed);
    counted = other.counted;
  }

  // Without memory it counts nothing.
  void count(std::size_t hash) noexcept {
    count_const(hash);
    if (words != 0 && ++counted >= 13 * entries)
      halve();
  }
  // For const lookups from several threads, which may lose counts. Only the
  // least of a hash's counters are increased, as the others count more keys.
  void count_const(std::size_t hash) const noexcept {
    const unsigned least = frequency(hash);
    if (words == 0 || least == 15)
      return;
    each(hash, [least](word &w, unsigned shift) {
      const std::uint64_t seen = load(w);
      if (((seen >> shift) & 15) == least)
        w.store(seen + (std::uint64_t{1} << shift), std::memory_order_relaxed);
    });
  }
  // From 0 to 15.
  unsigned frequency(std::size_t hash) const noexcept {
    unsigned least = 15;
    if (words == 0)
      return 0;
    each(hash, [&least](word &w, unsigned shift) {
      const auto n = static_cast<unsigned>((load(w) >> shift) & 15);
      if (n < least)
        least = n;
    });
    return least;
  }

private:
  template <class Alloc>
  using word_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<word>;
  template <class Alloc>
  using word_traits = std::allocator_traits<word_alloc<Alloc>>;

  static std::uint64_t load(const word &w) noexcept {
    return w.load(std::memory_order_relaxed);
  }
  template <class F> void each(std::size_t hash, F f) const {
    // Mixed again, as the buckets use the low bits.
    std::uint64_t bits = mix64(hash + 0x9e3779b97f4a7c15ULL);
    word *block = table + (bits & (words - 8));
    bits >>= 32;
    for (std::size_t row = 0; row != 4; ++row, bits >>= 8)
      f(block[2 * row + (bits & 1)],
        static_cast<unsigned>((bits >> 1) & 15) * 4);
  }
  void halve() noexcept {
    for (std::size_t i = 0; i != words; ++i)
      table[i].store((load(table[i]) >> 1) & 0x7777777777777777ULL,
                     std::memory_order_relaxed);
    counted /= 2;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_FREQUENCY_SKETCH_H
