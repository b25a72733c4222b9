#include "MemoCache.h"
#include "FunctionView.h"

namespace clang::tidy::mapwarden {

namespace {

/// The uses of one function.
class MemoFunction {
public:
  MemoFunction(const FunctionDecl *In, FixContext &Fix)
      : In(In), Fix(Fix), View(In) {}

  bool accepts(const MapUse &U);
  /// After all uses: nothing is inserted, or as a memo does.
  bool isMemo(QualType Value) const;

private:
  bool acceptsSubscript(const MapUse &U);
  bool acceptsInsertion(const MapUse &U);
  bool isLookupBound(const MapUse &U) const;
  bool isPure(const Expr *E, unsigned Depth = 0) const;
  bool isPureCall(const CallExpr *C) const;
  bool dependsOnInput(const Expr *E, unsigned Depth = 0) const;
  void inserted(ArrayRef<const Expr *> Values);

  const FunctionDecl *In;
  FixContext &Fix;
  FunctionView View;
  bool Inserts = false, LooksUp = false, Computes = true;
};

} // namespace

//===--- The value --------------------------------------------------------===//

/// Not a source of new or outside values: what it returns follows from what it
/// is given.
bool MemoFunction::isPureCall(const CallExpr *C) const {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F || !Fix.types().catalog().releaserOf(F->getNameAsString()).empty())
    return false;
  const auto *M = dyn_cast<CXXMemberCallExpr>(C);
  if (C->getNumArgs() || !M)
    return C->getNumArgs() || isa<CXXOperatorCallExpr>(C);
  // `out.str()`: a local that was made here.
  const auto *Object =
      dyn_cast<DeclRefExpr>(strip(M->getImplicitObjectArgument()));
  const auto *V = Object ? dyn_cast<VarDecl>(Object->getDecl()) : nullptr;
  return V && V->hasLocalStorage();
}

bool MemoFunction::isPure(const Expr *E, unsigned Depth) const {
  bool Pure = Depth < 8;
  forEachIn(E, [&](const Stmt *S) {
    if (!Pure)
      return;
    if (const auto *U = dyn_cast<UnaryOperator>(S))
      Pure = !U->isIncrementDecrementOp();
    else if (const auto *C = dyn_cast<CallExpr>(S))
      Pure = isPureCall(C);
    else if (isa<CXXNewExpr, LambdaExpr>(S))
      Pure = false;
    else if (const auto *M = dyn_cast<MemberExpr>(S))
      Pure = !isa<FieldDecl>(M->getMemberDecl()) ||
             M->getType().isConstQualified() ||
             !isa<CXXThisExpr>(strip(M->getBase())) ||
             !M->getType()->isArithmeticType();
    const auto *R = dyn_cast<DeclRefExpr>(S);
    const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
    if (!Pure || !V)
      return;
    if (V->hasGlobalStorage())
      Pure = V->getType().isConstQualified() || V->isConstexpr();
    else if (V->hasInit() && !isa<ParmVarDecl>(V))
      Pure = isPure(V->getInit(), Depth + 1);
  });
  return Pure;
}

bool MemoFunction::dependsOnInput(const Expr *E, unsigned Depth) const {
  bool Found = false;
  forEachIn(E, [&](const Stmt *S) {
    const auto *R = dyn_cast<DeclRefExpr>(S);
    const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
    if (!V || Depth > 8)
      return;
    // A local without initialiser is filled on the way.
    Found |= isa<ParmVarDecl>(V) ||
             (V->hasLocalStorage() &&
              (!V->hasInit() || isa<CXXConstructExpr>(strip(V->getInit())) ||
               dependsOnInput(V->getInit(), Depth + 1)));
  });
  return Found;
}

void MemoFunction::inserted(ArrayRef<const Expr *> Values) {
  Inserts = true;
  Computes &= llvm::all_of(Values, [&](const Expr *V) { return isPure(V); }) &&
              llvm::any_of(Values.drop_front(Values.size() > 1),
                           [&](const Expr *V) { return dependsOnInput(V); });
}

//===--- Uses -------------------------------------------------------------===//

static bool isComparison(const Stmt *S) {
  if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(S))
    return O->getOperator() == OO_EqualEqual ||
           O->getOperator() == OO_ExclaimEqual;
  return isa_and_nonnull<CXXRewrittenBinaryOperator>(S);
}

