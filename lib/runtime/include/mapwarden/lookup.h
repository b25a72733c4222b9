// mapwarden: lookups that never insert by accident, or insert exactly once.
#ifndef MAPWARDEN_LOOKUP_H
#define MAPWARDEN_LOOKUP_H

#include <type_traits>
#include <utility>

#include "mapwarden/detail/map_access.h"

namespace mapwarden {
namespace detail {

// U<T> names the same type as U<T, Rest...>: shared_ptr, and unique_ptr with
// its own default deleter.
template <class P> struct is_default_specialisation : std::false_type {};
template <template <class, class...> class U, class T, class... Rest>
struct is_default_specialisation<U<T, Rest...>>
    : std::is_same<U<T>, U<T, Rest...>> {};

template <class P> using object_of_t = std::remove_reference_t<deref_t<P>>;

template <class P> using element_type_t = typename P::element_type;

// Raw and smart pointers; not std::optional, which holds its value itself and
// names no element_type.
template <class V>
inline constexpr bool is_owner_pointer =
    std::is_pointer_v<V> ||
    (is_pointer_like<V> && is_detected<element_type_t, V>);

// Makes what get_or_create puts under a new key when no `make` is given: V(),
// or a pointer to a new object.
template <class V> struct make_default {
  V operator()() const {
    if constexpr (is_owner_pointer<V>) {
      using Object = object_of_t<V>;
      static_assert(std::is_pointer_v<V> || is_default_specialisation<V>::value,
                    "mapwarden: a smart pointer with its own deleter: say how "
                    "its object is made: "
                    "get_or_create(m, k, make)");
      static_assert(std::is_default_constructible_v<Object>,
                    "mapwarden: the object behind this pointer has no default "
                    "constructor: say how it is made: "
                    "get_or_create(m, k, make)");
      return V(new Object());
    } else {
      return V();
    }
  }
};

// Puts `made` under k, unless the map got a value there meanwhile; one
// insertion.
template <class M, class K, class V>
value_ref_t<M> emplace_made(M &m, const K &k, V &&made) {
  if constexpr (is_detected<try_emplace_t, M, K, V>) {
    auto it = m.try_emplace(k, std::move(made)).first;
    if constexpr (is_owner_pointer<mapped_t<M>>) {
      if (!value_at<M>(it))
        value_at<M>(it) =
            std::move(made); // try_emplace moves only when it inserts
    }
    return value_at<M>(it);
  } else { // Qt and alike
    auto &slot = m[k];
    slot = std::move(made);
    return slot;
  }
}

} // namespace detail

/// Returns a copy of the value under `k`, or `dflt` when there is none. Never
/// inserts, unlike `m[k]`.
///
/// \param m     any map; it may be const or a temporary
/// \param k     the key: anything that `m.find` accepts
/// \param dflt  what to return when `k` is absent; V() unless given
/// \returns     a value, never a reference: safe to keep. For a map of raw
/// pointers it is the pointer or nullptr. Invalidates nothing. Thread safety:
/// reads `m`. Complexity: one lookup and one copy. Exceptions: those of the
/// lookup and the copy.
template <class M, class K = typename M::key_type>
detail::mapped_t<const M>
get_or(const M &m, const K &k,
       detail::mapped_t<const M> dflt = detail::mapped_t<const M>()) {
  static_assert(
      detail::has_find<const M, K>(),
      "mapwarden: get_or(m, k): m.find(k) must give an iterator of m");
  auto it = m.find(k);
  if (it == m.end())
    return dflt;
  return detail::value_at<const M>(it);
}

/// Returns a pointer to the value under `k`, or nullptr when there is none.
/// Never inserts.
///
/// \param m  any map, not a temporary; when const, the pointer is to const
/// \param k  the key: anything that `m.find` accepts
/// \returns  a pointer into `m`, valid as long as a reference to that element
/// is Invalidates nothing. Thread safety: reads `m`; what it returns needs the
/// same lock as `m`. Complexity: one lookup. Exceptions: those of the lookup.
template <class M, class K = typename M::key_type>
auto find_or_null(M &m, const K &k)
    -> std::remove_reference_t<detail::value_ref_t<M>> * {
  static_assert(
      detail::has_find<M, K>(),
      "mapwarden: find_or_null(m, k): m.find(k) must give an iterator of m");
  static_assert(std::is_lvalue_reference_v<detail::value_ref_t<M>>,
                "mapwarden: find_or_null: this container gives its values by "
                "copy; use get_or(m, k)");
  auto it = m.find(k);
  if (it == m.end())
    return nullptr;
  return &detail::value_at<M>(it);
}
/// A pointer into a temporary map would dangle at once.
template <class M, class K = typename M::key_type>
void find_or_null(const M &&m, const K &k) = delete;

/// Returns the value under `k`, after inserting it, exactly once, when it is
/// absent or a null pointer.
///
/// A missing value is V(); for a raw or smart pointer, it points to a new
/// default-constructed object, so `get_or_create(outer, k)->insert(x)` never
/// dereferences null.
///
/// \param m  any map with try_emplace or operator[]
/// \param k  the key; it must not refer into a container that moves its
/// elements on insertion
/// \returns  a reference to the value in `m`, not null when it is a pointer
/// Invalidates: what an insertion into `m` invalidates, if `k` was absent; else
/// nothing. Thread safety: writes `m`. Complexity: one lookup (two for a new
/// pointer value). Exceptions: those of the lookup, the allocation and V's
/// constructor; `m` is then as before and nothing leaks.
template <class M, class K = typename M::key_type>
detail::value_ref_t<M> get_or_create(M &m, const K &k);

/// As above; a missing value is what `make()` returns.
///
/// `make` runs before anything is inserted and may itself use, and insert into,
/// `m` (a recursive memo): when it has given `m` a value under `k`, that value
/// stays and is returned. For a raw pointer value, `make()` runs while the key
/// holds null, so that no allocation can fail after it; should it set the key
/// itself, it must return that same pointer. (A hash that throws in the lookup
/// after make() would still lose the object; std's do not.)
///
/// \param make  a callable without parameters whose result V is constructed
/// from; called at most once Exceptions: also those of `make`; `m` is then as
/// `make` left it, and without the key unless `make` set it.
template <class M, class K = typename M::key_type, class Make>
detail::value_ref_t<M> get_or_create(M &m, const K &k, Make &&make) {
  static_assert(
      !std::is_const_v<M>,
      "mapwarden: get_or_create may insert, so the map must not be const");
  static_assert(
      detail::has_find<M, K>(),
      "mapwarden: get_or_create(m, k): m.find(k) must give an iterator of m");
  static_assert(
      std::is_invocable_v<Make &>,
      "mapwarden: get_or_create(m, k, make): make() must be callable");
  using V = detail::mapped_t<M>;
  static_assert(std::is_constructible_v<V, std::invoke_result_t<Make &>>,
                "mapwarden: get_or_create(m, k, make): make() must return the "
                "map's value (for a map of pointers: a "
                "pointer)");
  if constexpr (std::is_pointer_v<V>) {
    // Nobody owns a raw pointer while an insertion throws: so the slot comes
    // first, then the object.
    bool inserted = false;
    {
      auto it = m.find(k);
      if (it != m.end()) {
        if (detail::value_at<M>(it) != nullptr)
          return detail::value_at<M>(it);
      } else {
        detail::emplace_made(m, k, V(nullptr));
        inserted = true;
      }
    }
    struct undo { // removes the slot again if make() throws
      M &m;
      const K &k;
      bool armed;
      ~undo() {
        if (!armed)
          return;
        auto it = m.find(k);
        if (it != m.end() && detail::value_at<M>(it) == nullptr)
          m.erase(it);
      }
    } guard{m, k, inserted};
    V made(make());
    guard.armed = false;
    auto it = m.find(k); // make() may have changed m
    if (it == m.end())
      return detail::emplace_made(m, k, std::move(made));
    detail::value_at<M>(it) = made;
    return detail::value_at<M>(it);
  } else {
    {
      auto it = m.find(k);
      if (it != m.end()) {
        if constexpr (detail::is_owner_pointer<V>) {
          if (detail::value_at<M>(it))
            return detail::value_at<M>(it);
        } else {
          return detail::value_at<M>(it);
        }
      }
    }
    V made(make());
    if constexpr (!detail::is_detected<detail::try_emplace_t, M, K, V>) {
      auto it = m.find(k); // make() may have inserted it
      if (it != m.end()) {
        if constexpr (detail::is_owner_pointer<V>) {
          if (detail::value_at<M>(it))
            return detail::value_at<M>(it);
        } else {
          return detail::value_at<M>(it);
        }
      }
    }
    return detail::emplace_made(m, k, std::move(made));
  }
}

template <class M, class K>
detail::value_ref_t<M> get_or_create(M &m, const K &k) {
  using V = detail::mapped_t<M>;
  if constexpr (std::is_pointer_v<V>) {
    auto it = m.find(k);
    if (it != m.end() && detail::value_at<M>(it) != nullptr)
      return detail::value_at<M>(it);
    struct unless_stored {
      V object;
      ~unless_stored() { delete object; }
    } made{detail::make_default<V>()()};
    detail::value_ref_t<M> stored = detail::emplace_made(m, k, V(made.object));
    if (stored == made.object)
      made.object = nullptr;
    return stored;
  } else if constexpr (detail::is_owner_pointer<V>) {
    return mapwarden::get_or_create(m, k, detail::make_default<V>());
  } else {
    static_assert(
        !std::is_const_v<M>,
        "mapwarden: get_or_create may insert, so the map must not be const");
    static_assert(std::is_default_constructible_v<V>,
                  "mapwarden: this value has no default constructor: say how "
                  "it is made: get_or_create(m, k, make)");
    if constexpr (detail::is_detected<detail::try_emplace_t, M, K>) {
      auto it = m.try_emplace(k).first;
      return detail::value_at<M>(it);
    } else {
      return m[k];
    }
  }
}

} // namespace mapwarden

#endif // MAPWARDEN_LOOKUP_H
