//===- PutBack.cpp - Removals that make room for the same key -------------===//
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// What may keep the statements behind it from running.
static bool mayLeave(const Stmt *Root) {
  llvm::SmallVector<const Stmt *, 16> Work{Root};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(S))
      return true;
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return false;
}

/// \p S runs whenever \p Outer, which it is part of, does.
static bool alwaysRunsIn(const Stmt *S, const Stmt *Outer,
                         const Surroundings &Around) {
  for (const Stmt *Child = S; Child != Outer;) {
    const Stmt *P = Around.parent(Child);
    const auto *If = dyn_cast_or_null<IfStmt>(P);
    if (!P || (If && Child != If->getCond() && Child != If->getInit()) ||
        isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt,
            ConditionalOperator, LambdaExpr, CXXTryStmt>(P))
      return false;
    if (const auto *B = dyn_cast<BinaryOperator>(P);
        B && B->isLogicalOp() && Child == B->getRHS())
      return false;
    Child = P;
  }
  return true;
}

static bool contains(const Stmt *Outer, const Stmt *S,
                     const Surroundings &Around) {
  while (S && S != Outer)
    S = Around.parent(S);
  return S == Outer;
}

/// After \p First, \p Second runs on every path (but for exceptions).
static bool follows(const Stmt *First, const Stmt *Second,
                    const Surroundings &Around) {
  for (const Stmt *Child = First; const Stmt *P = Around.parent(Child);
       Child = P) {
    if (isa<LambdaExpr, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt,
            SwitchStmt>(P))
      return false;
    const auto *Block = dyn_cast<CompoundStmt>(P);
    if (!Block)
      continue;
    auto Rest = llvm::drop_begin(
        llvm::make_range(llvm::find(Block->body(), Child), Block->body_end()));
    for (const Stmt *Next : Rest) {
      if (contains(Next, Second, Around))
        return alwaysRunsIn(Second, Next, Around);
      if (mayLeave(Next))
        return false;
    }
  }
  return false;
}

/// Between two uses a variable that is part of \p Key changes.
bool FunctionModeler::isWrittenBetween(StringRef Key, size_t From,
                                       size_t To) const {
  bool Inside = false;
  for (const Event &E : Result.Events) {
    if (E.Kind == EventKind::Use && E.Index == From)
      Inside = true;
    else if (E.Kind == EventKind::Use && E.Index == To)
      return false;
    else if (Inside && E.Kind == EventKind::Write && E.Var &&
             E.Var->getIdentifier() && Key.contains(E.Var->getName()))
      return true;
  }
  return false;
}

/// Of `m.erase(it)` what `it` was looked up by.
std::string FunctionModeler::erasedKey(size_t Use) {
  const auto *C = dyn_cast<CallExpr>(Result.UseStmts[Use]);
  const ExprList Args = C ? argumentsOf(C) : ExprList();
  const Expr *Sought = Args.empty() ? nullptr : M.Keys.soughtBy(Args[0]);
  return Sought ? M.Keys.text(Sought) : Result.Uses[Use].Key.Text;
}

void FunctionModeler::markPutBack() {
  for (size_t I = 0; I < Result.Uses.size(); ++I) {
    UseFact &Gone = Result.Uses[I];
    if (Gone.Op != MapOp::Erase && Gone.Op != MapOp::Take)
      continue;
    const std::string Key = erasedKey(I);
    for (size_t J = I + 1; J < Result.Uses.size() && !Key.empty(); ++J) {
      const UseFact &Back = Result.Uses[J];
      if (Back.isGrowth() && Back.Key.Text == Key &&
          Back.Container == Gone.Container && !isWrittenBetween(Key, I, J) &&
          follows(Result.UseStmts[I], Result.UseStmts[J], Around)) {
        Gone.Context |= PutBack;
        break;
      }
    }
  }
}

} // namespace mapwarden
