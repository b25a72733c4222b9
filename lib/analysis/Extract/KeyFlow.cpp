#include "Extract/KeyFlow.h"
#include "Model/Conditions.h"
#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {
namespace {

/// Something that can be known at a point of the function.
struct KnownFact {
  AccessPath Container;
  std::string Key;
  /// Not known to be present as such: it is when `Link` turns out to be
  /// `LinkTruth` (a bool), or not the end (an iterator).
  const VarDecl *Link = nullptr;
  bool LinkTruth = true;
  uint32_t Present = ~0u; ///< The fact a link stands for.
};

/// Room for so many new elements in a container.
struct Room {
  uint32_t Container = 0; ///< A fact without a key.
  uint8_t Left = 0;
};
constexpr uint8_t PlentyOfRoom = 255;

class KeyAnalysis {
public:
  struct State {
    llvm::SmallVector<uint32_t, 4> Facts; ///< Sorted.
    /// Present on some path, where a look-up found them; sorted.
    llvm::SmallVector<uint32_t, 1> Found;
    llvm::SmallVector<Room, 1> Rooms;
  };
  static constexpr unsigned MaxFacts = 64;

  KeyAnalysis(FunctionModel &F, const ElementNames &Names)
      : F(F), Names(Names), Quiet(F.Uses.size()) {}

  bool join(State &Into, const State &From);
  void step(State &S, FlowStep &Step);
  void edge(State &S, const Expr *Condition, bool Truth);
  void record(const State &S, const FlowStep &Step);
  llvm::BitVector takeQuiet() { return std::move(Quiet); }

private:
  uint32_t fact(KnownFact K);
  uint32_t present(const UseFact &U);
  bool has(const State &S, uint32_t Fact) const {
    return llvm::binary_search(S.Facts, Fact);
  }
  template <class List> static void insert(List &Into, uint32_t Fact);
  void add(State &S, uint32_t Fact) { insert(S.Facts, Fact); }
  /// Adds what a branch has found.
  void addFound(State &S, uint32_t Fact) {
    insert(S.Facts, Fact);
    insert(S.Found, Fact);
  }
  template <class Which> void remove(State &S, Which Matches);
  void use(State &S, const Event &E);
  void reserve(State &S, const UseFact &U, const Stmt *At);
  void bind(State &S, const VarDecl *V, const Expr *Value);
  void forget(State &S, const VarDecl *V);
  void learn(State &S, const Expr *E, bool Truth);
  void learnFound(State &S, const Expr *Iterator);
  void questionValue(State &S, const Expr *E);
  bool isEnd(const Expr *E) const;
  Room *roomOf(State &S, const AccessPath &Container);

  FunctionModel &F;
  const ElementNames &Names;
  std::vector<KnownFact> Known;
  llvm::BitVector Quiet;
};

} // namespace

uint32_t KeyAnalysis::fact(KnownFact K) {
  for (uint32_t I = 0; I < Known.size(); ++I)
    if (Known[I].Link == K.Link && Known[I].LinkTruth == K.LinkTruth &&
        Known[I].Key == K.Key && Known[I].Container == K.Container)
      return I;
  if (Known.size() >= 512)
    return ~0u;
  Known.push_back(std::move(K));
  return Known.size() - 1;
}

uint32_t KeyAnalysis::present(const UseFact &U) {
  if (U.Key.Text.empty() || !U.Container.isKnown())
    return ~0u;
  KnownFact K;
  K.Container = U.Container;
  K.Key = U.Key.Text;
  return fact(std::move(K));
}

template <class List> void KeyAnalysis::insert(List &Into, uint32_t Fact) {
  auto It = llvm::lower_bound(Into, Fact);
  if (Fact != ~0u && (It == Into.end() || *It != Fact) &&
      Into.size() < MaxFacts)
    Into.insert(It, Fact);
}

template <class Which> void KeyAnalysis::remove(State &S, Which Matches) {
  auto Gone = [&](uint32_t I) { return Matches(Known[I]); };
  llvm::erase_if(S.Facts, Gone);
  llvm::erase_if(S.Found, Gone);
}

bool KeyAnalysis::join(State &Into, const State &From) {
  size_t Before = Into.Facts.size();
  llvm::erase_if(Into.Facts, [&](uint32_t I) { return !has(From, I); });
  bool Changed = Into.Facts.size() != Before;
  Before = Into.Found.size();
  for (uint32_t I : From.Found)
    insert(Into.Found, I);
  Changed |= Into.Found.size() != Before;
  Before = Into.Rooms.size();
  llvm::erase_if(Into.Rooms, [&](Room &R) {
    auto Other = llvm::find_if(
        From.Rooms, [&](const Room &O) { return O.Container == R.Container; });
    if (Other == From.Rooms.end())
      return true;
    Changed |= Other->Left < R.Left;
    R.Left = std::min(R.Left, Other->Left);
    return R.Left == 0;
  });
  return Changed || Into.Rooms.size() != Before;
}

