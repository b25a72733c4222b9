//===- StaleFlow.h - References that may be stale when used ----*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_STALEFLOW_H
#define MAPWARDEN_EXTRACT_STALEFLOW_H

#include "Extract/Flow.h"

namespace mapwarden {

using SiteMaker = llvm::function_ref<SiteId(const clang::Stmt *)>;

/// Finds the uses of references to elements after something that may
/// invalidate them, and the places that let such references escape. What may
/// invalidate is decided by paths only; whether it does, for this container,
/// is Verdict's business. Marks uses of present keys (KeyPresent) on the way.
/// \param CallBase index of the first call of \p F in TUFacts::Calls.
void findStale(FunctionModel &F, Flow &G, SiteMaker SiteOf, uint32_t CallBase,
               std::vector<StaleFact> &Out);

} // namespace mapwarden

#endif
