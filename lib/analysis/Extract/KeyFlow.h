//===- KeyFlow.h - Which keys are known to be present ----------*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_KEYFLOW_H
#define MAPWARDEN_EXTRACT_KEYFLOW_H

#include "Extract/ElementNames.h"
#include "Extract/Flow.h"

namespace mapwarden {

/// Marks the growing uses of \p F whose key is in the container on every path
/// (KeyPresent): inserted or looked up with success before, and neither the
/// container nor the key changed since.
/// \returns the growing uses that move no element: those, and the ones that a
/// reserve() covers.
llvm::BitVector markPresentKeys(FunctionModel &F, Flow &G,
                                const ElementNames &Names);

} // namespace mapwarden

#endif
