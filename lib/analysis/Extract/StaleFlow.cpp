#include "Extract/StaleFlow.h"
#include "Extract/Bindings.h"
#include "Extract/KeyFlow.h"
#include "Extract/OneExpression.h"
#include "Extract/StaleReport.h"
#include "Model/Conditions.h"

using namespace clang;

namespace mapwarden {
namespace {

struct LiveBinding {
  uint32_t Id = 0;
  bool Renamed = false; ///< A variable of its name has changed.
};

/// Binding `Id` may have been invalidated by `Mutation`.
struct Suspicion {
  uint32_t Id = 0;
  uint32_t Mutation = 0;
  uint8_t Keys = 0; ///< KeyRelation bits.
  friend bool operator<(const Suspicion &A, const Suspicion &B) {
    return std::tie(A.Id, A.Mutation) < std::tie(B.Id, B.Mutation);
  }
};

class StaleAnalysis {
public:
  struct State {
    llvm::SmallVector<LiveBinding, 4> Live; ///< Sorted by id.
    llvm::SmallVector<Suspicion, 4> Bad;    ///< Sorted.
    /// Copies of variables that have moved on since: `old = it; ++it;`.
    llvm::SmallVector<const VarDecl *, 2> Outdated;
  };
  static constexpr unsigned MaxLive = 128, MaxBad = 512, MaxCalls = 48;

  StaleAnalysis(const FunctionModel &F, const Flow &G, BindingTable &Table,
                StaleReport &Report)
      : F(F), G(G), Table(Table), Report(Report) {}

  bool join(State &Into, const State &From);
  void step(State &S, FlowStep &Step);
  void edge(State &S, const Expr *Condition, bool Truth);

  bool Emit = false;

private:
  void event(State &S, const FlowStep &Step);
  void call(State &S, const FlowStep &Step);
  void rename(State &S, const VarDecl *V);
  void drop(State &S, const VarDecl *V);
  void bind(State &S, uint32_t Event);
  void use(State &S, const FlowStep &Step);
  void ownOperands(State &S, const FlowStep &Step, uint32_t Mutation);
  void callEvent(State &S, const FlowStep &Step);
  void unlock(State &S, const FlowStep &Step);
  void read(State &S, const VarDecl *V, const Stmt *At, bool ByValueOnly);
  void suspect(State &S, Suspicion New);
  void escape(State &S, const FlowStep &Step, const Event &E);
  void emit(const Suspicion &Why, const Stmt *At, StaleFact::Kind How) {
    Report.used(Table.all()[Why.Id], Why.Id, Why.Mutation, Why.Keys, At, How);
  }

