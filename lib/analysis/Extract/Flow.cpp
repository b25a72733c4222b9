#include "Extract/Flow.h"

using namespace clang;

namespace mapwarden {

static CFG::BuildOptions buildOptions() {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true;
  Options.AddLifetime = true; // Also of variables with trivial destructors.
  Options.AddInitializers = true;
  return Options;
}

Flow::Flow(const FunctionModel &F, const ASTContext &Context)
    : F(F), Context(Context) {
  if (!F.Function || !F.Body || F.Function->isDependentContext())
    return;
  std::unique_ptr<CFG> Graph =
      CFG::buildCFG(F.Function, const_cast<Stmt *>(F.Body),
                    const_cast<ASTContext *>(&Context), buildOptions());
  if (!Graph || Graph->getNumBlockIDs() > MaxBlocks)
    return;
  build(*Graph);
  Valid = true;
}

const OperandList *Flow::operands(const Stmt *Call) const {
  const auto *E = dyn_cast<Expr>(Call);
  auto It = E ? Calls.find(E) : Calls.end();
  return It == Calls.end() ? nullptr : &It->second;
}

void Flow::build(CFG &Graph) {
  Blocks.resize(Graph.getNumBlockIDs());
  EntryBlock = Graph.getEntry().getBlockID();
  for (auto [Copy, Source] : Graph.synthetic_stmts())
    Synthetic[Copy] = Source;
  rehome(Graph);
  findRangeLoops(Graph);
  findWeakReads(Graph);
  findTries(Graph);
  for (const CFGBlock *From : Graph) {
    FlowBlock &B = Blocks[From->getBlockID()];
    for (const CFGElement &E : *From)
      addElement(B, E);
    addSuccessors(B, *From);
  }
}

template <class Function>
static void forEachStmt(const CFG &Graph, Function Do) {
  for (const CFGBlock *B : Graph)
    for (const CFGElement &E : *B)
      if (auto S = E.getAs<CFGStmt>())
        Do(S->getStmt());
}

/// The statement to look for when the CFG leaves \p S out.
static const Stmt *insteadOf(const Stmt *S) {
  if (const auto *Loop = dyn_cast<CXXForRangeStmt>(S))
    return Loop->getBeginStmt();
  if (const auto *E = dyn_cast<Expr>(S)) {
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return Full->getSubExpr();
    if (const Expr *Inner = E->IgnoreParens(); Inner != E)
      return Inner;
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      return M->getSubExpr();
    if (const auto *C = dyn_cast<CastExpr>(E))
      return C->getSubExpr();
  }
  return nullptr;
}

void Flow::rehome(const CFG &Graph) {
  llvm::DenseSet<const Stmt *> Evaluated;
  forEachStmt(Graph, [&](const Stmt *S) {
    Evaluated.insert(S);
    if (const auto *D = dyn_cast<DeclStmt>(S))
      if (const DeclStmt *Source = Synthetic.lookup(D))
        Evaluated.insert(Source);
  });
  for (uint32_t I = 0; I < F.Events.size(); ++I) {
    const Stmt *S = F.Events[I].At;
    while (S && !Evaluated.count(S))
      S = insteadOf(S);
    if (S)
      Homes[S].push_back(I);
    else
      ++Lost;
  }
}

void Flow::findRangeLoops(const CFG &Graph) {
  for (const CFGBlock *B : Graph) {
    const auto *Loop =
        dyn_cast_or_null<CXXForRangeStmt>(B->getTerminatorStmt());
    if (!Loop || !Loop->getBeginStmt())
      continue;
    for (const Decl *D : Loop->getBeginStmt()->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        RangeLoops[V] = Loop;
  }
}

/// `if (p)` and `p == nullptr` look at a pointer, not at what it points to.
void Flow::findWeakReads(const CFG &Graph) {
  auto Add = [&](const Expr *E) {
    const Expr *Inner = E->IgnoreParenCasts();
    if (isa<DeclRefExpr>(Inner) && Inner->getType()->isPointerType())
      WeakReads.insert(Inner);
  };
  forEachStmt(Graph, [&](const Stmt *S) {
    if (const auto *B = dyn_cast<BinaryOperator>(S)) {
      if (B->isEqualityOp()) {
        Add(B->getLHS());
        Add(B->getRHS());
      }
    } else if (const auto *C = dyn_cast<CastExpr>(S)) {
      if (C->getCastKind() == CK_PointerToBoolean ||
          C->getCastKind() == CK_ToVoid)
        Add(C->getSubExpr());
    }
  });
}

/// The CFG has no edges from a throwing call to its handlers.
void Flow::findTries(const CFG &Graph) {
  llvm::SmallVector<std::pair<const CXXTryStmt *, unsigned>, 4> Tries;
  for (const CFGBlock *B : Graph.try_blocks())
    if (const auto *T = dyn_cast_or_null<CXXTryStmt>(B->getTerminatorStmt()))
      Tries.push_back({T, B->getBlockID()});
  // Inner statements come later and win.
  llvm::sort(Tries, [](const auto &A, const auto &B) {
    return A.first->getBeginLoc() < B.first->getBeginLoc();
  });
  for (auto [Try, Handler] : Tries) {
    llvm::SmallVector<const Stmt *, 32> Work{Try->getTryBlock()};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S || isa<LambdaExpr>(S))
        continue;
      Catchers[S] = Handler;
      Work.append(S->child_begin(), S->child_end());
    }
  }
}

