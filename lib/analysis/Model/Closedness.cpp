#include "Model/Closedness.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace mapwarden {

bool Closedness::isDefinedInMainFile(const Decl *D) const {
  const SourceManager &SM = D->getASTContext().getSourceManager();
  return SM.isInMainFile(SM.getExpansionLoc(D->getLocation()));
}

/// No other translation unit can see the class at all.
bool Closedness::isConfined(const CXXRecordDecl *R) const {
  return !R->isExternallyVisible() || R->isLocalClass() ||
         isDefinedInMainFile(R);
}

bool Closedness::hasAllBodies(const CXXRecordDecl *R) const {
  auto [It, New] = Complete.try_emplace(R, true);
  if (!New)
    return It->second;
  auto IsDefined = [](const FunctionDecl *F) {
    return F->isDefaulted() || F->isDeleted() || F->isPureVirtual() ||
           F->isImplicit() || F->hasBody() ||
           F->getTemplateInstantiationPattern() != nullptr;
  };
  bool Result = true;
  for (const Decl *D : R->decls()) {
    if (const auto *T = dyn_cast<FunctionTemplateDecl>(D))
      Result &= IsDefined(T->getTemplatedDecl());
    else if (const auto *F = dyn_cast<FunctionDecl>(D))
      Result &= IsDefined(F);
    else if (const auto *N = dyn_cast<CXXRecordDecl>(D))
      // A nested class may reach the private members of its outer class.
      if (N != R && N->isThisDeclarationADefinition() &&
          !N->isInjectedClassName())
        Result &= hasAllBodies(N);
  }
  return Complete[R] = Result;
}

bool Closedness::friendsAreVisible(const CXXRecordDecl *R) const {
  for (const FriendDecl *F : R->friends()) {
    if (const NamedDecl *D = F->getFriendDecl()) {
      const auto *Function = dyn_cast<FunctionDecl>(D);
      if (!Function || !Function->hasBody())
        return false;
      continue;
    }
    const TypeSourceInfo *T = F->getFriendType();
    const CXXRecordDecl *C = T ? T->getType()->getAsCXXRecordDecl() : nullptr;
    C = C ? C->getDefinition() : nullptr;
    if (!C || !hasAllBodies(C))
      return false;
  }
  return true;
}

bool Closedness::isClosed(const FieldDecl *F) const {
  const auto *R = dyn_cast<CXXRecordDecl>(F->getParent());
  if (!R)
    return false;
  if (isConfined(R))
    return true;
  if (F->getAccess() == AS_protected && !R->isEffectivelyFinal())
    return false;
  if (F->getAccess() != AS_private && F->getAccess() != AS_protected)
    return false;
  return hasAllBodies(R) && friendsAreVisible(R);
}

bool Closedness::isClosed(const VarDecl *V) const {
  if (V->isStaticDataMember()) {
    const auto *R = dyn_cast<CXXRecordDecl>(V->getDeclContext());
    if (!R)
      return false;
    return isConfined(R) || (V->getAccess() == AS_private && hasAllBodies(R) &&
                             friendsAreVisible(R));
  }
  // Function-local: what leaves the function is an escape of its own.
  if (V->isStaticLocal() || V->hasLocalStorage())
    return true;
  return Facts.isInternal(V);
}

bool Closedness::isConfinedToMainFile(const FunctionDecl *F,
                                      bool HasMain) const {
  if (F->isMain() || !isDefinedInMainFile(F->getCanonicalDecl()))
    return false;
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  return M ? isConfined(M->getParent()) : HasMain;
}

bool Closedness::isClosed(const FunctionDecl *F) const {
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  if (!M)
    return !F->isMain() && !F->isExternallyVisible();
  const CXXRecordDecl *R = M->getParent();
  if (R->isLambda() || R->isLocalClass() || !R->isExternallyVisible())
    return true;
  return M->getAccess() == AS_private && hasAllBodies(R) &&
         friendsAreVisible(R);
}

} // namespace mapwarden
