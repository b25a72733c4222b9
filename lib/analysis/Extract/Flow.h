//===- Flow.h - The control flow of one function, as steps -----*- C++ -*-===//
//
// The clang CFG reduced to what the flow analyses look at: the events of the
// model, in the order in which they happen, and the ends of lifetimes.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_EXTRACT_FLOW_H
#define MAPWARDEN_EXTRACT_FLOW_H

#include "Extract/Operands.h"
#include "Model/Events.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include <optional>
#include <set>

namespace mapwarden {

struct FlowStep {
  enum Kind : uint8_t {
    Event,   ///< Event `Index` of the function happens.
    Call,    ///< Call `At`, whose operands are known, is about to run.
    Declare, ///< `Var` comes to life, or once more in a loop.
    End,     ///< `Var` dies at the end of what `At` is.
    Throw,   ///< An exception may lead to block `Index`.
  };
  Kind What = Event;
  uint32_t Index = ~0u;
  const clang::VarDecl *Var = nullptr;
  const clang::Stmt *At = nullptr;
  /// Set by computeLocks(). Bind: held. Return: held by guards, thus released
  /// by the return. Release, End: released.
  llvm::SmallVector<AccessPath, 0> Locks;
};

struct FlowBlock {
  std::vector<FlowStep> Steps;
  llvm::SmallVector<unsigned, 2> Next; ///< Reachable successors.
  /// Decides between True and False, which are successors or ~0u; may be null.
  const clang::Expr *Condition = nullptr;
  unsigned True = ~0u, False = ~0u;
};

/// Built once per function; the analyses share it.
class Flow {
public:
  /// Beyond that, machine-made code: no flow analysis.
  static constexpr unsigned MaxBlocks = 5000;

  Flow(const FunctionModel &F, const clang::ASTContext &Context);

  bool valid() const { return Valid; }
  unsigned size() const { return Blocks.size(); }
  FlowBlock &block(unsigned I) { return Blocks[I]; }
  const clang::ASTContext &context() const { return Context; }

  /// Calls with operands that refer to objects by way of a variable or of
  /// another call; before C++17 also assignments, whose sides have no order.
  const llvm::MapVector<const clang::Expr *, OperandList> &calls() const {
    return Calls;
  }
  const OperandList *operands(const clang::Stmt *Call) const;

  /// The loop whose hidden iterator \p V is; null for ordinary variables.
  const clang::CXXForRangeStmt *rangeLoop(const clang::VarDecl *V) const {
    return RangeLoops.lookup(V);
  }
  /// Events whose statement the CFG does not evaluate.
  unsigned lostEvents() const { return Lost; }

  /// Forward analysis to a fixpoint. \p A has a type State and
  ///   bool join(State &Into, const State &From)     true when Into changed
  ///   void step(State &, FlowStep &)
  ///   void edge(State &, const Expr *Condition, bool Truth)
  /// \returns the state at the entry of each block, none for blocks that are
  /// not reached; an empty vector when there is no fixpoint within bounds.
  template <class Analysis>
  std::vector<std::optional<typename Analysis::State>>
  solve(Analysis &A, typename Analysis::State Entry);

private:
  void build(clang::CFG &Graph);
  void addElement(FlowBlock &B, const clang::CFGElement &E);
  void addStmt(FlowBlock &B, const clang::Stmt *S);
  void addEvents(FlowBlock &B, const clang::Stmt *On,
                 const clang::VarDecl *Only);
  void addSuccessors(FlowBlock &B, const clang::CFGBlock &From);
  void rehome(const clang::CFG &Graph);
  void findRangeLoops(const clang::CFG &Graph);
  void findWeakReads(const clang::CFG &Graph);
  void findTries(const clang::CFG &Graph);
  void addThrows(FlowBlock &B, const clang::Stmt *S);

  const FunctionModel &F;
  const clang::ASTContext &Context;
  bool Valid = false;
  unsigned EntryBlock = 0;
  unsigned Lost = 0;
  std::vector<FlowBlock> Blocks;
  llvm::MapVector<const clang::Expr *, OperandList> Calls;
  llvm::DenseMap<const clang::VarDecl *, const clang::CXXForRangeStmt *>
      RangeLoops;
  /// Events by the statement of the CFG that they are attached to.
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<uint32_t, 2>> Homes;
  llvm::DenseMap<const clang::DeclStmt *, const clang::DeclStmt *> Synthetic;
  /// Pointers that are compared or tested only: no access.
  llvm::DenseSet<const clang::Stmt *> WeakReads;
  /// Statements in try blocks with the block that catches.
  llvm::DenseMap<const clang::Stmt *, unsigned> Catchers;
};

template <class Analysis>
std::vector<std::optional<typename Analysis::State>>
Flow::solve(Analysis &A, typename Analysis::State Entry) {
  using State = typename Analysis::State;
  std::vector<std::optional<State>> In(Blocks.size());
  // The CFG numbers blocks backwards: the entry has the highest number.
  std::set<unsigned, std::greater<unsigned>> Work{EntryBlock};
  In[EntryBlock] = std::move(Entry);
  auto Flows = [&](const State &S, unsigned To) {
    if (!In[To])
      In[To] = S;
    else if (!A.join(*In[To], S))
      return;
    Work.insert(To);
  };
  for (size_t Budget = 64 + 32 * Blocks.size(); !Work.empty(); --Budget) {
    if (Budget == 0)
      return {};
    unsigned Current = *Work.begin();
    Work.erase(Work.begin());
    FlowBlock &B = Blocks[Current];
    State S = *In[Current];
    for (FlowStep &Step : B.Steps) {
      if (Step.What == FlowStep::Throw)
        Flows(S, Step.Index);
      else
        A.step(S, Step);
    }
    for (unsigned To : B.Next) {
      if (!B.Condition || B.True == B.False) {
        Flows(S, To);
        continue;
      }
      State Refined = S;
      A.edge(Refined, B.Condition, To == B.True);
      Flows(Refined, To);
    }
  }
  return In;
}

} // namespace mapwarden

#endif
