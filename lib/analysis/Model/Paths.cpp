#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {

const Expr *strip(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParenCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = M->getSubExpr();
    else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = B->getSubExpr();
    else if (const auto *F = dyn_cast<FullExpr>(Inner))
      Inner = F->getSubExpr();
    else if (const auto *D = dyn_cast<CXXDefaultArgExpr>(Inner))
      Inner = D->getExpr();
    else if (const auto *L = dyn_cast<ParenListExpr>(Inner);
             L && L->getNumExprs() == 1) // `auto &x(f());`, not known which.
      Inner = L->getExpr(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

const Expr *stripConstructions(const Expr *E) {
  E = strip(E);
  while (const auto *C = dyn_cast_or_null<CXXConstructExpr>(E)) {
    if (C->getNumArgs() != 1)
      break;
    E = strip(C->getArg(0));
  }
  return E;
}

const Expr *objectOf(const CXXMemberCallExpr *C) {
  const Expr *Object = C->getImplicitObjectArgument();
  return Object ? Object->IgnoreParenBaseCasts() : nullptr;
}

struct PathResolver::Depth {
  explicit Depth(PathResolver &R) : R(R) { ++R.Level; }
  ~Depth() { --R.Level; }
  bool tooDeep() const { return R.Level > 24; }
  PathResolver &R;
};

static RefList one(AccessPath Path, RefKind Kind = RefKind::Lvalue) {
  RefList Result;
  if (Path.isKnown())
    Result.push_back({std::move(Path), Kind});
  return Result;
}

static void add(RefList &Into, const RefList &More) {
  for (const Ref &R : More)
    if (Into.size() < PathResolver::MaxRefs && !llvm::is_contained(Into, R))
      Into.push_back(R);
}

static AccessPath rooted(RootKind Kind, EntityId Entity = NoEntity,
                         unsigned Index = 0) {
  AccessPath P;
  P.Root = Kind;
  P.Entity = Entity;
  P.Index = static_cast<uint8_t>(std::min(Index, 255u));
  return P;
}

/// The object a value of pointer-like type \p T denotes.
RefList PathResolver::deref(const RefList &Refs, QualType T) {
  RefList Result;
  std::optional<WrapperKind> Wrapper = Types.wrapper(T);
  for (const Ref &R : Refs) {
    bool SameObject = R.Kind == RefKind::Pointer ||
                      R.Kind == RefKind::Iterator || R.Kind == RefKind::View ||
                      Wrapper == WrapperKind::Value ||
                      Wrapper == WrapperKind::Guarded;
    Result.push_back({SameObject ? R.Path : R.Path.deref(), RefKind::Lvalue});
  }
  return Result;
}

RefList PathResolver::resolveValue(const Expr *E) {
  RefList Refs = resolve(E);
  if (E && !E->getType().isNull() && E->getType()->isPointerType())
    for (Ref &R : Refs)
      if (R.Kind == RefKind::Lvalue)
        R = {R.Path.deref(), RefKind::Pointer};
  return Refs;
}

AccessPath PathResolver::path(const Expr *E) {
  RefList Refs = resolveValue(E);
  return Refs.empty() ? AccessPath() : Refs.front().Path;
}

RefList PathResolver::pointee(const Expr *E) {
  return deref(resolve(E), E->getType());
}

RefList PathResolver::resolve(const Expr *E) {
  Depth Guard(*this);
  if (!E || Guard.tooDeep())
    return {};
  E = strip(E);
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return declRef(R->getDecl());
  if (isa<CXXThisExpr>(E))
    return one(rooted(RootKind::This), RefKind::Pointer);
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return member(M);
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E))
    return operatorCall(C);
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E))
    return memberCall(C);
  if (const auto *C = dyn_cast<CallExpr>(E))
    return call(C);
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    return construct(C);
  if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() == UO_Deref)
      return pointee(U->getSubExpr());
    RefList Refs = resolve(U->getSubExpr());
    if (U->getOpcode() == UO_AddrOf)
      for (Ref &R : Refs)
        if (R.Kind == RefKind::Lvalue)
          R.Kind = RefKind::Pointer;
    return U->getOpcode() == UO_AddrOf || U->isIncrementDecrementOp()
               ? Refs
               : RefList();
  }
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->getOpcode() == BO_Comma)
      return resolve(B->getRHS());
    if (B->isAssignmentOp() || B->isAdditiveOp())
      return resolve(B->getLHS());
    return {};
  }
  if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
    RefList Result = resolve(C->getTrueExpr());
    add(Result, resolve(C->getFalseExpr()));
    return Result;
  }
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
    RefList Result;
    for (const Ref &R : resolve(S->getBase()))
      Result.push_back({R.Path.element(), RefKind::Lvalue});
    return Result;
  }
  if (const auto *L = dyn_cast<InitListExpr>(E))
    return L->getNumInits() == 1 ? resolve(L->getInit(0)) : RefList();
  if (const auto *D = dyn_cast<CXXDependentScopeMemberExpr>(E))
    if (!D->isImplicitAccess() && (D->getMember().getAsString() == "second" ||
                                   D->getMember().getAsString() == "first")) {
      RefList Base =
          D->isArrow() ? pointee(D->getBase()) : resolve(D->getBase());
      return Base;
    }
  return {};
}

