// mapwarden: how the helpers read a map they have never seen.
//
// Everything here is private. It detects, per operation and without including
// any library but std, how a container spells it: std, boost, absl, folly,
// phmap/gtl, tsl, ankerl::unordered_dense, LLVM ADT and Qt-like interfaces.
#ifndef MAPWARDEN_DETAIL_MAP_ACCESS_H
#define MAPWARDEN_DETAIL_MAP_ACCESS_H

#include <cstddef>
#include <type_traits>
#include <utility>

#include "mapwarden/detail/always_false.h"

namespace mapwarden::detail {

template <class T>
using remove_cvref_t = std::remove_cv_t<std::remove_reference_t<T>>;

// is_detected<op, args...>: op<args...> names a type.
template <class Void, template <class...> class Op, class... Args>
struct detector : std::false_type {};
template <template <class...> class Op, class... Args>
struct detector<std::void_t<Op<Args...>>, Op, Args...> : std::true_type {};
template <template <class...> class Op, class... Args>
inline constexpr bool is_detected = detector<void, Op, Args...>::value;

// --- what a container can do ---

template <class M> using begin_t = decltype(std::declval<M &>().begin());
template <class M> using key_type_t = typename M::key_type;
template <class M> using mapped_type_t = typename M::mapped_type;
template <class M, class K>
using find_result_t =
    decltype(std::declval<M &>().find(std::declval<const K &>()));
template <class M, class A>
using erase_result_t = decltype(std::declval<M &>().erase(std::declval<A>()));
template <class M, class K>
using remove_result_t =
    decltype(std::declval<M &>().remove(std::declval<const K &>()));
template <class M, class K>
using equal_range_t =
    decltype(std::declval<M &>().equal_range(std::declval<const K &>()));
template <class M, class K, class... Args>
using try_emplace_t = decltype(std::declval<M &>()
                                   .try_emplace(std::declval<const K &>(),
                                                std::declval<Args>()...)
                                   .first);
template <class C>
using empty_result_t =
    decltype(static_cast<bool>(std::declval<const C &>().empty()));

template <class M, class K> constexpr bool has_find() {
  if constexpr (is_detected<begin_t, M> && is_detected<find_result_t, M, K>)
    return std::is_convertible_v<find_result_t<M, K>, begin_t<M>>;
  else
    return false;
}

// An associative container: it names a key type and can be walked. (std::string
// and std::vector name none.)
template <class M>
inline constexpr bool is_associative =
    is_detected<key_type_t, M> && is_detected<begin_t, M>;

// A container can say whether it is empty and can be walked.
template <class C>
inline constexpr bool is_container =
    is_detected<empty_result_t, C> && is_detected<begin_t, C>;

// --- what stands behind an iterator ---

template <class It>
using value_member_t = decltype(std::declval<It &>().value());
template <class It>
using arrow_second_t = decltype((std::declval<It &>()->second));

// A set's elements are its keys; a Qt map's value_type is its mapped type, but
// then its iterators have value().
template <class M, class = void> struct is_set : std::false_type {};
template <class M>
struct is_set<M, std::void_t<typename M::key_type, typename M::value_type>>
    : std::bool_constant<
          std::is_same_v<typename M::key_type, typename M::value_type> &&
          !is_detected<value_member_t, begin_t<M>>> {};

// The mapped value at `it`: it.value() (tsl, Qt), it->second (nearly all
// others), *it (sets and sequences).
template <class M, class It> constexpr decltype(auto) value_at(It &&it) {
  using Iter = remove_cvref_t<It>;
  if constexpr (is_detected<value_member_t, Iter>)
    return it.value();
  else if constexpr (!is_set<std::remove_const_t<M>>::value &&
                     is_detected<arrow_second_t, Iter>)
    return (it->second);
  else
    return *it;
}

template <class M>
using value_ref_t = decltype(detail::value_at<M>(std::declval<begin_t<M> &>()));
template <class M> using mapped_t = remove_cvref_t<value_ref_t<M>>;

// X is an iterator of M rather than a key.
template <class M, class = void> struct iterators_of {
  using iterator = begin_t<M>;
  using const_iterator = begin_t<const M>;
};
template <class M>
struct iterators_of<
    M, std::void_t<typename M::iterator, typename M::const_iterator>> {
  using iterator = typename M::iterator;
  using const_iterator = typename M::const_iterator;
};
template <class M, class X, bool = is_detected<begin_t, M>>
struct is_iterator_of : std::false_type {};
template <class M, class X>
struct is_iterator_of<M, X, true>
    : std::bool_constant<
          std::is_same_v<X, typename iterators_of<M>::iterator> ||
          std::is_same_v<X, typename iterators_of<M>::const_iterator>> {};

// --- removing ---

// m.erase(k) reports a number (or, LLVM ADT, a bool).
template <class M, class K> constexpr bool has_counting_erase() {
  if constexpr (is_detected<erase_result_t, M, const K &>)
    return std::is_arithmetic_v<erase_result_t<M, const K &>>;
  else
    return false;
}

template <class M, class K>
inline constexpr bool can_erase_key =
    has_counting_erase<M, K>() || is_detected<remove_result_t, M, K>;

// Erases by key, however m spells it; returns the number of entries erased.
template <class M, class K> std::size_t erase_key(M &m, const K &k) {
  if constexpr (has_counting_erase<M, K>())
    return static_cast<std::size_t>(m.erase(k));
  else
    return static_cast<std::size_t>(m.remove(k)); // Qt
}

// m.erase(it) returns the next iterator (absl's and LLVM's hash tables return
// nothing).
template <class M> constexpr bool erase_gives_next() {
  if constexpr (is_detected<erase_result_t, M, begin_t<M>>)
    return std::is_convertible_v<erase_result_t<M, begin_t<M>>, begin_t<M>>;
  else
    return false;
}

template <class M, class Pred>
using remove_if_t =
    decltype(std::declval<M &>().remove_if(std::declval<Pred>()));

// Erases every entry for which pred(it) holds, by one walk; returns their
// number. If pred throws, the entries erased so far stay erased and m is valid.
template <class M, class Pred> std::size_t erase_entries_if(M &m, Pred pred) {
  std::size_t erased = 0;
  for (auto it = m.begin(); it != m.end();) {
    if (!pred(it)) {
      ++it;
      continue;
    }
    if constexpr (erase_gives_next<M>())
      it = m.erase(it);
    else
      m.erase(it++);
    ++erased;
  }
  return erased;
}

// The same for a predicate on the mapped value.
template <class M, class Pred> std::size_t erase_values_if(M &m, Pred pred) {
  // LLVM's MapVector erases one entry in O(n), and a DenseMap may move
  // neighbours on erase: these bring remove_if.
  auto on_entry = [&pred](auto &entry) -> bool { return pred(entry.second); };
  if constexpr (is_detected<remove_if_t, M, decltype(on_entry) &> &&
                !is_detected<value_member_t, begin_t<M>>) {
    const auto before = m.size();
    m.remove_if(on_entry);
    return static_cast<std::size_t>(before - m.size());
  } else {
    return detail::erase_entries_if(
        m, [&pred](auto &it) -> bool { return pred(detail::value_at<M>(it)); });
  }
}

// --- pointers, smart or not ---

template <class P> using deref_t = decltype(*std::declval<P &>());
template <class P>
using as_bool_t = decltype(static_cast<bool>(std::declval<const P &>()));

// Raw and smart pointers and std::optional: can be tested and dereferenced, and
// is no container itself.
template <class P>
inline constexpr bool is_pointer_like =
    is_detected<deref_t, P> && is_detected<as_bool_t, P> &&
    !is_detected<begin_t, P>;

// A pointer to the container that an outer map's value is or holds; null when a
// pointer value is null.
template <class V> constexpr auto *inner_of(V &value) {
  if constexpr (is_pointer_like<std::remove_const_t<V>>)
    return value ? &*value : nullptr;
  else
    return &value;
}

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_MAP_ACCESS_H
