#include "Guards.h"

namespace clang::tidy::mapwarden {

std::optional<LockMode> guardMode(const VarDecl *V, FixContext &Fix) {
  const CXXRecordDecl *R = V->getType()->getAsCXXRecordDecl();
  if (!R)
    return std::nullopt;
  return Fix.types().catalog().guard(::mapwarden::qualifiedName(R));
}

const Expr *lockedBy(const VarDecl *V) {
  const Expr *Init = V->getInit();
  if (const auto *Full = dyn_cast_or_null<FullExpr>(Init))
    Init = Full->getSubExpr();
  const auto *C = dyn_cast_or_null<CXXConstructExpr>(Init);
  return C && C->getNumArgs() == 1 ? C->getArg(0) : nullptr;
}

const ValueDecl *lockNamed(const Expr *E) {
  if (!E)
    return nullptr;
  E = strip(E);
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_AddrOf)
    E = strip(U->getSubExpr());
  if (const auto *M = dyn_cast<MemberExpr>(E))
    if (!isa<CXXThisExpr>(strip(M->getBase())))
      return nullptr;
  return namedBy(E);
}

void forEachGuard(const FunctionView &Where, FixContext &Fix,
                  llvm::function_ref<void(const VarDecl *)> Visit) {
  Where.forEach([&](const Stmt *S) {
    const auto *D = dyn_cast<DeclStmt>(S);
    const auto *V = D && D->isSingleDecl()
                        ? dyn_cast<VarDecl>(D->getSingleDecl())
                        : nullptr;
    if (V && guardMode(V, Fix))
      Visit(V);
  });
}

} // namespace clang::tidy::mapwarden