RefList PathResolver::declRef(const ValueDecl *D) {
  if (const auto *B = dyn_cast<BindingDecl>(D))
    return binding(B);
  if (const auto *V = dyn_cast<VarDecl>(D))
    return variable(V);
  return {};
}

RefList PathResolver::parameter(const ParmVarDecl *P) {
  const auto *F = dyn_cast<FunctionDecl>(P->getDeclContext());
  if (!F)
    return {};
  const LocalTable &Table = locals(F);
  auto Bound = Table.BoundByCall.find(P);
  if (Bound != Table.BoundByCall.end()) {
    // An algorithm hands the elements of a range to its callable; erase_if
    // and friends take the container itself.
    RefList Result;
    QualType T = Bound->second->getType();
    bool Whole = Types.container(T) && !Types.isIterator(T);
    bool Guarded = Types.wrapper(T) == WrapperKind::Guarded;
    for (const Ref &R : resolve(Bound->second))
      Result.push_back(
          {Whole && !Guarded ? R.Path.element() : R.Path, RefKind::Lvalue});
    return Result;
  }
  QualType T = P->getType();
  RefKind Kind = T->isPointerType()    ? RefKind::Pointer
                 : Types.isIterator(T) ? RefKind::Iterator
                 : Types.isView(T)     ? RefKind::View
                                       : RefKind::Lvalue;
  RefList Result =
      one(rooted(RootKind::Param, Facts.entity(F), P->getFunctionScopeIndex()),
          Kind);
  // A parameter that is assigned later refers to that, too.
  auto Sources = Table.Sources.find(P);
  if (Sources != Table.Sources.end())
    for (const Expr *E : Sources->second)
      add(Result, resolveValue(E));
  return Result;
}

/// `auto locked = guarded.lock();`
RefList PathResolver::heldBy(const VarDecl *V) {
  RefList Result;
  const FunctionDecl *F = outermostFunction(V);
  if (!F || !Types.isHolder(V->getType()))
    return Result;
  for (const Expr *E : locals(F).Sources.lookup(V)) {
    const auto *Lock = dyn_cast<CXXMemberCallExpr>(strip(E));
    const Expr *Object = Lock ? objectOf(Lock) : nullptr;
    if (!Object)
      continue;
    const QualType T = Object->getType();
    if (Types.wrapper(T->isPointerType() ? T->getPointeeType() : T) ==
        WrapperKind::Guarded)
      add(Result, resolve(Lock));
  }
  return Result;
}

RefList PathResolver::variable(const VarDecl *V) {
  if (V->hasGlobalStorage() && !V->getType()->isReferenceType())
    return one(rooted(RootKind::Global, Facts.entity(V)));
  auto Known = Variables.find(V);
  if (Known != Variables.end())
    return Known->second;
  Variables[V] = {}; // Cuts cycles: `p = next(p)`.
  RefList Result;
  QualType T = V->getType();
  if (const auto *P = dyn_cast<ParmVarDecl>(V)) {
    Result = parameter(P);
  } else if (V->hasGlobalStorage()) {
    Result = V->getInit() ? resolve(V->getInit()) : RefList();
    if (Result.empty() || Result.front().Path.Root == RootKind::Temporary)
      Result = one(rooted(RootKind::Global, Facts.entity(V)));
  } else if (T->isReferenceType() || T->isPointerType() ||
             Types.isIterator(T) || Types.isView(T) ||
             isa<DecompositionDecl>(V) || T->isDependentType()) {
    if (const FunctionDecl *F = outermostFunction(V)) {
      const LocalTable &Table = locals(F);
      auto It = Table.Sources.find(V);
      if (It != Table.Sources.end())
        for (const Expr *E : It->second)
          add(Result, T->isReferenceType() ? resolve(E) : resolveValue(E));
    }
    if (Types.isView(T))
      for (Ref &R : Result)
        R.Kind = RefKind::View;
    // `auto [k, v] = *it` copies the element.
    if (isa<DecompositionDecl>(V) && !T->isReferenceType())
      for (Ref &R : Result)
        if (R.Kind == RefKind::Lvalue)
          R.Kind = RefKind::Copy;
  } else if (RefList Held = heldBy(V); !Held.empty()) {
    Result = std::move(Held);
  } else if (const CXXRecordDecl *R = T->getAsCXXRecordDecl();
             R && R->getDeclName().isIdentifier() && R->getName() == "pair") {
    // `auto r = m.emplace(…)`: r.first is an iterator.
    if (const FunctionDecl *F = outermostFunction(V))
      for (const Expr *E : locals(F).Sources.lookup(V))
        for (const Ref &Each : resolve(E))
          if (Each.Kind == RefKind::Iterator)
            add(Result, one(Each.Path, Each.Kind));
  }
  // Copied pointers keep the variable as an alternative name.
  if (Result.empty())
    Result = one(rooted(RootKind::Local, Facts.entity(V)));
  Variables[V] = Result;
  return Result;
}

