//===- LockAttributes.cpp - What clang's attributes say of locks ----------===//
#include "Model/Annotations.h"
#include "Model/Locks.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace mapwarden {

template <class Attribute>
static void addRequired(const FunctionDecl *F, PathResolver &Paths,
                        LockSet &Out) {
  for (const auto *A : F->specific_attrs<Attribute>())
    for (const Expr *E : A->args())
      if (AccessPath P = Paths.path(E); P.isKnown())
        Out.push_back(
            {P, A->isShared() ? LockMode::Shared : LockMode::Exclusive});
}

LockSet LockModel::required(const FunctionDecl *F) {
  LockSet Result;
  for (const FunctionDecl *R : F->redecls()) {
    addRequired<RequiresCapabilityAttr>(R, Paths, Result);
    addRequired<AssertCapabilityAttr>(R, Paths, Result);
  }
  return Result;
}

EntityId LockModel::guardedBy(const ValueDecl *D) {
  if (const auto *A = D->getAttr<GuardedByAttr>()) {
    const Expr *E = strip(A->getArg());
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return Facts.entity(M->getMemberDecl());
    if (const auto *R = dyn_cast<DeclRefExpr>(E))
      return Facts.entity(R->getDecl());
  }
  if (std::optional<StringRef> Text = annotation(D, "guarded_by:"))
    if (const NamedDecl *Lock = namedBy(*Text, D).value_or(nullptr))
      return Facts.entity(Lock);
  return NoEntity;
}

} // namespace mapwarden