  const FunctionModel &F;
  const Flow &G;
  BindingTable &Table;
  StaleReport &Report;
};

} // namespace

bool StaleAnalysis::join(State &Into, const State &From) {
  bool Changed = false;
  for (const LiveBinding &L : From.Live) {
    auto It = llvm::lower_bound(
        Into.Live, L.Id,
        [](const LiveBinding &A, uint32_t Id) { return A.Id < Id; });
    if (It == Into.Live.end() || It->Id != L.Id) {
      if (Into.Live.size() >= MaxLive)
        continue;
      Into.Live.insert(It, L);
      Changed = true;
    } else if (L.Renamed && !It->Renamed) {
      Changed = It->Renamed = true;
    }
  }
  for (const Suspicion &B : From.Bad) {
    auto It = llvm::lower_bound(Into.Bad, B);
    if (It != Into.Bad.end() && !(B < *It)) {
      Changed |= (It->Keys | B.Keys) != It->Keys;
      It->Keys |= B.Keys;
    } else if (Into.Bad.size() < MaxBad) {
      Into.Bad.insert(It, B);
      Changed = true;
    }
  }
  for (const VarDecl *V : From.Outdated)
    if (!llvm::is_contained(Into.Outdated, V)) {
      Into.Outdated.push_back(V);
      Changed = true;
    }
  return Changed;
}

void StaleAnalysis::suspect(State &S, Suspicion New) {
  auto It = llvm::lower_bound(S.Bad, New);
  if (It != S.Bad.end() && !(New < *It)) {
    It->Keys |= New.Keys;
    return;
  }
  if (S.Bad.size() < MaxBad)
    S.Bad.insert(It, New);
}

void StaleAnalysis::step(State &S, FlowStep &Step) {
  switch (Step.What) {
  case FlowStep::Event:
    event(S, Step);
    break;
  case FlowStep::Call:
    call(S, Step);
    break;
  case FlowStep::Declare:
    rename(S, Step.Var);
    drop(S, Step.Var);
    break;
  case FlowStep::End:
    unlock(S, Step);
    drop(S, Step.Var);
    break;
  case FlowStep::Throw:
    break;
  }
}

void StaleAnalysis::event(State &S, const FlowStep &Step) {
  const Event &E = F.Events[Step.Index];
  switch (E.Kind) {
  case EventKind::Use:
    use(S, Step);
    break;
  case EventKind::Call:
    callEvent(S, Step);
    break;
  case EventKind::Bind:
    bind(S, Step.Index);
    break;
  case EventKind::Write:
    if (Table.of(Step.Index).empty())
      rename(S, E.Var);
    else
      bind(S, Step.Index);
    break;
  case EventKind::Read:
    read(S, E.Var, E.At, false);
    break;
  case EventKind::Release:
    unlock(S, Step);
    break;
  case EventKind::Store:
  case EventKind::Return:
  case EventKind::Capture:
    if (Emit)
      escape(S, Step, E);
    break;
  case EventKind::Acquire:
  case EventKind::SetFlag:
  case EventKind::ClearFlag:
  case EventKind::TestFlag:
    break;
  }
}

/// \p V changes: other bindings can no longer be named by it.
void StaleAnalysis::rename(State &S, const VarDecl *V) {
  StringRef Name = V->getIdentifier() ? V->getName() : StringRef();
  for (LiveBinding &L : S.Live) {
    const Binding &B = Table.all()[L.Id];
    if (B.Var != V && (B.Name.Root == V || Table.isKeyedBy(B, Name)))
      L.Renamed = true;
  }
  llvm::erase(S.Outdated, V);
  for (const VarDecl *Copy : Table.copiesOf(V))
    if (!llvm::is_contained(S.Outdated, Copy))
      S.Outdated.push_back(Copy);
}

void StaleAnalysis::drop(State &S, const VarDecl *V) {
  llvm::erase_if(
      S.Live, [&](const LiveBinding &L) { return Table.all()[L.Id].Var == V; });
  llvm::erase_if(
      S.Bad, [&](const Suspicion &B) { return Table.all()[B.Id].Var == V; });
}

void StaleAnalysis::bind(State &S, uint32_t Event) {
  const VarDecl *V = F.Events[Event].Var;
  bool Moves = F.Events[Event].Kind == EventKind::Write;
  llvm::SmallVector<uint32_t, 4> Before;
  for (const LiveBinding &L : S.Live)
    if (Table.all()[L.Id].Var == V)
      Before.push_back(L.Id);
  rename(S, V);
  drop(S, V);
  for (uint32_t Id : Table.of(Event)) {
    // `++it` goes on in the container it was in.
    const Ref &To = Table.all()[Id].To;
    if (Moves && llvm::none_of(Before, [&](uint32_t Old) {
          return Table.all()[Old].To == To;
        }))
      continue;
    if (S.Live.size() < MaxLive)
      S.Live.insert(llvm::lower_bound(S.Live, Id,
                                      [](const LiveBinding &A, uint32_t I) {
                                        return A.Id < I;
                                      }),
                    {Id, false});
  }
}

void StaleAnalysis::use(State &S, const FlowStep &Step) {
  uint32_t Index = F.Events[Step.Index].Index;
  if (S.Live.empty() || !Table.isMutation(Index))
    return;
  uint32_t Id = ~0u;
  bool Outdated = llvm::is_contained(S.Outdated, Table.keyVariable(Index));
  for (const LiveBinding &L : S.Live) {
    KeyRelation Keys =
        Table.relate(Index, Table.all()[L.Id], L.Renamed || Outdated);
    if (Keys == Unrelated)
      continue;
    if (Id == ~0u)
      Id = Table.mutation({Mutation::Use, Index, Step.At, AccessPath()});
    suspect(S, {L.Id, Id, Keys});
  }
  if (Id != ~0u && Emit)
    ownOperands(S, Step, Id);
}

/// `m.try_emplace(k, it->second)`: the container moves its elements before it
/// reads the argument.
void StaleAnalysis::ownOperands(State &S, const FlowStep &Step,
                                uint32_t Mutation) {
  const OperandList *Operands = G.operands(Step.At);
  const UseFact &U = F.Uses[F.Events[Step.Index].Index];
  if (!Operands || !U.isGrowth() || !insertsFromReference(U))
    return;
  for (const Operand &O : *Operands)
    for (const Suspicion &B : S.Bad)
      if (O.Var && O.Position > 0 && !O.ByValue && B.Mutation == Mutation &&
          Table.all()[B.Id].Var == O.Var && isa<CallExpr>(Step.At))
        emit(B, Step.At, StaleFact::OneExpression);
}

/// The operands were evaluated before; now the call uses what they refer to.
void StaleAnalysis::call(State &S, const FlowStep &Step) {
  if (S.Bad.empty())
    return;
  if (const OperandList *Operands = G.operands(Step.At))
    for (const Operand &O : *Operands)
      if (O.Var)
        read(S, O.Var, Step.At, O.ByValue);
}

void StaleAnalysis::callEvent(State &S, const FlowStep &Step) {
  uint32_t Index = F.Events[Step.Index].Index;
  uint32_t Id = ~0u;
  for (const LiveBinding &L : S.Live) {
    const Binding &B = Table.all()[L.Id];
    if (!Table.reaches(Index, B))
      continue;
    auto Calls = llvm::count_if(
        S.Bad, [&](const Suspicion &Other) { return Other.Id == L.Id; });
    if (Calls >= MaxCalls)
      continue;
    if (Id == ~0u)
      Id = Table.mutation({Mutation::Call, Index, Step.At, AccessPath()});
    bool Same = !L.Renamed && (Table.passesKey(Index, B, S.Outdated) ||
                               Table.repeatsKey(Index, B));
    if (!L.Renamed && !B.Name.Key.empty())
      for (const KeyFact &K : F.Calls[Index].Keys)
        Same |= K.Text == B.Name.Key;
    uint8_t Keys = Same ? SameElement : OtherElement;
    suspect(S, {L.Id, Id, uint8_t(Keys | NotSucceeded)});
  }
}

/// `if (!connect(it->second)) return;`
void StaleAnalysis::edge(State &S, const Expr *Condition, bool Truth) {
  if (S.Bad.empty())
    return;
  forEachTruth(Condition, Truth, [&](const Expr *Tested, bool Holds) {
    for (Suspicion &B : S.Bad)
      if (Holds && Table.isResultOf(Tested, B.Mutation))
        B.Keys &= ~NotSucceeded;
  });
}

void StaleAnalysis::unlock(State &S, const FlowStep &Step) {
  for (const AccessPath &Lock : Step.Locks) {
    uint32_t Id = ~0u;
    for (const LiveBinding &L : S.Live) {
      if (!llvm::is_contained(Table.all()[L.Id].Locks, Lock) ||
          Table.boundWithout(Table.all()[L.Id], Lock))
        continue;
      if (Id == ~0u)
        Id = Table.mutation({Mutation::Unlock, 0, Step.At, Lock});
      suspect(S, {L.Id, Id, Unrelated});
    }
  }
}

/// `auto [it, inserted]`: the flag refers to nothing.
static bool isPlainPart(const Stmt *At) {
  const auto *R = dyn_cast<DeclRefExpr>(At);
  const auto *B = R ? dyn_cast<BindingDecl>(R->getDecl()) : nullptr;
  if (!B)
    return false;
  const auto *Whole = dyn_cast_or_null<VarDecl>(B->getDecomposedDecl());
  return Whole && !Whole->getType()->isReferenceType() &&
         B->getType()->isArithmeticType();
}

void StaleAnalysis::read(State &S, const VarDecl *V, const Stmt *At,
                         bool ByValueOnly) {
  if (S.Bad.empty() || isPlainPart(At))
    return;
  llvm::erase_if(S.Bad, [&](const Suspicion &B) {
    const Binding &Bound = Table.all()[B.Id];
    if (Bound.Var != V || (ByValueOnly && Bound.To.Kind == RefKind::Lvalue))
      return false;
    if (Emit)
      emit(B, At, StaleFact::Used);
    return true;
  });
}

/// References that leave the function's sight.
void StaleAnalysis::escape(State &S, const FlowStep &Step, const Event &E) {
  RefList Refs = E.Refs;
  if (E.Kind == EventKind::Capture)
    for (const LiveBinding &L : S.Live)
      if (const Binding &B = Table.all()[L.Id];
          B.Var == E.Var && !llvm::is_contained(Refs, B.To))
        Refs.push_back(B.To);
  for (const Ref &R : Refs) {
    if (R.Kind == RefKind::Copy || !R.Path.hasStep(StepKind::Element))
      continue;
    if (E.Kind == EventKind::Store) {
      Report.escaped(E, R, StaleFact::Stored, nullptr);
    } else if (E.Kind == EventKind::Capture) {
      Report.escaped(E, R, StaleFact::Captured, nullptr);
    } else {
      for (const AccessPath &Lock : Step.Locks)
        Report.escaped(E, R, StaleFact::Returned, &Lock);
      bool OfLocal = R.Path.Root == RootKind::Local && !R.Path.Steps.empty() &&
                     R.Path.Steps.front().Kind == StepKind::Element;
      if (OfLocal && Step.Locks.empty())
        Report.escaped(E, R, StaleFact::Returned, nullptr);
    }
  }
}

void findStale(FunctionModel &F, Flow &G, SiteMaker SiteOf, uint32_t CallBase,
               std::vector<StaleFact> &Out) {
  if (!G.valid() || (!F.HasBindings && F.Uses.size() + F.Calls.size() < 2))
    return;
  ElementNames Names(F);
  llvm::BitVector Quiet = markPresentKeys(F, G, Names);
  BindingTable Table(F, G, Names, std::move(Quiet));
  findInOneExpression(F, G, Table, Names, SiteOf, CallBase, Out);
  if (!F.HasBindings)
    return;
  StaleReport Report(F, G, Table, SiteOf, CallBase, Out);
  StaleAnalysis A(F, G, Table, Report);
  StaleAnalysis::State Entry;
  for (uint32_t Id = 0; Id < Table.countAtEntry(); ++Id)
    Entry.Live.push_back({Id, false});
  auto In = G.solve(A, std::move(Entry));
  A.Emit = true;
  for (unsigned I = 0; I < In.size(); ++I)
    if (In[I])
      for (FlowStep &Step : G.block(I).Steps)
        A.step(*In[I], Step);
}

} // namespace mapwarden
