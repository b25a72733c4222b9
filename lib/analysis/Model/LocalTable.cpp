#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {

const FunctionDecl *outermostFunction(const Decl *D) {
  const FunctionDecl *Result = nullptr;
  for (const DeclContext *C = isa<FunctionDecl>(D) ? cast<DeclContext>(D)
                                                   : D->getDeclContext();
       C; C = C->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(C)) {
      Result = F;
      const auto *M = dyn_cast<CXXMethodDecl>(F);
      if (!M || !M->getParent()->isLambda())
        return Result; // A method of a local class is a function of its own.
    }
  return Result;
}

namespace {

class TableBuilder {
public:
  explicit TableBuilder(LocalTable &Table) : Table(Table) {}

  void walk(const Stmt *Root) {
    llvm::SmallVector<std::pair<const Stmt *, bool>, 32> Work{{Root, false}};
    while (!Work.empty()) {
      auto [S, InLambda] = Work.pop_back_val();
      if (!S)
        continue;
      visit(S, InLambda);
      for (const Stmt *Child : S->children())
        Work.push_back({Child, InLambda || isa<LambdaExpr>(S)});
    }
    // The stack visits later statements first; sources read better in order.
    std::reverse(Table.Lambdas.begin(), Table.Lambdas.end());
  }

private:
  void visit(const Stmt *S, bool InLambda) {
    if (const auto *D = dyn_cast<DeclStmt>(S)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each))
          if (const Expr *Init = V->getInit())
            Table.Sources[V].push_back(Init);
    } else if (const auto *F = dyn_cast<CXXForRangeStmt>(S)) {
      listed(F);
    } else if (const auto *B = dyn_cast<BinaryOperator>(S)) {
      if (B->getOpcode() == BO_Assign)
        assigned(B->getLHS(), B->getRHS());
      else if (B->isCompoundAssignmentOp())
        if (const VarDecl *V = variableIn(B->getLHS()))
          Table.Counted.insert(V);
    } else if (const auto *R = dyn_cast<DeclRefExpr>(S)) {
      if (const auto *V = dyn_cast<VarDecl>(R->getDecl()))
        if (V->isLocalVarDeclOrParm())
          Table.References[V].push_back(R);
    } else if (const auto *R = dyn_cast<ReturnStmt>(S)) {
      if (!InLambda)
        Table.Returns.push_back(R);
    } else if (const auto *U = dyn_cast<UnaryOperator>(S)) {
      if (const VarDecl *V = variableIn(U->getSubExpr())) {
        if (U->isIncrementDecrementOp())
          Table.Counted.insert(V);
        else if (U->getOpcode() == UO_AddrOf)
          Table.Altered.insert(V);
      }
    } else if (const auto *F = dyn_cast<ForStmt>(S)) {
      counter(F);
    } else if (const auto *L = dyn_cast<LambdaExpr>(S)) {
      Table.Lambdas.push_back(L);
      captures(L);
    } else if (const auto *C = dyn_cast<CallExpr>(S)) {
      call(C);
    }
  }

  static const VarDecl *variableIn(const Expr *E) {
    const auto *R = dyn_cast<DeclRefExpr>(strip(E));
    return R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  }

  /// `for (int i = 0; i < 4; ++i)` gives i few values.
  void counter(const ForStmt *F) {
    const auto *B = dyn_cast_or_null<BinaryOperator>(F->getCond());
    if (!B || !B->isRelationalOp())
      return;
    const VarDecl *V = variableIn(B->getLHS());
    if (V && !B->getRHS()->isValueDependent() &&
        B->getRHS()->isEvaluatable(V->getASTContext()))
      Table.BoundedCounters.insert(V);
  }

  void captures(const LambdaExpr *L) {
    for (const LambdaCapture &C : L->captures())
      if (L->isInitCapture(&C) && C.capturesVariable())
        if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()))
          if (const Expr *Init = V->getInit())
            Table.Sources[V].push_back(Init);
  }

  void call(const CallExpr *C) {
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C))
      if (O->getOperator() == OO_Call)
        if (const VarDecl *V = variableIn(O->getArg(0)))
          ++Table.CalledVariables[V];
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C);
        M && isa_and_nonnull<CXXConversionDecl>(M->getMethodDecl()))
      if (const VarDecl *V = variableIn(objectOf(M)))
        ++Table.CalledVariables[V]; // if (callback) …
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C))
      if (O->getOperator() == OO_Equal && O->getNumArgs() == 2)
        assigned(O->getArg(0), O->getArg(1));
    const FunctionDecl *F = C->getDirectCallee();
    if (F)
      altered(C, F);
    if (!F || C->getNumArgs() == 0 || !isInSystemHeader(F))
      return;
    const Expr *Subject = C->getArg(0);
    unsigned First = 1;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
      Subject = objectOf(M); // guarded.withWLock([](auto &m) …)
      First = 0;
    }
    for (unsigned I = First; I < C->getNumArgs(); ++I)
      if (const auto *L = dyn_cast<LambdaExpr>(strip(C->getArg(I))))
        for (const ParmVarDecl *P : L->getCallOperator()->parameters())
          Table.BoundByCall.try_emplace(P, Subject);
  }

  /// Variables that a call may write: `read(path)`, `key += "x"`, `in >> id`.
  void altered(const CallExpr *C, const FunctionDecl *F) {
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    unsigned Shift = isa<CXXOperatorCallExpr>(C) && Method ? 1 : 0;
    for (unsigned I = 0; I < C->getNumArgs(); ++I) {
      const VarDecl *V = variableIn(C->getArg(I));
      if (!V || V->getType()->isPointerType())
        continue;
      bool Object = Shift && I == 0;
      QualType T = !Object && I - Shift < F->getNumParams()
                       ? F->getParamDecl(I - Shift)->getType()
                       : QualType();
      bool Assigned = isa<CXXOperatorCallExpr>(C) &&
                      cast<CXXOperatorCallExpr>(C)->getOperator() == OO_Equal;
      if (Object ? !Method->isConst() && !Assigned
                 : !T.isNull() && T->isLValueReferenceType() &&
                       !T->getPointeeType().isConstQualified())
        Table.Altered.insert(V);
    }
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C);
        M && Method && !Method->isConst() && !isa<CXXConversionDecl>(Method))
      if (const VarDecl *V = variableIn(objectOf(M)))
        Table.Altered.insert(V);
  }

  /// `for (auto *each : {&running_, &stopping_})`
  void listed(const CXXForRangeStmt *F) {
    const Expr *Range = F->getRangeInit() ? strip(F->getRangeInit()) : nullptr;
    if (const auto *L = dyn_cast_or_null<CXXStdInitializerListExpr>(Range))
      Range = strip(L->getSubExpr());
    const auto *List = dyn_cast_or_null<InitListExpr>(Range);
    if (List && F->getLoopVariable())
      llvm::append_range(Table.Sources[F->getLoopVariable()], List->inits());
  }

  void assigned(const Expr *Left, const Expr *Right) {
    const VarDecl *V = variableIn(Left);
    if (V && V->hasLocalStorage() && !V->getType()->isReferenceType())
      Table.Sources[V].push_back(Right);
  }

  LocalTable &Table;
};

} // namespace

const LocalTable &PathResolver::locals(const FunctionDecl *F) {
  F = outermostFunction(F);
  std::unique_ptr<LocalTable> &Slot = Tables[F];
  if (!Slot) {
    Slot = std::make_unique<LocalTable>();
    TableBuilder Builder(*Slot);
    const FunctionDecl *Def = F;
    if (const Stmt *Body = F->getBody(Def)) {
      if (const auto *C = dyn_cast<CXXConstructorDecl>(Def))
        for (const CXXCtorInitializer *I : C->inits())
          if (I->getInit())
            Builder.walk(I->getInit());
      Builder.walk(Body);
    }
  }
  return *Slot;
}

} // namespace mapwarden
