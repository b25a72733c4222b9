//===- MemoCache.h - A map that may forget ---------------------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_MEMOCACHE_H
#define MAPWARDEN_CHECKS_MEMOCACHE_H

#include "FixIts.h"
#include "MapUses.h"

namespace clang::tidy::mapwarden {

/// True when the map only saves computing values again: each function that
/// inserts has looked the key up before, computes the value from its
/// parameters and returns it by copy, and no use keeps a reference. Such a map
/// may lose entries, and all its uses compile with mapwarden::bounded_map.
bool isMemoCache(ArrayRef<MapUse> Uses, QualType Key, QualType Value,
                 FixContext &Fix);

} // namespace clang::tidy::mapwarden

#endif
