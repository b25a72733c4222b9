#include "Extract/Bindings.h"
#include "Model/Keys.h"
#include "Model/Paths.h"
#include "Model/Types.h"

using namespace clang;

namespace mapwarden {

const Expr *objectOf(const Stmt *Use) {
  const auto *E = dyn_cast<Expr>(Use);
  auto Operands = E ? allOperands(E) : llvm::SmallVector<const Expr *, 4>();
  return Operands.empty() ? nullptr : Operands.front();
}

bool movesWith(const AccessPath &Element, const AccessPath &C) {
  return !Element.hasStep(StepKind::Deref, C.Steps.size());
}

const Expr *keyArgument(const Stmt *Use) {
  const auto *E = dyn_cast<Expr>(Use);
  auto Operands = E ? allOperands(E) : llvm::SmallVector<const Expr *, 4>();
  return Operands.size() > 1 ? Operands[1] : nullptr;
}

static const FunctionDecl *calleeOf(const Stmt *Call) {
  if (const auto *C = dyn_cast<CallExpr>(Call))
    return C->getDirectCallee();
  if (const auto *C = dyn_cast<CXXConstructExpr>(Call))
    return C->getConstructor();
  return nullptr;
}

BindingTable::BindingTable(const FunctionModel &F, Flow &G,
                           const ElementNames &Names, llvm::BitVector Quiet)
    : F(F), Names(Names), Quiet(std::move(Quiet)) {
  for (uint32_t I = 0; I < F.CallStmts.size(); ++I)
    CallAt.try_emplace(F.CallStmts[I], I);
  addParameters();
  addBindings(G);
  for (unsigned I = 0; I < G.size(); ++I)
    for (const FlowStep &Step : G.block(I).Steps)
      if (Step.What == FlowStep::Event)
        for (uint32_t B : of(Step.Index))
          Bindings[B].Locks = Step.Locks;
  for (uint32_t I = 0; I < F.Uses.size(); ++I)
    addKey(I);
  for (const Stmt *Call : F.CallStmts) {
    const FunctionDecl *Callee = calleeOf(Call);
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(Callee);
    // A std::function may hold anything.
    const auto *O = dyn_cast<CXXOperatorCallExpr>(Call);
    bool Callable = O && O->getOperator() == OO_Call;
    CallMayMutate.push_back(!Callee || Callable ||
                            !(Callee->isImplicit() || Callee->isDefaulted() ||
                              isInSystemHeader(Callee)));
    CallIsLambda.push_back(Callable || (M && M->getParent()->isLambda()));
    addCallKeys(Call);
  }
}

void BindingTable::addBindings(const Flow &G) {
  for (uint32_t I = 0; I < F.Events.size(); ++I) {
    const Event &E = F.Events[I];
    // Of the hidden variables of a range-for, only __begin moves on.
    bool Hidden = E.Var && E.Var->isImplicit() && !G.rangeLoop(E.Var);
    if (E.Kind == EventKind::Bind && !Hidden)
      addBinding(I, E);
    if (E.Kind == EventKind::Bind || E.Kind == EventKind::Write)
      if (const Expr *Value = ElementNames::assignedBy(E); Value && E.Var)
        Results[E.Var].push_back(strip(Value));
  }
  addIncrements();
}

/// The call that \p Value, which denotes \p R, got its reference from.
uint32_t BindingTable::sourceOf(const Ref &R, const Expr *Value) const {
  if (R.Path.Root != RootKind::Result || R.Kind == RefKind::View || !Value)
    return ~0u;
  auto It = CallAt.find(elementSource(Value).Made);
  return It != CallAt.end() && F.Calls[It->second].Callee == R.Path.Entity
             ? It->second
             : ~0u;
}

void BindingTable::addBinding(uint32_t I, const Event &E) {
  const Expr *Source = ElementNames::assignedBy(E);
  for (const Ref &R : E.Refs) {
    const uint32_t Call = sourceOf(R, Source);
    if (R.Kind == RefKind::Copy ||
        (Call == ~0u && !R.Path.hasStep(StepKind::Element)))
      continue;
    Binding B;
    B.Source = Call;
    B.Var = E.Var;
    B.To = R;
    B.At = E.At;
    B.Name = Names.of(E.Var);
    if (Source) {
      ElementName From = Names.of(Source);
      if (B.Name.Key.empty())
        B.Name.Key = From.Key;
      B.Sources = Names.mentioned(Source);
    }
    ByEvent[I].push_back(Bindings.size());
    ByVar[B.Var].push_back(Bindings.size());
    Bindings.push_back(std::move(B));
  }
}

/// `++it`: the variable refers to another element of the same container.
void BindingTable::addIncrements() {
  for (uint32_t I = 0; I < F.Events.size(); ++I) {
    const Event &E = F.Events[I];
    auto It = ByVar.find(E.Var);
    if (E.Kind != EventKind::Write || It == ByVar.end())
      continue;
    for (uint32_t Old : It->second) {
      Binding B = Bindings[Old];
      bool Known = llvm::any_of(ByEvent[I], [&](uint32_t Other) {
        return Bindings[Other].To == B.To;
      });
      if (Known)
        continue;
      B.At = E.At;
      B.Name = ElementName();
      B.Name.Root = E.Var;
      ByEvent[I].push_back(Bindings.size());
      Bindings.push_back(std::move(B));
    }
  }
}

llvm::ArrayRef<uint32_t> BindingTable::of(uint32_t Event) const {
  auto It = ByEvent.find(Event);
  if (It == ByEvent.end())
    return {};
  return It->second;
}

uint32_t BindingTable::mutation(Mutation M) {
  if (M.What == Mutation::Unlock) {
    for (uint32_t I = 0; I < Mutations.size(); ++I)
      if (Mutations[I].At == M.At && Mutations[I].Lock == M.Lock)
        return I;
  } else {
    auto [It, New] = MutationIds.try_emplace(
        {static_cast<uint32_t>(M.What), M.Index}, Mutations.size());
    if (!New)
      return It->second;
  }
  Mutations.push_back(std::move(M));
  return Mutations.size() - 1;
}

bool BindingTable::isResultOf(const Expr *Tested, uint32_t I) const {
  if (Mutations[I].What != Mutation::Call)
    return false;
  if (Tested == Mutations[I].At)
    return true;
  const auto *R = dyn_cast<DeclRefExpr>(Tested);
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!V)
    return false;
  if (V->getInit() && strip(V->getInit()) == Mutations[I].At)
    return true;
  auto It = Results.find(V);
  return It != Results.end() && llvm::is_contained(It->second, Mutations[I].At);
}

