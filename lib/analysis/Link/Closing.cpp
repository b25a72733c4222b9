//===- Closing.cpp - What code outside of the program can reach -----------===//
//
// In a program with a main function everybody who calls is in sight, apart from
// libraries that call back. A program without one is a library: what it offers
// may be called by anybody.
//
//===----------------------------------------------------------------------===//
#include "Link/Canonical.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringRef.h"

namespace mapwarden {

/// In a folder named "include", which is where projects put what they offer.
static bool isInPublicHeader(const TUFacts &F, SiteId At) {
  if (At == NoSite)
    return false;
  llvm::StringRef Path = F.Files[F.Sites[At].File];
  return Path.starts_with("include/") || Path.contains("/include/");
}

void closeProgram(TUFacts &F) {
  const bool HasMain = llvm::any_of(
      F.Functions, [](const FunctionFact &Each) { return Each.IsMain; });
  llvm::DenseSet<EntityId> Called;
  for (const CallFact &C : F.Calls)
    if (C.Caller != C.Callee)
      Called.insert(C.Callee);
  for (FunctionFact &Each : F.Functions) {
    const Entity &E = F.Entities[Each.Id];
    if (Each.IsMain || Each.ForeignCallers) {
      Each.Closed = false;
      continue;
    }
    if (Each.Closed || Each.IsPrivate || E.Internal)
      Each.Closed = true;
    else if (HasMain)
      Each.Closed = Called.count(Each.Id) || !isInPublicHeader(F, E.Decl);
  }
  for (ContainerFact &C : F.Containers) {
    const Entity &E = F.Entities[C.Decl];
    C.Closed = C.Closed || HasMain || C.IsPrivate || E.Internal ||
               !isInPublicHeader(F, E.Decl);
  }
}

} // namespace mapwarden
