// mapwarden: function objects and allocators that take no room when they are
// empty.
#ifndef MAPWARDEN_DETAIL_COMPRESSED_H
#define MAPWARDEN_DETAIL_COMPRESSED_H

#include <type_traits>
#include <utility>

namespace mapwarden::detail {

// A base class that holds a T; Tag tells apart several bases of one class.
template <class T, int Tag,
          bool Empty = std::is_empty_v<T> && !std::is_final_v<T>>
class compressed : private T {
public:
  compressed() = default;
  explicit compressed(const T &value) : T(value) {}
  T &get() noexcept { return *this; }
  const T &get() const noexcept { return *this; }
};

template <class T, int Tag> class compressed<T, Tag, false> {
public:
  compressed() = default;
  explicit compressed(const T &value) : value_(value) {}
  T &get() noexcept { return value_; }
  const T &get() const noexcept { return value_; }

private:
  T value_;
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_COMPRESSED_H
