// mapwarden: counters that one thread at a time writes and any thread reads.
#ifndef MAPWARDEN_DETAIL_COUNTER_H
#define MAPWARDEN_DETAIL_COUNTER_H

#include <atomic>
#include <cstddef>

namespace mapwarden::detail {

// A load and a store, no locked instruction: whoever may change the map may
// change its counters. Should two threads write at once, a count may be lost,
// nothing worse.
template <class Number> class single_writer {
public:
  constexpr single_writer(Number n = Number()) noexcept : number_(n) {}
  Number get() const noexcept {
    return number_.load(std::memory_order_relaxed);
  }
  void set(Number n) noexcept { number_.store(n, std::memory_order_relaxed); }
  Number add(Number n) noexcept { // returns the sum
    const Number sum = get() + n;
    set(sum);
    return sum;
  }

private:
  std::atomic<Number> number_;
};

using counter = single_writer<std::size_t>;

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_COUNTER_H
