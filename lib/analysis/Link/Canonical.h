//===- Canonical.h - One numbering for one program -------------*- C++ -*-===//
#ifndef MAPWARDEN_LINK_CANONICAL_H
#define MAPWARDEN_LINK_CANONICAL_H

#include "Facts/Facts.h"
#include "llvm/ADT/ArrayRef.h"

namespace mapwarden {

/// Numbers \p Facts anew, in source order, and joins what is said twice: each
/// entity becomes \p Resolved of it; functions, records and containers keep one
/// fact each. Two sets of facts that differ in numbering only become equal.
/// O(n log n).
void canonicalize(TUFacts &Facts, llvm::ArrayRef<EntityId> Resolved);

/// Decides what code outside of the program can reach: sets Closed of functions
/// and containers. O(n).
void closeProgram(TUFacts &Facts);

} // namespace mapwarden

#endif