RefList PathResolver::binding(const BindingDecl *B) {
  const auto *Whole = dyn_cast<DecompositionDecl>(B->getDecomposedDecl());
  if (!Whole)
    return {};
  unsigned Index = 0;
  for (const BindingDecl *Each : Whole->bindings()) {
    if (Each == B)
      break;
    ++Index;
  }
  return bindingOf(Whole, Index);
}

RefList PathResolver::bindingOf(const ValueDecl *Whole, unsigned Index) {
  RefList Result;
  for (const Ref &R : variable(cast<VarDecl>(Whole))) {
    if (R.Kind == RefKind::Iterator) { // auto [it, inserted] = m.emplace(…)
      if (Index == 0)
        Result.push_back(R);
      continue;
    }
    bool IsElement =
        !R.Path.Steps.empty() && R.Path.Steps.back().Kind == StepKind::Element;
    if (IsElement)
      Result.push_back(
          {Index == 0 ? R.Path.with(StepKind::Key) : R.Path, R.Kind});
  }
  return Result;
}

/// `it->second`, `slot` of `auto &[key, slot]`, `auto &slot = it->second;`: a
/// pair that is a value in a map, not an entry of it.
static bool isMappedValue(const Expr *E, unsigned Depth = 0) {
  E = strip(E);
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return M->getMemberDecl()->getDeclName().isIdentifier() &&
           M->getMemberDecl()->getName() == "second";
  const auto *R = dyn_cast<DeclRefExpr>(E);
  if (const auto *B = R ? dyn_cast<BindingDecl>(R->getDecl()) : nullptr) {
    const auto *Whole = dyn_cast<DecompositionDecl>(B->getDecomposedDecl());
    return Whole && Whole->bindings().size() == 2 && Whole->bindings()[1] == B;
  }
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return V && V->getType()->isReferenceType() && V->getInit() && Depth < 4 &&
         isMappedValue(V->getInit(), Depth + 1);
}

RefList PathResolver::member(const MemberExpr *M) {
  const ValueDecl *D = M->getMemberDecl();
  if (const auto *V = dyn_cast<VarDecl>(D))
    return variable(V);
  const auto *F = dyn_cast<FieldDecl>(D);
  if (!F)
    return {};
  RefList Bases = M->isArrow() ? pointee(M->getBase()) : resolve(M->getBase());
  StringRef Name = F->getName();
  const auto *Parent = dyn_cast<NamedDecl>(F->getParent());
  bool InPair = (Name == "first" || Name == "second") && Parent &&
                isInSystemHeader(Parent);
  const bool OfEntry = InPair && !isMappedValue(M->getBase());
  RefList Result;
  for (const Ref &R : Bases) {
    bool IsElement =
        !R.Path.Steps.empty() && R.Path.Steps.back().Kind == StepKind::Element;
    if (InPair && R.Kind == RefKind::Iterator) { // pair<iterator, bool>
      if (Name == "first")
        Result.push_back(R);
    } else if (OfEntry && IsElement) {
      Result.push_back(
          {Name == "first" ? R.Path.with(StepKind::Key) : R.Path, R.Kind});
    } else {
      Result.push_back({R.Path.field(Facts.entity(F)), R.Kind == RefKind::Copy
                                                           ? RefKind::Copy
                                                           : RefKind::Lvalue});
    }
  }
  // The object is unknown, but its field says which container is meant.
  if (Result.empty())
    Result = one(rooted(RootKind::Temporary).field(Facts.entity(F)));
  if (F->getType()->isReferenceType())
    return Result;
  return Result;
}

const RefList &PathResolver::returns(const FunctionDecl *F) {
  F = F->getCanonicalDecl();
  auto Known = ReturnedBy.find(F);
  if (Known != ReturnedBy.end())
    return Known->second;
  ReturnedBy[F] = {};
  RefList Result;
  QualType T = F->getReturnType();
  const FunctionDecl *Def = nullptr;
  bool Refers = T->isReferenceType() || T->isPointerType() ||
                Types.isIterator(T) || Types.isView(T);
  if (Refers && F->getBody(Def) && !isInSystemHeader(Def)) {
    auto Collect = [&](const ReturnStmt *R) {
      if (const Expr *Value = R->getRetValue())
        add(Result,
            T->isReferenceType() ? resolve(Value) : resolveValue(Value));
    };
    for (const ReturnStmt *R : locals(Def).Returns)
      Collect(R);
    if (Types.isView(T))
      for (Ref &R : Result)
        R.Kind = RefKind::View;
    llvm::erase_if(Result, [](const Ref &R) {
      return R.Path.Root == RootKind::Local ||
             R.Path.Root == RootKind::Temporary;
    });
  }
  return ReturnedBy[F] = Result;
}

} // namespace mapwarden