/// The variable changes: keys that mention it mean something else now.
void KeyAnalysis::forget(State &S, const VarDecl *V) {
  StringRef Name = V->getIdentifier() ? V->getName() : StringRef();
  remove(S, [&](const KnownFact &K) {
    return K.Link == V || mentions(K.Key, Name);
  });
  if (const auto *D = dyn_cast<DecompositionDecl>(V))
    for (const BindingDecl *B : D->bindings())
      remove(S,
             [&](const KnownFact &K) { return mentions(K.Key, B->getName()); });
}

/// `it = m.find(k)`, `bool known = m.count(k) != 0`.
void KeyAnalysis::bind(State &S, const VarDecl *V, const Expr *Value) {
  if (!Value)
    return;
  auto Link = [&](uint32_t Present, bool Truth) {
    if (Present == ~0u)
      return;
    KnownFact K = Known[Present];
    K.Link = V;
    K.LinkTruth = Truth;
    K.Present = Present;
    add(S, fact(std::move(K)));
  };
  const Expr *E = stripConstructions(Value);
  for (uint32_t I : Names.uses(E))
    if (F.Uses[I].Op == MapOp::Lookup)
      Link(present(F.Uses[I]), true);
  if (!V->getType()->isBooleanType())
    return;
  for (bool Truth : {true, false}) {
    State Learnt;
    Learnt.Facts = S.Facts;
    forEachTruth(E, Truth, [&](const Expr *Part, bool Holds) {
      learn(Learnt, Part, Holds);
    });
    for (uint32_t I : Learnt.Facts)
      if (!Known[I].Link && !has(S, I))
        Link(I, Truth);
  }
}

Room *KeyAnalysis::roomOf(State &S, const AccessPath &Container) {
  for (Room &R : S.Rooms)
    if (Known[R.Container].Container == Container)
      return &R;
  return nullptr;
}

/// The number of elements that `m.reserve(m.size() + 2)` makes room for.
static uint8_t roomFor(const Expr *Amount, bool EmptyBefore) {
  const Expr *E = strip(Amount);
  bool Relative = EmptyBefore;
  if (const auto *B = dyn_cast<BinaryOperator>(E);
      B && B->getOpcode() == BO_Add) {
    Relative = true;
    E = isa<IntegerLiteral>(strip(B->getRHS())) ? strip(B->getRHS())
                                                : strip(B->getLHS());
  }
  const auto *Number = dyn_cast<IntegerLiteral>(E);
  if (!Number)
    return PlentyOfRoom;
  return Relative ? Number->getValue().getLimitedValue(8) : 0;
}

void KeyAnalysis::reserve(State &S, const UseFact &U, const Stmt *At) {
  const auto *C = dyn_cast<CallExpr>(At);
  if (!C || C->getNumArgs() == 0 || U.Member == "shrink_to_fit")
    return;
  bool Local = U.Container.Root == RootKind::Local && U.Container.Steps.empty();
  uint8_t Left = roomFor(C->getArg(0), Local);
  KnownFact K;
  K.Container = U.Container;
  uint32_t Id = Left ? fact(std::move(K)) : ~0u;
  if (Id == ~0u)
    return;
  if (Room *R = roomOf(S, U.Container))
    R->Left = std::max(R->Left, Left);
  else
    S.Rooms.push_back({Id, Left});
}

void KeyAnalysis::use(State &S, const Event &E) {
  const UseFact &U = F.Uses[E.Index];
  if (U.isRemoval()) {
    remove(S, [&](const KnownFact &K) {
      return K.Container.startsWith(U.Container);
    });
    if (U.Op == MapOp::Replace)
      llvm::erase_if(S.Rooms, [&](const Room &R) {
        return Known[R.Container].Container.startsWith(U.Container);
      });
    return;
  }
  if (U.Op == MapOp::Reserve)
    reserve(S, U, E.At);
  if (U.isGrowth() && !has(S, present(U)))
    if (Room *R = roomOf(S, U.Container); R && R->Left != PlentyOfRoom)
      if (--R->Left == 0)
        S.Rooms.erase(R);
  if (U.isGrowth() || U.Op == MapOp::LookupOrThrow)
    add(S, present(U));
}

void KeyAnalysis::step(State &S, FlowStep &Step) {
  if (Step.What == FlowStep::Declare) {
    forget(S, Step.Var);
    bind(S, Step.Var, Step.Var->getInit());
    return;
  }
  if (Step.What != FlowStep::Event)
    return;
  const Event &E = F.Events[Step.Index];
  if (E.Kind == EventKind::Use)
    use(S, E);
  else if ((E.Kind == EventKind::Bind || E.Kind == EventKind::Write) &&
           !isa<DeclStmt>(E.At)) {
    forget(S, E.Var);
    bind(S, E.Var, ElementNames::assignedBy(E));
  }
}