/// `auto it = m.find(k)`, and `it` is only compared, or read for its value.
bool MemoFunction::isLookupBound(const MapUse &U) const {
  const auto *D = dyn_cast_or_null<DeclStmt>(U.Around);
  const auto *V =
      D && D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
  if (!V || !V->getTypeSourceInfo()->getTypeLoc().getContainedAutoTypeLoc())
    return false;
  return llvm::all_of(View.references(V), [&](const Expr *R) {
    const Stmt *P = View.parent(R);
    if (isComparison(P))
      return true;
    const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(P);
    const auto *M =
        O && (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star)
            ? dyn_cast_or_null<MemberExpr>(View.parent(O))
            : nullptr;
    return M && View.isReadAtOnce(M);
  });
}

bool MemoFunction::acceptsSubscript(const MapUse &U) {
  const Expr *Value = nullptr;
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(U.Around);
      B && B->getOpcode() == BO_Assign && strip(B->getLHS()) == U.Call)
    Value = B->getRHS();
  if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(U.Around);
      O && O->getOperator() == OO_Equal && strip(O->getArg(0)) == U.Call)
    Value = O->getArg(1);
  if (Value) {
    inserted({Value});
    // `return m[k] = f(k);` copies the result.
    const Stmt *P = View.parent(U.Around);
    return (P && !isa<Expr>(P) && !isa<ReturnStmt, DeclStmt>(P)) ||
           View.isReadAtOnce(cast<Expr>(U.Around));
  }
  return View.isReadAtOnce(U.Call);
}

bool MemoFunction::acceptsInsertion(const MapUse &U) {
  llvm::SmallVector<const Expr *, 4> Values(U.Call->arguments());
  if (Values.empty() || Values.size() > 2)
    return false;
  inserted(Values);
  return U.Around && !isa<Expr, ReturnStmt, DeclStmt>(U.Around);
}

bool MemoFunction::accepts(const MapUse &U) {
  if (!U.Call)
    return false;
  StringRef Name = U.Member;
  if (Name == "find") {
    LooksUp = true;
    return isComparison(U.Around) || isLookupBound(U);
  }
  if (Name == "count" || Name == "contains") {
    LooksUp = true;
    return true;
  }
  if (Name == "end")
    return isComparison(U.Around);
  if (Name == "at")
    return View.isReadAtOnce(U.Call);
  if (Name == "operator[]")
    return acceptsSubscript(U);
  if (Name == "emplace" || Name == "try_emplace" || Name == "insert" ||
      Name == "insert_or_assign")
    return acceptsInsertion(U);
  return Name == "size" || Name == "empty" || Name == "clear" ||
         Name == "reserve";
}

bool MemoFunction::isMemo(QualType Value) const {
  if (!Inserts)
    return true;
  QualType Result = In->getReturnType();
  return LooksUp && Computes && !Result->isReferenceType() &&
         Fix.context().hasSameUnqualifiedType(Result, Value);
}

//===--- The map ----------------------------------------------------------===//

/// Pointers have an identity that a second computation would not give back.
static bool isPlainValue(QualType T, FixContext &Fix) {
  if (T.isNull() || T->isPointerType() || Fix.types().wrapper(T))
    return false;
  const auto *R = T->getAsCXXRecordDecl();
  return !R || (R->hasDefinition() && R->hasCopyConstructorWithConstParam());
}

bool isMemoCache(ArrayRef<MapUse> Uses, QualType Key, QualType Value,
                 FixContext &Fix) {
  if (!isPlainValue(Value, Fix) || Key.isNull() || Key->isPointerType())
    return false;
  llvm::MapVector<const FunctionDecl *, std::unique_ptr<MemoFunction>>
      ByFunction;
  for (const MapUse &U : Uses) {
    if (!U.In || U.InTemplate || !U.In->hasBody())
      return false;
    std::unique_ptr<MemoFunction> &F = ByFunction[U.In];
    if (!F)
      F = std::make_unique<MemoFunction>(U.In, Fix);
    if (!F->accepts(U))
      return false;
  }
  return llvm::all_of(ByFunction, [&](const auto &Entry) {
    return Entry.second->isMemo(Value);
  });
}

} // namespace clang::tidy::mapwarden
