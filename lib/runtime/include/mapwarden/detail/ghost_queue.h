// mapwarden: the hashes of the keys that S3-FIFO evicted lately.
#ifndef MAPWARDEN_DETAIL_GHOST_QUEUE_H
#define MAPWARDEN_DETAIL_GHOST_QUEUE_H

#include <cstddef>
#include <cstdint>
#include <memory>

namespace mapwarden::detail {

// A ring of the last hashes, each also in a chain for lookup. Copying the
// struct hands over the memory. Two keys with one hash are taken for the same:
// that costs a hit, never a wrong answer.
struct ghost_queue {
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  static constexpr std::uint32_t taken = 0xFFFFFFFEU; // as `next`: in no chain
  struct slot {
    std::size_t hash;
    std::uint32_t next; // in the chain
    std::uint32_t head; // the first of the chain with this slot's number
  };

  slot *slots = nullptr;
  std::size_t capacity = 0; // 0 or a power of two
  std::size_t pushes = 0;

  // Makes room for the last `n` hashes. Throws what the allocator throws,
  // without effect.
  template <class Alloc> void reserve(const Alloc &alloc, std::size_t n) {
    if (n <= capacity)
      return;
    std::size_t count = capacity == 0 ? 8 : capacity;
    while (count < n)
      count *= 2;
    ghost_queue larger;
    slot_alloc<Alloc> memory(alloc);
    larger.slots = slot_traits<Alloc>::allocate(memory, count);
    larger.capacity = count;
    for (std::size_t i = 0; i != count; ++i)
      larger.slots[i] = slot{0, taken, none};
    larger.copy_from(*this);
    release(alloc);
    *this = larger;
  }
  template <class Alloc> void release(const Alloc &alloc) noexcept {
    if (slots != nullptr) {
      slot_alloc<Alloc> memory(alloc);
      slot_traits<Alloc>::deallocate(memory, slots, capacity);
    }
    *this = ghost_queue();
  }
  // Appends the hashes of `other`, oldest first. There must be room.
  void copy_from(const ghost_queue &other) noexcept {
    for (std::size_t age = other.capacity; age-- != 0;)
      if (age < other.pushes) {
        const slot &s =
            other.slots[(other.pushes - 1 - age) & (other.capacity - 1)];
        push(s.hash);
        if (s.next == taken)
          unlink(static_cast<std::uint32_t>((pushes - 1) & (capacity - 1)));
      }
  }

  // Remembers a hash, in place of the oldest. There must be room for one.
  void push(std::size_t hash) noexcept {
    const auto at = static_cast<std::uint32_t>(pushes++ & (capacity - 1));
    unlink(at);
    slot &chain = slots[hash & (capacity - 1)];
    slots[at].hash = hash;
    slots[at].next = chain.head;
    chain.head = at;
  }
  // Forgets a hash; whether it was one of the last `limit` remembered.
  bool take(std::size_t hash, std::size_t limit) noexcept {
    if (capacity == 0)
      return false;
    std::uint32_t at = slots[hash & (capacity - 1)].head;
    while (at != none && slots[at].hash != hash)
      at = slots[at].next;
    if (at == none)
      return false;
    unlink(at);
    return ((pushes - 1 - at) & (capacity - 1)) < limit;
  }

private:
  template <class Alloc>
  using slot_alloc =
      typename std::allocator_traits<Alloc>::template rebind_alloc<slot>;
  template <class Alloc>
  using slot_traits = std::allocator_traits<slot_alloc<Alloc>>;

  void unlink(std::uint32_t at) noexcept {
    if (slots[at].next == taken)
      return;
    std::uint32_t *link = &slots[slots[at].hash & (capacity - 1)].head;
    while (*link != at)
      link = &slots[*link].next;
    *link = slots[at].next;
    slots[at].next = taken;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_GHOST_QUEUE_H
