// mapwarden: how a table keeps the words that its lookups read.
#ifndef MAPWARDEN_DETAIL_WORDS_H
#define MAPWARDEN_DETAIL_WORDS_H

#include <atomic>

namespace mapwarden::detail {

// A plain variable with the interface of an atomic one.
template <class T> class unshared_word {
public:
  unshared_word() = default; // leaves the value open, as std::atomic does
  constexpr unshared_word(T value) noexcept : value_(value) {}
  T load(std::memory_order) const noexcept { return value_; }
  void store(T value, std::memory_order) noexcept { value_ = value; }
  operator T() const noexcept { return value_; }

private:
  T value_;
};

// Lookups and changes exclude each other; memory is freed at once.
struct unshared {
  template <class T> using atomic = unshared_word<T>;
  static constexpr bool shared = false;
};

// Lookups run beside one change; what they may still look at is not freed but
// handed over to the owner, who knows when they are through.
template <class Sync> struct shared_by {
  template <class T> using atomic = typename Sync::template atomic<T>;
  static constexpr bool shared = true;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_WORDS_H
