// mapwarden: erase an entry and release what its value owns.
#ifndef MAPWARDEN_ERASE_RESET_H
#define MAPWARDEN_ERASE_RESET_H

#include <cassert>
#include <cstddef>
#include <cstdio>
#include <type_traits>
#include <utility>
#include <vector>

#include "mapwarden/detail/map_access.h"

namespace mapwarden {
namespace detail {

template <class T>
using size_of_t = std::integral_constant<std::size_t, sizeof(T)>;

} // namespace detail

/// Deletes the object a raw pointer points to, after checking at compile time
/// that `delete` can be right.
///
/// It does not compile for what `delete` would break: incomplete types, void*,
/// function pointers, FILE*, character pointers (they come from malloc or
/// new[]) and abstract classes without a virtual destructor. Thread safety:
/// none of its own. Complexity: that of the destructor. Exceptions: those of
/// the destructor.
struct delete_value {
  template <class T> void operator()(T *p) const {
    using Object = std::remove_cv_t<T>;
    constexpr bool is_character =
        std::is_same_v<Object, char> || std::is_same_v<Object, signed char> ||
        std::is_same_v<Object, unsigned char> ||
        std::is_same_v<Object, wchar_t> || std::is_same_v<Object, char16_t> ||
        std::is_same_v<Object, char32_t>;
    if constexpr (std::is_void_v<T> || std::is_function_v<T>) {
      static_assert(detail::always_false<T>,
                    "mapwarden: a void* or function pointer cannot be deleted; "
                    "pass the deleter that fits, "
                    "e.g. erase_reset(m, k, free)");
    } else if constexpr (std::is_same_v<Object, std::FILE>) {
      static_assert(detail::always_false<T>,
                    "mapwarden: a FILE* is closed, not deleted: erase_reset(m, "
                    "k, fclose)");
    } else if constexpr (is_character) {
      static_assert(detail::always_false<T>,
                    "mapwarden: character pointers come from malloc or new[]; "
                    "say which: erase_reset(m, k, free) or "
                    "erase_reset(m, k, [](auto* p) { delete[] p; })");
    } else if constexpr (!detail::is_detected<detail::size_of_t, T>) {
      static_assert(detail::always_false<T>,
                    "mapwarden: deleting an incomplete type skips its "
                    "destructor; include its definition here");
    } else {
      static_assert(!std::is_abstract_v<T> || std::has_virtual_destructor_v<T>,
                    "mapwarden: deleting through an abstract class without a "
                    "virtual destructor is undefined");
      delete p;
    }
  }
};

/// Keeps what a pointer points to: says "this map does not own its values"
/// where a helper asks for a deleter.
struct keep_value {
  template <class T> void operator()(T &&) const noexcept {}
};

namespace detail {

template <class V>
using get_deleter_t = decltype(std::declval<V &>().get_deleter());
template <class V>
using use_count_t = decltype(std::declval<V &>().use_count());
template <class V>
inline constexpr bool is_smart_pointer =
    !std::is_pointer_v<V> &&
    (is_detected<get_deleter_t, V> || is_detected<use_count_t, V>);

// Gives one value to the deleter: the value itself when the deleter takes it
// (null pointers are skipped, as unique_ptr does), else each element of a
// container of them.
template <class Deleter, class V> void release(Deleter &deleter, V &value) {
  using Value = std::remove_const_t<V>;
  if constexpr (std::is_invocable_v<Deleter &, V &&> ||
                std::is_invocable_v<Deleter &, V &>) {
    if constexpr (std::is_pointer_v<Value> || is_pointer_like<Value>) {
      if (!value)
        return;
    }
    if constexpr (std::is_invocable_v<Deleter &, V &&>)
      static_cast<void>(deleter(std::move(value)));
    else
      static_cast<void>(deleter(value));
  } else if constexpr (is_detected<begin_t, V>) {
    for (auto it = value.begin(); it != value.end(); ++it) {
      decltype(auto) element = detail::value_at<Value>(it);
      detail::release(deleter, element);
    }
  } else if constexpr (std::is_same_v<Deleter, delete_value> &&
                       is_smart_pointer<Value>) {
    static_assert(always_false<V>,
                  "mapwarden: a smart pointer releases its object itself; call "
                  "the map's own erase(k) or clear()");
  } else if constexpr (std::is_same_v<Deleter, delete_value>) {
    static_assert(always_false<V>,
                  "mapwarden: erase_reset and clear_reset delete raw pointers "
                  "and containers of raw pointers; for any "
                  "other value say how it is released, e.g. erase_reset(m, k, "
                  "[](int fd) { close(fd); })");
  } else {
    static_assert(
        always_false<V>,
        "mapwarden: this deleter cannot be called with the map's value");
  }
}

template <class V>
struct taken_value { // wrapped, so that vector<taken_value<bool>> is an
                     // ordinary vector
  V value;
};

template <class M> constexpr void check_resettable() {
  static_assert(
      !std::is_const_v<M>,
      "mapwarden: erase_reset and clear_reset need a map they may change");
  static_assert(is_associative<M>,
                "mapwarden: erase_reset and clear_reset work on associative "
                "containers (map, hash map, set)");
}

} // namespace detail

/// Erases the entry at `it` and releases what its value owns.
///
/// The value is taken out, the entry erased, and only then the value released:
/// an object whose destructor looks at, or erases itself from, `m` finds `m`
/// consistent and itself gone. (A value that can neither be moved nor copied is
/// released in place, just before it is erased.)
///
/// \param m        a map or set of std, boost, absl, tsl, LLVM ADT or alike; or
/// with Qt's interface
/// \param it       an iterator of `m` to an entry, not end()
/// \param deleter  called with the value unless that is a null pointer; with
/// each element when the value is a
///                 container of what the deleter takes. Default: `delete`. It
///                 should not throw.
/// \returns        what `m.erase(it)` returns: the next iterator, or void. In
/// the first case the deleter must not
///                 invalidate that iterator.
/// Invalidates: what `m.erase(it)` invalidates, and pointers to the released
/// object. Thread safety: writes `m`. Complexity: that of `m.erase(it)`.
/// Exceptions: those of moving the value (nothing has changed then) and of the
/// deleter (the entry is gone then).
template <class M, class It, class Deleter = delete_value,
          std::enable_if_t<detail::is_iterator_of<M, It>::value, int> = 0>
auto erase_reset(M &m, It it, Deleter deleter = Deleter())
    -> decltype(m.erase(it)) {
  detail::check_resettable<M>();
  assert(it != m.end());
  using V = detail::mapped_t<M>;
  if constexpr (std::is_move_constructible_v<V>) {
    V taken(std::move(detail::value_at<M>(it)));
    if constexpr (std::is_void_v<decltype(m.erase(it))>) {
      m.erase(it);
      detail::release(deleter, taken);
    } else {
      auto next = m.erase(it);
      detail::release(deleter, taken);
      return next;
    }
  } else {
    detail::release(deleter, detail::value_at<M>(it));
    return m.erase(it);
  }
}

/// Erases the entry (in a multimap: all entries) with key `k` and releases what
/// its value owns.
///
/// The values are taken out, the entries erased, and only then the values
/// released; see the overload above.
///
/// \param m        a map or set, as above
/// \param k        the key: anything that `m.find` accepts; it may refer into
/// the entry itself
/// \param deleter  as above
/// \returns        the number of entries erased
/// Invalidates: what `m.erase(it)` invalidates, and pointers to the released
/// objects. Thread safety: writes `m`. Complexity: one lookup, plus linear in
/// the number of entries with that key. Exceptions: those of the lookup and of
/// moving the value; those of the deleter (the entries are gone then).
template <class M, class K = typename M::key_type, class Deleter = delete_value,
          std::enable_if_t<!detail::is_iterator_of<M, K>::value, int> = 0>
std::size_t erase_reset(M &m, const K &k, Deleter deleter = Deleter()) {
  detail::check_resettable<M>();
  static_assert(
      detail::has_find<M, K>(),
      "mapwarden: erase_reset(m, k): m.find(k) must give an iterator of m");
  using V = detail::mapped_t<M>;
  if constexpr (detail::is_detected<detail::equal_range_t, M, K> &&
                detail::erase_gives_next<M>() &&
                std::is_move_constructible_v<V>) {
    auto range = m.equal_range(k);
    std::size_t count = 0;
    for (auto i = range.first; i != range.second; ++i)
      ++count;
    if (count > 1) { // a multimap: flat ones move elements on erase, so count
                     // rather than compare with range.second
      std::vector<detail::taken_value<V>> taken;
      taken.reserve(count);
      for (auto i = range.first; i != range.second; ++i)
        taken.push_back({std::move(detail::value_at<M>(i))});
      auto it = range.first;
      for (std::size_t i = 0; i != count; ++i)
        it = m.erase(it);
      for (auto &each : taken)
        detail::release(deleter, each.value);
      return count;
    }
    if (count == 0)
      return 0;
    mapwarden::erase_reset(m, range.first, std::move(deleter));
    return 1;
  } else {
    auto it = m.find(k);
    if (it == m.end())
      return 0;
    mapwarden::erase_reset(m, it, std::move(deleter));
    return 1;
  }
}

/// Empties `m` and releases what its values own.
///
/// All values are taken out, `m` is cleared, and only then the values are
/// released, so destructors that look at `m` or erase themselves from it are
/// safe. Two entries that hold the same raw pointer would release it twice.
///
/// \param m        a map or set, as for erase_reset
/// \param deleter  as for erase_reset
/// Invalidates: what `m.clear()` invalidates, and pointers to the released
/// objects. Thread safety: writes `m`. Complexity: linear, with a temporary
/// array of `m.size()` values. Exceptions: std::bad_alloc from that array,
/// before anything has changed; those of the deleter, after which `m` is empty
/// and the values not yet visited stay unreleased: a deleter should not throw.
template <class M, class Deleter = delete_value>
void clear_reset(M &m, Deleter deleter = Deleter()) {
  detail::check_resettable<M>();
  using V = detail::mapped_t<M>;
  if constexpr (std::is_move_constructible_v<V>) {
    std::vector<detail::taken_value<V>> taken;
    taken.reserve(static_cast<std::size_t>(m.size()));
    for (auto it = m.begin(); it != m.end(); ++it)
      taken.push_back({std::move(detail::value_at<M>(it))});
    m.clear();
    for (auto &each : taken)
      detail::release(deleter, each.value);
  } else {
    for (auto it = m.begin(); it != m.end(); ++it)
      detail::release(deleter, detail::value_at<M>(it));
    m.clear();
  }
}

} // namespace mapwarden

#endif // MAPWARDEN_ERASE_RESET_H
