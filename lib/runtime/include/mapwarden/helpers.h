// mapwarden: helpers on the maps a program already has; no type changes.
//
// Each works on std, boost, absl, folly, phmap/gtl, tsl, ankerl and LLVM ADT
// maps and on Qt's interface, by detection: nothing but std is included. On
// anything else a static_assert says what is missing. None uses try/catch or
// throw, so they compile with -fno-exceptions. See docs/runtime/helpers.md.
//
// clang-format off
//   erase_reset(m, k | it [, deleter])           erase and release what the value owns
//   clear_reset(m [, deleter])                   the same for all entries
//   erase_nested(outer, k1, k2 [, deleter])      erase an inner entry; drop the inner container when it is empty
//   prune_empty(outer [, deleter])               drop all empty inner containers
//   prune_if_empty(outer, k1 [, deleter])        drop one, if it is empty
//   get_or(m, k [, dflt])                        a copy of the value, or the default; never inserts
//   find_or_null(m, k)                           a pointer to the value, or nullptr; never inserts
//   get_or_create(m, k [, make])                 the value, inserted once if absent; never a null pointer
//   erase_expired(m [, pacer])                   drop expired weak_ptr values
//   shrink_if_sparse(m [, below])                give a bucket array back; erase_if_and_shrink(m, pred)
//   hash_combine(seed, values...)                hash several fields; mixed_hash<T>
// clang-format on
#ifndef MAPWARDEN_HELPERS_H
#define MAPWARDEN_HELPERS_H

#include "mapwarden/erase_expired.h"
#include "mapwarden/erase_reset.h"
#include "mapwarden/hash.h"
#include "mapwarden/lookup.h"
#include "mapwarden/nested.h"
#include "mapwarden/shrink.h"

#endif // MAPWARDEN_HELPERS_H
