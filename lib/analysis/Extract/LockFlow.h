//===- LockFlow.h - Which locks are held where -----------------*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_LOCKFLOW_H
#define MAPWARDEN_EXTRACT_LOCKFLOW_H

#include "Extract/Flow.h"

namespace mapwarden {

/// Fills Locks of the uses and calls of \p F, and of the steps of \p G that
/// bind, return or release. A lock counts as held when some path takes it and
/// no path gives it back before: conditional locking is the benefit of the
/// doubt. Uses that no path reaches are marked Unreachable. Where the flow is
/// not known, everything holds an unknown lock (RootKind::Temporary).
void computeLocks(FunctionModel &F, Flow &G);

} // namespace mapwarden

#endif
