// mapwarden: the right to add one entry to a bounded map of several stripes.
#ifndef MAPWARDEN_DETAIL_PERMIT_H
#define MAPWARDEN_DETAIL_PERMIT_H

#include <atomic>
#include <cstddef>

namespace mapwarden::detail {

// The right to add one entry, counted in set.occupied: who has it may link an
// entry (and clears `held`), or gives it back in its destructor.
template <class Set> struct permit {
  Set &set;
  bool held = false;

  explicit permit(Set &s) noexcept : set(s) {}
  permit(const permit &) = delete;
  permit &operator=(const permit &) = delete;
  ~permit() {
    if (held)
      set.occupied.fetch_sub(1, std::memory_order_release);
  }
  bool acquire(std::size_t max) noexcept {
    std::size_t now = set.occupied.load(std::memory_order_relaxed);
    while (!held && now < max)
      held = set.occupied.compare_exchange_weak(now, now + 1,
                                                std::memory_order_acq_rel);
    return held;
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_PERMIT_H
