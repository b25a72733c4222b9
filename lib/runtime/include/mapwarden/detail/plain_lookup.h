// mapwarden: which keys and values a lookup may read without a lock, and how.
#ifndef MAPWARDEN_DETAIL_PLAIN_LOOKUP_H
#define MAPWARDEN_DETAIL_PLAIN_LOOKUP_H

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <type_traits>

#include "mapwarden/detail/leaf.h"

namespace mapwarden::detail {

// Keys whose bytes say all there is to know: they need no destruction, so that
// an entry's key stays readable until its memory is used again.
template <class K>
inline constexpr bool plain_key =
#if defined(__GNUC__)
    std::is_trivially_copyable_v<K> && std::is_trivially_destructible_v<K>;
#else
    false; // the values' words are read by __atomic built-ins
#endif

// Values of one machine word: read and written in one step, so that a lookup
// may copy one while it is being changed.
template <class V>
inline constexpr bool word_value =
    std::is_trivially_copyable_v<V> && std::is_copy_constructible_v<V> &&
    !std::is_volatile_v<V> && alignof(V) == sizeof(V) &&
    sizeof(V) <= sizeof(void *);

#if defined(__GNUC__)
// A copy, made by copy(const V&), of a value that others may be writing.
template <class V, class Copy> auto read_word(const V &value, Copy copy) {
  alignas(V) unsigned char bytes[sizeof(V)];
  __atomic_load(&value, reinterpret_cast<V *>(bytes), __ATOMIC_ACQUIRE);
  return copy(*std::launder(reinterpret_cast<const V *>(bytes)));
}
template <class V> void write_word(V &value, V fresh) noexcept {
  __atomic_store(&value, std::addressof(fresh), __ATOMIC_RELEASE);
}
#endif

// Whether Eq looks at nothing but the two keys themselves.
template <class K, class Eq>
inline constexpr bool compares_bytes =
    std::is_scalar_v<K> && (std::is_same_v<Eq, std::equal_to<K>> ||
                            std::is_same_v<Eq, std::equal_to<>>);

// Whether a node's key is the one searched for, when the node may have been
// erased by now. What a key refers to (a string_view's characters) may be gone
// with it, so Eq is not asked: the same bytes are the same key. Other bytes
// with the same hash are most likely the same key as well; then it is unsure.
template <class K, class Node, class Eq> struct same_plain_key {
  const Eq &equal;
  std::conditional_t<std::is_scalar_v<K>, const K, const K &> key;
  std::uint32_t hash;
  bool &sure;

  MAPWARDEN_DETAIL_INLINE bool operator()(const table_node *n) const {
    const K &other = static_cast<const Node *>(n)->value.first;
    if constexpr (compares_bytes<K, Eq>) {
      return equal(other, key);
    } else {
      if (n->hash != hash)
        return false;
      if (std::memcmp(std::addressof(other), std::addressof(key), sizeof(K)) ==
          0)
        return true;
      sure = false;
      return false;
    }
  }
};

} // namespace mapwarden::detail

#endif // MAPWARDEN_DETAIL_PLAIN_LOOKUP_H
