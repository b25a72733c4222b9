#include "Extract/LockFlow.h"
#include "Model/Conditions.h"
#include "Model/Paths.h"
#include <map>

using namespace clang;

namespace mapwarden {
namespace {

/// What the paths to a point did with a lock.
enum Done : uint8_t { Nothing = 1, Taken = 2, GivenBack = 4, Failed = 8 };

struct LockState {
  uint32_t Lock = 0;
  uint8_t Done = Nothing;
  bool Shared = false;
  bool Try = false;   ///< Taken by an attempt that nobody has looked at yet.
  bool Asks = false;  ///< Taken only if there is something; see Event::Asks.
  bool Claim = false; ///< A flag that was set while a lock was held.
};

/// A lock as one guard (or none) holds it.
struct LockName {
  AccessPath Path;
  const VarDecl *Guard = nullptr;
};

class LockAnalysis {
public:
  /// Sorted by lock; a lock that is not listed was never touched.
  using State = llvm::SmallVector<LockState, 2>;

  explicit LockAnalysis(FunctionModel &F) : F(F) {}

  bool join(State &Into, const State &From);
  void step(State &S, FlowStep &Step);
  void edge(State &S, const Expr *Condition, bool Truth);
  void record(const State &S, FlowStep &Step);
  LockSet held(const State &S, bool Asks = true,
               bool ByGuardsOnly = false) const;

private:
  uint32_t name(const AccessPath &Path, const VarDecl *Guard);
  LockState &entry(State &S, uint32_t Lock);
  void acquire(State &S, const Event &E);
  void claim(State &S, const Event &E);
  void take(State &S, uint32_t Lock, const Event &E);
  template <class Which> void giveBack(State &S, Which Matches);
  void tested(State &S, const Expr *E, bool Success);
  bool isReleasedBy(const LockState &L, const FlowStep &Step) const;

