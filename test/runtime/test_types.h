// Shared by the tests: objects that are counted, and faults that are injected
// at chosen points.
#ifndef MAPWARDEN_TEST_RUNTIME_TEST_TYPES_H
#define MAPWARDEN_TEST_RUNTIME_TEST_TYPES_H

#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>

namespace mapwarden_test {

// Counts the objects alive, so that a test sees a leak without a sanitizer.
struct counted {
  inline static int alive = 0;
  int value;
  explicit counted(int v = 0) : value(v) { ++alive; }
  counted(const counted &other) : value(other.value) { ++alive; }
  counted &operator=(const counted &) = default;
  ~counted() { --alive; }
};

// Throws at the n-th step of whatever calls step(): n counts down; 0 means
// never.
struct faults {
  inline static int countdown = 0;
  static void step() {
    if (countdown > 0 && --countdown == 0)
      throw std::runtime_error("injected");
  }
};

// A value and key whose every copy, construction, hash and comparison may fail.
// A move of it never does.
struct fragile {
  inline static int alive = 0;
  int value;
  explicit fragile(int v = 0) : value(v) {
    faults::step();
    ++alive;
  }
  fragile(const fragile &other) : value(other.value) {
    faults::step();
    ++alive;
  }
  fragile(fragile &&other) noexcept : value(other.value) { ++alive; }
  fragile &operator=(const fragile &other) {
    faults::step();
    value = other.value;
    return *this;
  }
  fragile &operator=(fragile &&other) noexcept {
    value = other.value;
    return *this;
  }
  ~fragile() { --alive; }
  friend bool operator==(const fragile &a, const fragile &b) {
    faults::step();
    return a.value == b.value;
  }
};

struct fragile_hash {
  std::size_t operator()(const fragile &k) const {
    faults::step();
    return static_cast<std::size_t>(k.value % 5); // collisions on purpose
  }
};

// An allocator that may fail and that counts what it gave out.
struct allocation_count {
  inline static std::ptrdiff_t bytes = 0;
};
template <class T> struct fragile_allocator {
  using value_type = T;
  fragile_allocator() = default;
  template <class U> fragile_allocator(const fragile_allocator<U> &) noexcept {}
  T *allocate(std::size_t n) {
    faults::step();
    allocation_count::bytes += static_cast<std::ptrdiff_t>(n * sizeof(T));
    return std::allocator<T>().allocate(n);
  }
  void deallocate(T *p, std::size_t n) noexcept {
    allocation_count::bytes -= static_cast<std::ptrdiff_t>(n * sizeof(T));
    std::allocator<T>().deallocate(p, n);
  }
  friend bool operator==(const fragile_allocator &, const fragile_allocator &) {
    return true;
  }
  friend bool operator!=(const fragile_allocator &, const fragile_allocator &) {
    return false;
  }
};

// Runs `action` again and again, failing at its first, second, ... step until
// it succeeds; after each failure calls `check`. Returns the number of failures
// injected.
template <class Action, class Check>
int fail_at_every_step(Action action, Check check) {
  for (int step = 1;; ++step) {
    faults::countdown = step;
    bool failed = false;
    try {
      action();
    } catch (const std::runtime_error &) {
      failed = true;
    }
    faults::countdown = 0;
    if (!failed)
      return step - 1;
    check(step);
  }
}

} // namespace mapwarden_test

#endif // MAPWARDEN_TEST_RUNTIME_TEST_TYPES_H