void Flow::addThrows(FlowBlock &B, const Stmt *S) {
  auto It = Catchers.find(S);
  if (It == Catchers.end())
    return;
  for (const FlowStep &Step : B.Steps)
    if (Step.What == FlowStep::Throw && Step.Index == It->second)
      return;
  FlowStep Step;
  Step.What = FlowStep::Throw;
  Step.Index = It->second;
  B.Steps.push_back(Step);
}

void Flow::addElement(FlowBlock &B, const CFGElement &E) {
  FlowStep Step;
  Step.What = FlowStep::End;
  if (auto S = E.getAs<CFGStmt>()) {
    addStmt(B, S->getStmt());
    return;
  }
  if (auto D = E.getAs<CFGAutomaticObjDtor>()) {
    Step.Var = D->getVarDecl();
    Step.At = D->getTriggerStmt();
  } else if (auto L = E.getAs<CFGLifetimeEnds>()) {
    Step.Var = L->getVarDecl();
    Step.At = L->getTriggerStmt();
  } else {
    return;
  }
  B.Steps.push_back(Step);
}

void Flow::addStmt(FlowBlock &B, const Stmt *S) {
  if (!Catchers.empty())
    addThrows(B, S);
  FlowStep Step;
  Step.At = S;
  const auto *Assign = dyn_cast<BinaryOperator>(S);
  bool Unordered =
      Assign && Assign->isAssignmentOp() && !Context.getLangOpts().CPlusPlus17;
  if (isa<CallExpr, CXXConstructExpr>(S) || Unordered) {
    const auto *Call = cast<Expr>(S);
    if (OperandList Operands = operandsOf(Call); !Operands.empty()) {
      Calls[Call] = std::move(Operands);
      Step.What = FlowStep::Call;
      B.Steps.push_back(Step);
    }
  }
  const auto *D = dyn_cast<DeclStmt>(S);
  if (!D) {
    addEvents(B, S, nullptr);
    return;
  }
  const DeclStmt *Source = Synthetic.lookup(D);
  for (const Decl *Each : D->decls()) {
    const auto *V = dyn_cast<VarDecl>(Each);
    if (!V || !V->hasLocalStorage())
      continue;
    Step.What = FlowStep::Declare;
    Step.Var = V;
    B.Steps.push_back(Step);
    addEvents(B, Source ? Source : D, V);
  }
}

void Flow::addEvents(FlowBlock &B, const Stmt *On, const VarDecl *Only) {
  auto It = Homes.find(On);
  if (It == Homes.end())
    return;
  for (uint32_t I : It->second) {
    const Event &E = F.Events[I];
    if (Only && E.Var && E.Var != Only)
      continue;
    if (E.Kind == EventKind::Read && WeakReads.count(E.At))
      continue;
    FlowStep Step;
    Step.What = FlowStep::Event;
    Step.Index = I;
    Step.Var = E.Var;
    Step.At = E.At;
    B.Steps.push_back(Step);
  }
}

void Flow::addSuccessors(FlowBlock &B, const CFGBlock &From) {
  llvm::SmallVector<unsigned, 2> All;
  for (const CFGBlock *To : From.succs()) {
    All.push_back(To ? To->getBlockID() : ~0u);
    if (To && !llvm::is_contained(B.Next, To->getBlockID()))
      B.Next.push_back(To->getBlockID());
  }
  const Stmt *Branch = From.getTerminatorStmt();
  if (All.size() != 2 || !Branch ||
      isa<SwitchStmt, CXXTryStmt, CXXForRangeStmt, IndirectGotoStmt>(Branch))
    return;
  B.Condition = From.getLastCondition();
  if (!B.Condition)
    B.Condition = dyn_cast_or_null<Expr>(From.getTerminatorCondition());
  B.True = All[0];
  B.False = All[1];
}

} // namespace mapwarden