bool KeyAnalysis::isEnd(const Expr *E) const {
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl()); V && V->getInit())
      E = V->getInit();
  return llvm::any_of(Names.uses(stripConstructions(E)),
                      [&](uint32_t I) { return F.Uses[I].Op == MapOp::End; });
}

/// \p Iterator is not the end.
void KeyAnalysis::learnFound(State &S, const Expr *Iterator) {
  for (uint32_t I : Names.uses(Iterator))
    if (F.Uses[I].Op == MapOp::Lookup)
      addFound(S, present(F.Uses[I]));
  const auto *R = dyn_cast<DeclRefExpr>(Iterator);
  if (!R)
    return;
  auto Facts = S.Facts;
  for (uint32_t I : Facts)
    if (Known[I].Link && Known[I].Link == R->getDecl())
      addFound(S, Known[I].Present);
}

/// `if (it != m.end() && it->second)`: a branch asks what the entry holds, so
/// on its other side the entry may hold nothing.
void KeyAnalysis::questionValue(State &S, const Expr *E) {
  llvm::SmallVector<const Stmt *, 8> Work{E};
  while (!Work.empty() && !S.Found.empty()) {
    const Stmt *Each = Work.pop_back_val();
    if (!Each)
      continue;
    if (const auto *R = dyn_cast<DeclRefExpr>(Each)) {
      if (R->getType()->isPointerType()) // A copy of some value.
        S.Found.clear();
      for (uint32_t I : S.Facts)
        if (Known[I].Link && Known[I].Link == R->getDecl())
          llvm::erase(S.Found, Known[I].Present);
    }
    if (const auto *Value = dyn_cast<Expr>(Each))
      for (uint32_t I : Names.uses(Value))
        llvm::erase_if(S.Found, [&](uint32_t Found) {
          return Known[Found].Container == F.Uses[I].Container;
        });
    for (const Stmt *Child : Each->children())
      Work.push_back(Child);
  }
}

void KeyAnalysis::learn(State &S, const Expr *E, bool Truth) {
  if (Equality Q = equalityIn(E)) {
    const bool LeftIsEnd = isEnd(Q.Left);
    if (!LeftIsEnd && !isEnd(Q.Right))
      questionValue(S, E);
    else if (Truth == Q.Negated)
      learnFound(S, LeftIsEnd ? Q.Right : Q.Left);
    return;
  }
  if (const auto *R = dyn_cast<DeclRefExpr>(E);
      R && !R->getType()->isPointerType()) {
    auto Facts = S.Facts;
    for (uint32_t I : Facts)
      if (Known[I].Link && Known[I].Link == R->getDecl() &&
          Known[I].LinkTruth == Truth)
        addFound(S, Known[I].Present);
    return;
  }
  bool Asked = false;
  for (uint32_t I : Names.uses(E)) {
    Asked |= F.Uses[I].Op == MapOp::Contains;
    if (Truth && F.Uses[I].Op == MapOp::Contains)
      addFound(S, present(F.Uses[I]));
  }
  if (!Asked)
    questionValue(S, E);
}

void KeyAnalysis::edge(State &S, const Expr *Condition, bool Truth) {
  forEachTruth(Condition, Truth,
               [&](const Expr *E, bool Holds) { learn(S, E, Holds); });
}

void KeyAnalysis::record(const State &S, const FlowStep &Step) {
  if (Step.What != FlowStep::Event)
    return;
  const Event &E = F.Events[Step.Index];
  if (E.Kind != EventKind::Use || !F.Uses[E.Index].isGrowth())
    return;
  UseFact &U = F.Uses[E.Index];
  uint32_t Fact = present(U);
  if (Fact != ~0u && has(S, Fact))
    U.Context |= KeyPresent;
  else if (Fact != ~0u && llvm::binary_search(S.Found, Fact))
    U.Context |= KeyFound;
  bool Covered = llvm::any_of(S.Rooms, [&](const Room &R) {
    return Known[R.Container].Container == U.Container;
  });
  if (Covered || (U.Context & KeyPresent) || U.Key.Domain == KeyDomain::SameMap)
    Quiet.set(E.Index);
}

llvm::BitVector markPresentKeys(FunctionModel &F, Flow &G,
                                const ElementNames &Names) {
  KeyAnalysis A(F, Names);
  auto In = G.solve(A, {});
  for (unsigned I = 0; I < In.size(); ++I)
    for (FlowStep &Step : G.block(I).Steps)
      if (In[I] && Step.What != FlowStep::Throw) {
        A.record(*In[I], Step);
        A.step(*In[I], Step);
      }
  return A.takeQuiet();
}

} // namespace mapwarden
