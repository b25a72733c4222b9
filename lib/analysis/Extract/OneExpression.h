//===- OneExpression.h - Stale before the expression ends ------*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_ONEEXPRESSION_H
#define MAPWARDEN_EXTRACT_ONEEXPRESSION_H

#include "Extract/Bindings.h"
#include "Extract/StaleFlow.h"

namespace mapwarden {

/// References that one operand of a call yields and another operand, or the
/// call itself, may invalidate before they are used: `m[a] = m.at(b)`,
/// `m.try_emplace(k, m.at(j))`, `merge(m[a], m[b])`. Follows the order of
/// evaluation of the language version at hand.
void findInOneExpression(const FunctionModel &F, const Flow &G,
                         const BindingTable &Table, const ElementNames &Names,
                         SiteMaker SiteOf, uint32_t CallBase,
                         std::vector<StaleFact> &Out);

/// True for insertions that construct the new element from arguments given by
/// reference after they have made room for it. Sequences are not among them:
/// they have to cope with their own elements.
bool insertsFromReference(const UseFact &U);

} // namespace mapwarden

#endif
