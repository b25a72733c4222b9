//===- Parameters.cpp - Parameters that may refer to elements -------------===//
#include "Extract/Bindings.h"
#include "Model/Keys.h"
#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {

void BindingTable::addParameters() {
  for (const ParmVarDecl *P : F.ElementParams) {
    Binding B;
    B.Var = P;
    B.To.Kind =
        P->getType()->isPointerType() ? RefKind::Pointer : RefKind::Lvalue;
    B.To.Path.Root = RootKind::Param;
    B.To.Path.Entity = F.Id;
    B.To.Path.Index = P->getFunctionScopeIndex();
    B.Name.Root = P;
    B.Name.Key = P->getName();
    ByVar[P].push_back(Bindings.size());
    Bindings.push_back(std::move(B));
  }
}

/// \p V itself, or the part of it that says who it is: `session->id`.
static bool isKeyOf(const Expr *E, const VarDecl *V) {
  const Expr *Owner = ownerOfKeyField(E);
  const auto *R = dyn_cast<DeclRefExpr>(Owner ? Owner : strip(E));
  return R && R->getDecl() == V;
}

/// `names_.erase(name);` is about the element that `name` lies in, if it does.
KeyRelation BindingTable::relateParameter(uint32_t Use, const Binding &B,
                                          bool Renamed) const {
  const UseFact &U = F.Uses[Use];
  if (U.Container.Root != RootKind::This &&
      U.Container.Root != RootKind::Global)
    return Unrelated;
  if (U.Op == MapOp::Clear || U.Op == MapOp::Replace)
    return SameElement;
  const Expr *Argument = keyArgument(F.UseStmts[Use]);
  const bool Same = !Renamed && ((Argument && isKeyOf(Argument, B.Var)) ||
                                 UseKeys[Use].Key == B.Name.Key);
  if (Same && U.isGrowth() && U.Op != MapOp::Resize)
    return Unrelated; // It is there already.
  return Same ? SameElement : OtherElement;
}

} // namespace mapwarden