  FunctionModel &F;
  std::vector<LockName> Names;
};

} // namespace

/// A lock that only some paths took counts as held, as the others may know that
/// they are alone; not if it was taken for the sake of some data, and the code
/// does not ask for these (\p Asks).
static bool isHeld(const LockState &L, bool Asks = true) {
  return (L.Done & Taken) && !(L.Done & (GivenBack | Failed)) &&
         (Asks || !L.Asks || !(L.Done & Nothing));
}

uint32_t LockAnalysis::name(const AccessPath &Path, const VarDecl *Guard) {
  for (uint32_t I = 0; I < Names.size(); ++I)
    if (Names[I].Guard == Guard && Names[I].Path == Path)
      return I;
  Names.push_back({Path, Guard});
  return Names.size() - 1;
}

LockState &LockAnalysis::entry(State &S, uint32_t Lock) {
  auto It = llvm::lower_bound(
      S, Lock, [](const LockState &L, uint32_t Id) { return L.Lock < Id; });
  if (It == S.end() || It->Lock != Lock) {
    It = S.insert(It, LockState());
    It->Lock = Lock;
  }
  return *It;
}

bool LockAnalysis::join(State &Into, const State &From) {
  bool Changed = false;
  for (const LockState &L : From) {
    LockState &Mine = entry(Into, L.Lock);
    LockState Before = Mine;
    Mine.Done |= L.Done;
    Mine.Shared |= L.Shared;
    Mine.Try |= L.Try;
    Mine.Claim |= L.Claim;
    Mine.Asks |= L.Asks;
    Changed |= Before.Done != Mine.Done || Before.Shared != Mine.Shared ||
               Before.Try != Mine.Try;
  }
  for (LockState &Mine : Into) {
    bool Known = llvm::any_of(
        From, [&](const LockState &L) { return L.Lock == Mine.Lock; });
    if (!Known && !(Mine.Done & Nothing)) {
      Mine.Done |= Nothing;
      Changed = true;
    }
  }
  return Changed;
}

void LockAnalysis::take(State &S, uint32_t Lock, const Event &E) {
  LockState &L = entry(S, Lock);
  L.Done = Taken;
  L.Shared = E.Mode == LockMode::Shared;
  L.Try = E.Try;
  L.Asks = E.Asks;
}

void LockAnalysis::acquire(State &S, const Event &E) {
  if (E.Lock.isKnown()) {
    take(S, name(E.Lock, E.Var), E);
    return;
  }
  // `guard.lock()`: what the guard is known to be for.
  bool Found = false;
  for (uint32_t I = 0; E.Var && I < Names.size(); ++I)
    if (Names[I].Guard == E.Var) {
      take(S, I, E);
      Found = true;
    }
  if (Found)
    return;
  AccessPath Some;
  Some.Root = RootKind::Temporary;
  take(S, name(Some, E.Var), E);
}

/// `busy_ = true;` under a lock: whoever asks first stays away until it is
/// false again, with or without the lock.
void LockAnalysis::claim(State &S, const Event &E) {
  if (llvm::none_of(S,
                    [](const LockState &L) { return isHeld(L) && !L.Claim; }))
    return;
  LockState &L = entry(S, name(E.Lock, nullptr));
  L.Done = Taken;
  L.Claim = true;
}

template <class Which> void LockAnalysis::giveBack(State &S, Which Matches) {
  for (LockState &L : S)
    if (Matches(L)) {
      L.Done = GivenBack;
      L.Try = false;
    }
}

bool LockAnalysis::isReleasedBy(const LockState &L,
                                const FlowStep &Step) const {
  const LockName &N = Names[L.Lock];
  if (Step.What == FlowStep::End)
    return N.Guard && N.Guard == Step.Var;
  const Event &E = F.Events[Step.Index];
  if (L.Claim || E.Kind == EventKind::ClearFlag)
    return L.Claim && E.Kind == EventKind::ClearFlag && N.Path == E.Lock;
  if (E.Var)
    return N.Guard == E.Var;
  return !E.Lock.isKnown() || N.Path == E.Lock;
}

void LockAnalysis::step(State &S, FlowStep &Step) {
  bool Releases = Step.What == FlowStep::End;
  if (Step.What == FlowStep::Event) {
    const Event &E = F.Events[Step.Index];
    if (E.Kind == EventKind::Acquire)
      acquire(S, E);
    if (E.Kind == EventKind::SetFlag)
      claim(S, E);
    Releases = E.Kind == EventKind::Release || E.Kind == EventKind::ClearFlag;
    // `mutex.unlock()` of a lock that a caller or a helper took.
    if (E.Kind == EventKind::Release && !E.Var && E.Lock.isKnown())
      entry(S, name(E.Lock, nullptr));
  }
  if (Releases)
    giveBack(S, [&](const LockState &L) {
      return isReleasedBy(L, Step) &&
             (Step.What != FlowStep::End || (L.Done & Taken));
    });
}

/// `pthread_mutex_trylock` returns zero for success.
static bool zeroIsSuccess(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F || !F->getDeclName().isIdentifier())
    return false;
  StringRef Name = F->getName();
  return Name.starts_with("pthread_") || Name.starts_with("mtx_");
}

/// The attempt that \p E asks about did (not) succeed. A failure stays known
/// where the paths meet again, until the outcome is asked for once more.
void LockAnalysis::tested(State &S, const Expr *E, bool Success) {
  const VarDecl *Guard = nullptr;
  const Stmt *Attempt = E;
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(E)) // lock.owns_lock()
    if (const auto *R = dyn_cast<DeclRefExpr>(strip(objectOf(M))))
      Guard = dyn_cast<VarDecl>(R->getDecl());
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    Guard = dyn_cast<VarDecl>(R->getDecl());
    if (Guard && Guard->getInit()) // bool locked = m.try_lock();
      Attempt = strip(Guard->getInit());
  }
  for (const Event &Try : F.Events) {
    if (Try.Kind != EventKind::Acquire || !Try.Try)
      continue;
    bool Meant = Try.At == Attempt || (Guard && Try.Var == Guard);
    for (LockState &L : S)
      if (Meant && L.Try && Names[L.Lock].Guard == Try.Var &&
          (!Try.Lock.isKnown() || Names[L.Lock].Path == Try.Lock)) {
        L.Done = Success ? Taken | (L.Done & GivenBack) : Failed;
        L.Try = Success;
      }
  }
}