bool BindingTable::isMutation(uint32_t Use) const {
  const UseFact &U = F.Uses[Use];
  if (U.Member == "swap") // References go along.
    return false;
  if (U.isGrowth())
    return !Quiet.test(Use);
  return U.isRemoval() || U.Op == MapOp::Reserve;
}

/// `it->first`, the first of a structured binding, or a variable that is one.
static bool isKeyOfElement(const Expr *E, unsigned Depth = 0) {
  E = strip(E);
  if (const auto *C = dyn_cast<CXXConstructExpr>(E)) // A copy.
    return C->getNumArgs() == 1 && Depth < 4 &&
           isKeyOfElement(C->getArg(0), Depth + 1);
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return M->getMemberDecl()->getDeclName().isIdentifier() &&
           M->getMemberDecl()->getName() == "first";
  const auto *R = dyn_cast<DeclRefExpr>(E);
  if (!R)
    return false;
  if (const auto *B = dyn_cast<BindingDecl>(R->getDecl())) {
    const auto *D = dyn_cast_or_null<DecompositionDecl>(B->getDecomposedDecl());
    return D && !D->bindings().empty() && D->bindings().front() == B;
  }
  const auto *V = dyn_cast<VarDecl>(R->getDecl());
  return V && V->getInit() && Depth < 4 &&
         isKeyOfElement(V->getInit(), Depth + 1);
}

/// The element that a removal or insertion names.
void BindingTable::addKey(uint32_t Use) {
  const UseFact &U = F.Uses[Use];
  ElementName Name;
  const VarDecl *V = nullptr;
  bool IsOwn = false;
  if (const Expr *Argument = keyArgument(F.UseStmts[Use])) {
    Name = Names.of(Argument);
    V = elementSource(Argument).Var;
    IsOwn = isKeyOfElement(Argument);
  }
  addCopy(Name, V);
  if (!U.ByIterator && Name.Key.empty())
    Name.Key = U.Key.Text;
  UseKeys.push_back(std::move(Name));
  KeyVars.push_back(V);
  KeysAreOwn.push_back(IsOwn);
}

void BindingTable::addCopy(const ElementName &Name, const VarDecl *V) {
  if (V && Name.Root && Name.Root != V &&
      !llvm::is_contained(Copies[Name.Root], V))
    Copies[Name.Root].push_back(V);
}

void BindingTable::addCallKeys(const Stmt *Call) {
  CallKeys.emplace_back();
  const auto *E = dyn_cast<Expr>(Call);
  if (!E || !CallMayMutate.back())
    return;
  for (const Expr *Argument : allOperands(E)) {
    if (!Argument)
      continue;
    // `it->second` of `remove(it->second.id)`, which tells whose value it is.
    const Expr *Owner = ownerOfKeyField(stripConstructions(Argument));
    if (!Owner && !isKeyOfElement(Argument))
      continue;
    const Expr *From = Owner ? Owner : Argument;
    CallKey Key{Names.of(From), elementSource(From).Var};
    if (!Key.Name.Root)
      continue;
    addCopy(Key.Name, Key.Var);
    CallKeys.back().push_back(std::move(Key));
  }
}

