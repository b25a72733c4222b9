//===- Annotations.h - Annotations that do not hold ------------*- C++ -*-===//
//
// What mapwarden/annotations.h lets people write down is believed, and held
// against the program where that can be done: each of these is a part of the
// rule that reads the annotation.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_VERDICT_ANNOTATIONS_H
#define MAPWARDEN_VERDICT_ANNOTATIONS_H

#include "Verdict/Finding.h"

namespace mapwarden {

/// `MAPWARDEN_GUARDED_BY(mutx_)`: there is no such lock.
void judgeLockNames(const ProgramFacts &P, std::vector<Finding> &Out);

/// `MAPWARDEN_OWNED_VALUES` where the values release themselves.
void judgeOwnedTypes(const ProgramFacts &P, std::vector<Finding> &Out);

/// `MAPWARDEN_REMOVER` on a function that removes nothing.
void judgeRemovers(const ProgramFacts &P, std::vector<Finding> &Out);

} // namespace mapwarden

#endif