void LockAnalysis::edge(State &S, const Expr *Condition, bool Truth) {
  if (llvm::none_of(S, [](const LockState &L) { return L.Try; }))
    return;
  forEachTruth(Condition, Truth, [&](const Expr *E, bool Holds) {
    const Expr *Attempt = E;
    if (const auto *R = dyn_cast<DeclRefExpr>(E))
      if (const auto *V = dyn_cast<VarDecl>(R->getDecl()); V && V->getInit())
        Attempt = strip(V->getInit());
    const auto *C = dyn_cast<CallExpr>(Attempt);
    tested(S, E, Holds != (C && zeroIsSuccess(C)));
  });
}

LockSet LockAnalysis::held(const State &S, bool Asks, bool ByGuardsOnly) const {
  LockSet Result;
  for (const LockState &L : S) {
    if (!isHeld(L, Asks) || (ByGuardsOnly && !Names[L.Lock].Guard))
      continue;
    LockMode Mode = L.Claim    ? LockMode::Claim
                    : L.Shared ? LockMode::Shared
                               : LockMode::Exclusive;
    auto Same = llvm::find_if(Result, [&](const HeldLock &H) {
      return H.Path == Names[L.Lock].Path;
    });
    if (Same == Result.end())
      Result.push_back({Names[L.Lock].Path, Mode});
    else if (Mode == LockMode::Exclusive)
      Same->Mode = Mode;
  }
  return Result;
}

/// Writes down what is known just before \p Step.
void LockAnalysis::record(const State &S, FlowStep &Step) {
  auto Keep = [&](const LockSet &Locks) {
    Step.Locks.clear();
    for (const HeldLock &H : Locks)
      if (H.Path.Root != RootKind::Temporary && H.Mode != LockMode::Claim)
        Step.Locks.push_back(H.Path);
  };
  bool Releases = Step.What == FlowStep::End;
  if (Step.What == FlowStep::Event) {
    const Event &E = F.Events[Step.Index];
    if (E.Kind == EventKind::Use)
      F.Uses[E.Index].Locks = held(S, E.Asks);
    else if (E.Kind == EventKind::Call)
      F.Calls[E.Index].Locks = held(S, E.Asks);
    else if (E.Kind == EventKind::TestFlag)
      F.FlagTests[E.Index].Locks = held(S);
    else if (E.Kind == EventKind::Bind || E.Kind == EventKind::Return)
      Keep(held(S, true, E.Kind == EventKind::Return));
    Releases = E.Kind == EventKind::Release;
  }
  if (!Releases)
    return;
  State Released;
  for (const LockState &L : S)
    if (isHeld(L) && isReleasedBy(L, Step))
      Released.push_back(L);
  Keep(held(Released));
}

static void holdUnknownLock(FunctionModel &F) {
  HeldLock Some;
  Some.Path.Root = RootKind::Temporary;
  for (UseFact &U : F.Uses)
    U.Locks = {Some};
  for (CallFact &C : F.Calls)
    C.Locks = {Some};
}

void computeLocks(FunctionModel &F, Flow &G) {
  if (!F.HasLocks)
    return;
  LockAnalysis A(F);
  std::vector<std::optional<LockAnalysis::State>> In;
  if (G.valid())
    In = G.solve(A, {});
  if (In.empty()) {
    holdUnknownLock(F);
    return;
  }
  for (unsigned I = 0; I < G.size(); ++I) {
    for (FlowStep &Step : G.block(I).Steps) {
      if (In[I]) {
        if (Step.What == FlowStep::Throw)
          continue;
        A.record(*In[I], Step);
        A.step(*In[I], Step);
      } else if (Step.What == FlowStep::Event &&
                 F.Events[Step.Index].Kind == EventKind::Use) {
        F.Uses[F.Events[Step.Index].Index].Context |= Unreachable;
      }
    }
  }
}

} // namespace mapwarden