bool BindingTable::repeatsKey(uint32_t Call, const Binding &B) const {
  if (B.Source == ~0u)
    return false;
  return llvm::any_of(F.Calls[Call].Keys, [&](const KeyFact &K) {
    return !K.Text.empty() &&
           llvm::any_of(F.Calls[B.Source].Keys, [&](const KeyFact &Given) {
             return Given.Text == K.Text;
           });
  });
}

bool BindingTable::isKeyedBy(const Binding &B, StringRef Name) const {
  if (mentions(B.Name.Key, Name))
    return true;
  return B.Source != ~0u &&
         llvm::any_of(F.Calls[B.Source].Keys, [&](const KeyFact &Given) {
           return mentions(Given.Text, Name);
         });
}

bool BindingTable::passesKey(uint32_t Call, const Binding &B,
                             ArrayRef<const VarDecl *> Outdated) const {
  return llvm::any_of(CallKeys[Call], [&](const CallKey &Key) {
    return Key.Name.isSame(B.Name) && !llvm::is_contained(Outdated, Key.Var);
  });
}

llvm::ArrayRef<const VarDecl *> BindingTable::copiesOf(const VarDecl *V) const {
  auto It = Copies.find(V);
  if (It == Copies.end())
    return {};
  return It->second;
}

/// Objects of one path are told apart by how the code names them: `m[a]` and
/// `m[b]` are not the same inner container.
bool BindingTable::sameInner(const Expr *Object, const Binding &B) const {
  ElementName Named = Names.of(Object);
  if (!Named.isKnown() || B.Sources.empty())
    return true;
  return Named.isSame(B.Name) ||
         llvm::any_of(B.Sources,
                      [&](const ElementName &N) { return Named.isSame(N); });
}

KeyRelation BindingTable::relate(uint32_t Use, const Binding &B,
                                 bool Renamed) const {
  if (B.isParameter())
    return relateParameter(Use, B, Renamed);
  const UseFact &U = F.Uses[Use];
  const AccessPath &Element = B.To.Path, &C = U.Container;
  // Whether the two have to do with each other, the link finds out.
  if (B.Source != ~0u && !Element.hasStep(StepKind::Element))
    return C.Root == RootKind::Local ? Unrelated : OtherElement;
  if (!Element.startsWith(C))
    return Unrelated;
  bool WholeView = Element.Steps.size() == C.Steps.size();
  if (WholeView && B.To.Kind != RefKind::View)
    return Unrelated;
  if (!WholeView && Element.Steps[C.Steps.size()].Kind != StepKind::Element &&
      Element.Steps[C.Steps.size()].Kind != StepKind::Key)
    return Unrelated;
  if (!U.isRemoval() && !movesWith(Element, C))
    return Unrelated;
  const Expr *Object = objectOf(F.UseStmts[Use]);
  if (Object && C.hasStep(StepKind::Element) && !sameInner(Object, B))
    return Unrelated;
  if (U.Op == MapOp::Clear || U.Op == MapOp::Replace)
    return SameElement;
  bool Comparable = !Renamed || (B.Var && B.Var == KeyVars[Use]);
  if (!Comparable || !UseKeys[Use].isSame(B.Name))
    return OtherElement;
  const bool IsPresent = KeysAreOwn[Use] && UseKeys[Use].Root == B.Name.Root;
  return IsPresent && U.isGrowth() && U.Op != MapOp::Resize ? Unrelated
                                                            : SameElement;
}

bool BindingTable::boundWithout(const Binding &B,
                                const AccessPath &Lock) const {
  auto It = ByVar.find(B.Var);
  return It != ByVar.end() && llvm::any_of(It->second, [&](uint32_t Other) {
           return Bindings[Other].To.Path == B.To.Path &&
                  !llvm::is_contained(Bindings[Other].Locks, Lock);
         });
}

bool BindingTable::reaches(uint32_t Call, const Binding &B) const {
  if (!CallMayMutate[Call])
    return false;
  const AccessPath &Element = B.To.Path;
  // The methods of an object seldom remove it from where it was found.
  if (B.Source != ~0u && F.Calls[Call].Object.startsWith(Element))
    return false;
  if (B.isParameter())
    return CallIsLambda[Call] || F.Calls[Call].Object.Root == RootKind::This;
  if (CallIsLambda[Call] || Element.Root == RootKind::This ||
      Element.Root == RootKind::Global || Element.Root == RootKind::Result)
    return true;
  const CallFact &C = F.Calls[Call];
  auto Holds = [&](const AccessPath &Given) {
    return Given.isKnown() && Element.startsWith(Given) &&
           Element.Steps.size() > Given.Steps.size();
  };
  return Holds(C.Object) || llvm::any_of(C.Args, Holds);
}

} // namespace mapwarden
