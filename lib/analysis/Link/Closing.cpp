//===- Closing.cpp - What code outside of the program can reach -----------===//
//
// In a program with a main function everybody who calls is in sight, apart from
// libraries that call back. A program without one is a library: what it offers
// may be called by anybody.
//
//===----------------------------------------------------------------------===//
#include "Link/Canonical.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace mapwarden {

/// In a folder named "include", which is where projects put what they offer.
static bool isInPublicHeader(const TUFacts &F, SiteId At) {
  if (At == NoSite)
    return false;
  llvm::StringRef Path = F.Files[F.Sites[At].File];
  return Path.starts_with("include/") || Path.contains("/include/");
}

/// The classes, and namespaces, whose functions the program calls and does not
/// define.
static llvm::StringSet<> foreignScopes(const TUFacts &F) {
  llvm::DenseSet<EntityId> Defined;
  for (const FunctionFact &Each : F.Functions)
    if (Each.HasBody)
      Defined.insert(Each.Id);
  llvm::StringSet<> Result;
  for (const CallFact &C : F.Calls) {
    if (C.Virtual || C.Callee >= F.Entities.size() || Defined.count(C.Callee))
      continue;
    const Entity &E = F.Entities[C.Callee];
    if (E.Kind == EntityKind::Function && E.Def == NoSite && !E.Scope.empty())
      Result.insert(E.Scope);
  }
  return Result;
}

/// `Connection *accepted() override;`, where the base class is a server of
/// which the program has the declaration only: who runs it calls back.
static void findCallbacks(TUFacts &F) {
  const llvm::StringSet<> Foreign = foreignScopes(F);
  llvm::DenseSet<EntityId> CalledBack;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (FunctionFact &Each : F.Functions) {
      if (Each.ForeignCallers ||
          llvm::none_of(Each.Overrides, [&](EntityId Base) {
            return CalledBack.count(Base) ||
                   Foreign.count(F.Entities[Base].Scope);
          }))
        continue;
      Each.ForeignCallers = true;
      CalledBack.insert(Each.Id);
      Changed = true;
    }
  }
}

void closeProgram(TUFacts &F) {
  findCallbacks(F);
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
