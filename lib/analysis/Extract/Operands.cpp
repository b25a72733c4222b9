#include "Extract/Operands.h"
#include "Model/Paths.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace mapwarden {

const VarDecl *variableOf(const DeclRefExpr *R) {
  if (const auto *B = dyn_cast<BindingDecl>(R->getDecl()))
    return dyn_cast_or_null<VarDecl>(B->getDecomposedDecl());
  return dyn_cast<VarDecl>(R->getDecl());
}

llvm::SmallVector<const Expr *, 4> allOperands(const Expr *Call) {
  llvm::SmallVector<const Expr *, 4> Result;
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(Call))
    if (const Expr *Object = objectOf(M))
      Result.push_back(Object);
  if (const auto *C = dyn_cast<CallExpr>(Call))
    Result.append(C->arg_begin(), C->arg_end());
  else if (const auto *C = dyn_cast<CXXConstructExpr>(Call))
    Result.append(C->arg_begin(), C->arg_end());
  else if (const auto *B = dyn_cast<BinaryOperator>(Call))
    Result.append({B->getLHS(), B->getRHS()});
  return Result;
}

static bool isCopyOrMove(const CXXConstructExpr *C) {
  return C->getNumArgs() >= 1 && C->getConstructor()->isCopyOrMoveConstructor();
}

/// `std::move(x)`, `std::as_const(x)`: still x.
static bool isTransparent(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F || C->getNumArgs() != 1 || !F->isInStdNamespace() ||
      !F->getDeclName().isIdentifier())
    return false;
  StringRef Name = F->getName();
  return Name == "move" || Name == "forward" || Name == "as_const" ||
         Name == "ref" || Name == "cref" || Name == "get" ||
         Name == "addressof";
}

namespace {
/// Walks from an expression to what it starts from.
struct Walk {
  Operand Result;
  /// Copies of a part of the element still tell which element it is.
  bool ThroughCopies = false;

  /// \returns the next inner expression, or null at the end.
  const Expr *next(const Expr *E);
  const Expr *cast(const CastExpr *C);
  const Expr *deref(const Expr *E);
  const Expr *call(const CallExpr *C);
  bool run(const Expr *E);
  bool Direct = true; ///< No member or dereference so far.
};
} // namespace

/// The operand of a dereference: its own value is read on the way.
const Expr *Walk::deref(const Expr *E) {
  ++Result.Derefs;
  Direct = false;
  E = E->IgnoreParens();
  while (const auto *C = dyn_cast<ImplicitCastExpr>(E))
    E = C->getSubExpr()->IgnoreParens();
  return E;
}

const Expr *Walk::cast(const CastExpr *C) {
  if (ThroughCopies)
    return C->getSubExpr();
  switch (C->getCastKind()) {
  case CK_NoOp:
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_ArrayToPointerDecay:
  case CK_BitCast:
    return C->getSubExpr();
  case CK_LValueToRValue:
    // The value of a part is read now; an iterator or pointer goes on
    // referring.
    if (!Direct)
      return nullptr;
    Result.ByValue = true;
    return C->getSubExpr();
  default:
    return nullptr;
  }
}

const Expr *Walk::call(const CallExpr *C) {
  if (isTransparent(C))
    return C->getArg(0);
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C)) {
    bool Follows = O->getOperator() == OO_Arrow ||
                   (O->getOperator() == OO_Star && O->getNumArgs() == 1);
    if (Follows)
      return deref(O->getArg(0));
  }
  if (ThroughCopies)
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
      if (const auto *D = M->getMethodDecl();
          D && (isa<CXXConversionDecl>(D) ||
                (D->getDeclName().isIdentifier() && D->getName() == "get" &&
                 M->getNumArgs() == 0)))
        return objectOf(M);
  Result.Made = C;
  return nullptr;
}

const Expr *Walk::next(const Expr *E) {
  if (const auto *P = dyn_cast<ParenExpr>(E))
    return P->getSubExpr();
  if (const auto *P = dyn_cast<FullExpr>(E))
    return P->getSubExpr();
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
    return M->getSubExpr();
  if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
    return B->getSubExpr();
  if (const auto *C = dyn_cast<CastExpr>(E))
    return cast(C);
  if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (!isCopyOrMove(C) && !(ThroughCopies && C->getNumArgs() == 1))
      return nullptr;
    Result.ByValue = true;
    return C->getArg(0);
  }
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    if (!isa<FieldDecl>(M->getMemberDecl()))
      return nullptr;
    Direct = false;
    const auto *Arrow =
        dyn_cast<CXXOperatorCallExpr>(M->getBase()->IgnoreParenImpCasts());
    bool Overloaded =
        Arrow && Arrow->getOperator() == OO_Arrow; // Counts itself.
    if (Overloaded)
      return Arrow;
    return M->isArrow() ? deref(M->getBase()) : M->getBase();
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() == UO_Deref)
      return deref(U->getSubExpr());
    if (U->getOpcode() == UO_AddrOf) {
      Direct = false;
      return U->getSubExpr();
    }
    return nullptr;
  }
  if (const auto *C = dyn_cast<CallExpr>(E))
    return call(C);
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    Result.Var = variableOf(R);
  return nullptr;
}

bool Walk::run(const Expr *E) {
  Result.Written = E;
  for (unsigned Depth = 0; E && Depth < 64; ++Depth)
    E = next(E);
  if (ThroughCopies)
    return Result.Var || Result.Made;
  // A copy of a part, or of what a reference names, is made before the call.
  if (Result.ByValue && (!Direct || Result.Made))
    return false;
  return Result.Var || Result.Made;
}

/// The variable that `it = …` gives a new value: not read.
static bool isAssigned(const Expr *Call, const Operand &O) {
  const auto *C = dyn_cast<CXXOperatorCallExpr>(Call);
  bool Assigns = C ? C->getOperator() == OO_Equal : isa<BinaryOperator>(Call);
  return Assigns && O.Position == 0 && O.Var && O.Derefs == 0 &&
         !O.Var->getType()->isReferenceType() &&
         isa<DeclRefExpr>(O.Written->IgnoreParenImpCasts());
}

OperandList operandsOf(const Expr *Call) {
  OperandList Result;
  if (const auto *C = dyn_cast<CXXConstructExpr>(Call); C && isCopyOrMove(C))
    return Result;
  unsigned Position = 0;
  for (const Expr *E : allOperands(Call)) {
    Walk W;
    if (W.run(E)) {
      W.Result.Position = Position;
      // What a smart pointer in the object points to is another object.
      unsigned Allowed = 1;
      if (W.Result.Var && W.Result.Var->getType()->isReferenceType())
        Allowed = 0;
      if (W.Result.Derefs <= Allowed && !isAssigned(Call, W.Result))
        Result.push_back(W.Result);
    }
    ++Position;
  }
  return Result;
}

Operand elementSource(const Expr *E) {
  Walk W;
  W.ThroughCopies = true;
  if (!E || !W.run(E))
    return Operand();
  return W.Result;
}

} // namespace mapwarden
