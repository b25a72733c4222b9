#include "Model/FunctionModeler.h"
#include "Facts/Append.h"

using namespace clang;

namespace mapwarden {

FunctionModel FunctionModeler::run() {
  Result.Function = F;
  Result.Id = Self;
  Result.Body = F->getBody();
  M.Keys.setCurrent(F);
  if (const auto *C = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *I : C->inits())
      if (I->getInit() && I->isWritten()) {
        walk(I->getInit());
        if (const FieldDecl *Field = I->getMember();
            Field && (Field->getType()->isReferenceType() ||
                      Field->getType()->isPointerType()))
          // The field is another name of the container from now on.
          if (ContainerType T = M.Types.wrappedContainer(Field->getType()))
            for (const Ref &R : M.Paths.resolveValue(I->getInit()))
              M.Facts.Facts.Escapes.push_back(
                  {M.Facts.site(I->getInit()), Self, R.Path, NoEntity});
        Destination Into;
        if (I->getMember()) {
          Into.Place.Root = RootKind::This;
          Into.Place = Into.Place.field(M.Facts.entity(I->getMember()));
          keepsInField(I->getMember(), I->getInit());
        }
        release(I->getInit(), ReleaseFact::HandedOn, I->getInit(), Into);
      }
  walk(Result.Body);
  countedGuards();
  markPutBack();
  findGiveUps();
  elementParams();
  return std::move(Result);
}

/// Post-order over the body without the bodies of lambdas; an explicit stack,
/// because generated code nests deeper than the machine's.
void FunctionModeler::walk(const Stmt *Root) {
  llvm::SmallVector<std::pair<const Stmt *, bool>, 64> Work{{Root, false}};
  while (!Work.empty()) {
    auto [S, Done] = Work.pop_back_val();
    if (!S)
      continue;
    if (Done) {
      visit(S);
      continue;
    }
    Work.push_back({S, true});
    if (const auto *L = dyn_cast<LambdaExpr>(S)) {
      for (const Expr *Init : L->capture_inits())
        Work.push_back({Init, false});
      continue;
    }
    size_t First = Work.size();
    for (const Stmt *Child : S->children())
      Work.push_back({Child, false});
    std::reverse(Work.begin() + First, Work.end());
  }
}

/// What another unit returned may refer into a container.
static bool refersToResult(const RefList &Refs) {
  return llvm::any_of(Refs, [](const Ref &R) {
    return R.Path.Root == RootKind::Result && R.Kind != RefKind::Copy;
  });
}

void FunctionModeler::event(Event E) {
  if (E.Kind == EventKind::Acquire || E.Kind == EventKind::Release)
    Result.HasLocks = true;
  if (E.Kind == EventKind::Bind || E.Kind == EventKind::Store ||
      E.Kind == EventKind::Return || E.Kind == EventKind::Capture)
    Result.HasBindings |= refersIntoContainer(E.Refs) ||
                          E.Kind == EventKind::Capture ||
                          (E.Kind == EventKind::Bind && refersToResult(E.Refs));
  if (!Questions.empty() &&
      (E.Kind == EventKind::Use || E.Kind == EventKind::Call))
    E.Asks = asksTheSame(E.At);
  Result.ByStmt[E.At].push_back(Result.Events.size());
  append(Result.Events, std::move(E));
}

bool FunctionModeler::refersIntoContainer(const RefList &Refs) const {
  return llvm::any_of(Refs, [](const Ref &R) {
    return R.Path.hasStep(StepKind::Element) && R.Kind != RefKind::Copy;
  });
}

void FunctionModeler::visit(const Stmt *S) {
  if (const auto *E = dyn_cast<Expr>(S))
    flag(E);
  if (const auto *D = dyn_cast<DeclStmt>(S)) {
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each))
        declaration(V, D);
  } else if (const auto *R = dyn_cast<DeclRefExpr>(S)) {
    reference(R);
  } else if (const auto *B = dyn_cast<BinaryOperator>(S)) {
    if (B->getOpcode() == BO_Assign)
      assignment(B->getLHS(), B->getRHS(), B);
    else if (B->isCompoundAssignmentOp())
      increment(B->getLHS(), B);
    else if (B->isComparisonOp())
      comparison(B);
  } else if (const auto *U = dyn_cast<UnaryOperator>(S)) {
    if (U->isIncrementDecrementOp())
      increment(U->getSubExpr(), U);
  } else if (const auto *C = dyn_cast<CallExpr>(S)) {
    call(C);
    temporaryGuard(C);
  } else if (const auto *C = dyn_cast<CXXConstructExpr>(S)) {
    construct(C);
    temporaryGuard(C);
  } else if (const auto *D = dyn_cast<CXXDeleteExpr>(S)) {
    release(D->getArgument(), ReleaseFact::Released, D);
  } else if (const auto *N = dyn_cast<CXXNewExpr>(S)) {
    if (const CXXRecordDecl *R = M.Types.userRecord(N->getAllocatedType()))
      instance(R, N);
  } else if (const auto *R = dyn_cast<ReturnStmt>(S)) {
    returned(R);
  } else if (const auto *L = dyn_cast<LambdaExpr>(S)) {
    lambda(L);
  }
}

void FunctionModeler::declaration(const VarDecl *V, const DeclStmt *At) {
  lockOperations(At, M.Locks.declaration(V));
  instanceOf(V, At);
  const Expr *Init = V->getInit();
  // `auto &x(a, b);` in a template, or in code with errors, has no type.
  if (!Init || V->hasGlobalStorage() || strip(Init)->getType().isNull())
    return;
  QualType T = V->getType();
  RefList Refs = M.Paths.resolve(Init);
  bool Refers = T->isReferenceType() || T->isPointerType() ||
                M.Types.isIterator(T) || M.Types.isView(T) ||
                isa<DecompositionDecl>(V);
  if (!Refers || T->isPointerType() || isa<DecompositionDecl>(V))
    for (const Ref &R : Refs) // A copy of a stored value.
      if (R.Kind != RefKind::Iterator &&
          (R.Kind == RefKind::Copy || !T->isReferenceType()) &&
          R.Path.hasStep(StepKind::Element))
        M.Facts.Facts.Carries.push_back({Self, M.Facts.entity(V), R.Path});
  if (!Refers)
    return;
  Event E;
  E.Kind = EventKind::Bind;
  E.At = At;
  E.Var = V;
  E.Refs = T->isReferenceType() ? Refs : M.Paths.resolveValue(Init);
  if (M.Types.isView(T))
    for (Ref &R : E.Refs)
      R.Kind = RefKind::View;
  // A reference bound to a prvalue extends a temporary's life: no element.
  if (T->isReferenceType() && strip(Init)->isPRValue() &&
      !M.Types.isIterator(T) && !strip(Init)->getType()->isPointerType())
    llvm::erase_if(E.Refs, [](const Ref &R) {
      return R.Kind == RefKind::Lvalue || R.Kind == RefKind::Copy;
    });
  Result.Locals[V] = E.Refs;
  event(std::move(E));
}

/// `it->second`, `(*it).second`, where all that `it` ever is was looked up.
bool FunctionModeler::isThroughFoundIterator(const Expr *E) const {
  const auto *Part = dyn_cast<MemberExpr>(strip(E));
  const auto *C =
      Part ? dyn_cast<CXXOperatorCallExpr>(strip(Part->getBase())) : nullptr;
  const auto *R =
      C && (C->getOperator() == OO_Arrow || C->getOperator() == OO_Star)
          ? dyn_cast<DeclRefExpr>(strip(C->getArg(0)))
          : nullptr;
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  const FunctionDecl *In =
      V && V->hasLocalStorage() && M.Types.isIterator(V->getType())
          ? outermostFunction(V)
          : nullptr;
  if (!In)
    return false;
  const auto Sources = M.Paths.locals(In).Sources.lookup(V);
  return !Sources.empty() && llvm::all_of(Sources, [](const Expr *Source) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(strip(Source));
    const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
    return Method && Method->getDeclName().isIdentifier() &&
           (Method->getName() == "find" || Method->getName() == "lower_bound");
  });
}

void FunctionModeler::elementWrite(const Expr *Left, const Expr *At,
                                   const Expr *Value) {
  for (const Ref &R : M.Paths.resolve(Left)) {
    if (R.Kind != RefKind::Lvalue)
      continue;
    std::optional<AccessPath> Container = R.Path.enclosingContainer();
    // What a stored pointer points to is not part of the element.
    if (!Container || R.Path.hasStep(StepKind::Deref, Container->Steps.size()))
      continue;
    // `m[k] = v` is one use, made at the subscript.
    const auto *O = dyn_cast<CXXOperatorCallExpr>(strip(Left));
    if (O && O->getOperator() == OO_Subscript)
      continue;
    const bool Itself = Container->Steps.size() + 1 == R.Path.Steps.size();
    size_t Before = Result.Uses.size();
    addUse(At, *Container, MapOp::Access, "", nullptr,
           Itself ? Value : nullptr);
    for (UseFact &U : llvm::drop_begin(Result.Uses, Before)) {
      U.AtomicWrite =
          M.Types.wrapper(strip(Left)->getType()) == WrapperKind::Atomic;
      U.ByIterator = isThroughFoundIterator(Left);
      if (U.Value.Origin != ValueOrigin::Unknown && isReadElsewhere(Left))
        U.Context |= OldRead;
    }
  }
}

/// `std::tie(it, added) = m.insert(v);` gives each of them another value.
static const CallExpr *tieIn(const Expr *E) {
  const auto *C = dyn_cast_or_null<CallExpr>(E);
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  return F && F->isInStdNamespace() && F->getDeclName().isIdentifier() &&
                 F->getName() == "tie"
             ? C
             : nullptr;
}

/// A local variable takes the value of \p Right; false when \p Left is none.
bool FunctionModeler::assignVariable(const Expr *Left, const Expr *Right,
                                     const Expr *At) {
  const auto *R = dyn_cast<DeclRefExpr>(strip(Left));
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  QualType T = Left->getType();
  const bool Refers =
      T->isPointerType() || M.Types.isIterator(T) || M.Types.isView(T);
  // `auto [it, inserted] = …; it = m.find(k);`
  if (const auto *B = R ? dyn_cast<BindingDecl>(R->getDecl()) : nullptr;
      B && Refers)
    V = dyn_cast<VarDecl>(B->getDecomposedDecl());
  if (!V || !V->hasLocalStorage() || V->getType()->isReferenceType())
    return false;
  Event E;
  E.Kind = Refers ? EventKind::Bind : EventKind::Write;
  E.At = At;
  E.Var = V;
  if (Refers) {
    E.Refs = M.Paths.resolveValue(Right);
    if (M.Types.isView(T))
      for (Ref &Each : E.Refs)
        Each.Kind = RefKind::View;
  }
  event(std::move(E));
  return true;
}

void FunctionModeler::assignment(const Expr *Left, const Expr *Right,
                                 const Expr *At) {
  const Expr *L = strip(Left);
  if (const CallExpr *Tie = tieIn(L)) {
    for (const Expr *Each : Tie->arguments())
      assignVariable(Each, Right, At);
    return;
  }
  if (assignVariable(Left, Right, At))
    return;
  QualType T = Left->getType();
  const bool Refers =
      T->isPointerType() || M.Types.isIterator(T) || M.Types.isView(T);
  RefList Refs = M.Paths.resolveValue(Right);
  elementWrite(Left, At, Right);
  if (EntityId Callable = callableOf(Left); Callable != NoEntity)
    fillCallable(Callable, Right);
  AccessPath Into = M.Paths.resolve(Left).empty()
                        ? AccessPath()
                        : M.Paths.resolve(Left).front().Path;
  release(Right, ReleaseFact::HandedOn, At, {Into});
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(strip(Right)) ||
      Right->isNullPointerConstant(const_cast<ASTContext &>(M.Context),
                                   Expr::NPC_ValueDependentIsNotNull))
    release(Left, ReleaseFact::Nulled, At);
  // A pointer or iterator into a container is kept beyond this function.
  bool Outlives = Into.Root == RootKind::This ||
                  Into.Root == RootKind::Global || Into.Root == RootKind::Param;
  if (!Outlives || !Refers)
    return;
  if (ContainerType C = M.Types.wrappedContainer(T); C && T->isPointerType())
    for (const Ref &Each : Refs)
      if (!Each.Path.hasStep(StepKind::Element))
        M.Facts.Facts.Escapes.push_back(
            {M.Facts.site(At), Self, Each.Path, NoEntity});
  Event E;
  E.Kind = EventKind::Store;
  E.At = At;
  E.Into = Into;
  for (const Ref &Each : Refs)
    if (Each.Kind != RefKind::Lvalue || M.Types.isView(T))
      E.Refs.push_back(
          {Each.Path, M.Types.isView(T) ? RefKind::View : Each.Kind});
  if (refersIntoContainer(E.Refs))
    event(std::move(E));
}

void FunctionModeler::reference(const DeclRefExpr *R) {
  if (const auto *Callee = dyn_cast<FunctionDecl>(R->getDecl())) {
    const auto *C = dyn_cast_or_null<CallExpr>(Around.consumer(R));
    if (!C || strip(C->getCallee()) != R) {
      M.AddressTaken.insert(M.Facts.entity(Callee));
      M.CallsUnknown.insert(Self); // Whoever gets it may call it.
    }
    return;
  }
  const auto *V = dyn_cast<VarDecl>(R->getDecl());
  if (const auto *B = dyn_cast<BindingDecl>(R->getDecl()))
    V = dyn_cast<VarDecl>(B->getDecomposedDecl());
  if (!V || !V->hasLocalStorage())
    return;
  // Only what may refer to an element, or be part of a key, is of interest.
  QualType T = V->getType();
  if (!T->isReferenceType() && !T->isPointerType() && !T->isRecordType() &&
      !T->isDependentType())
    return;
  // The target of `it = …` is not read.
  const Stmt *P = Around.consumer(R);
  if (tieIn(dyn_cast_or_null<Expr>(P)))
    return;
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(P))
    if (B->getOpcode() == BO_Assign && strip(B->getLHS()) == R &&
        !V->getType()->isReferenceType())
      return;
  if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(P))
    if (O->getOperator() == OO_Equal && strip(O->getArg(0)) == R &&
        !V->getType()->isReferenceType())
      return;
  Event E;
  E.Kind = EventKind::Read;
  E.At = R;
  E.Var = V;
  event(std::move(E));
}

void FunctionModeler::returned(const ReturnStmt *R) {
  const Expr *Value = R->getRetValue();
  if (!Value)
    return;
  QualType T = F->getReturnType();
  release(Value, ReleaseFact::HandedOn, R);
  bool Refers = T->isReferenceType() || T->isPointerType() ||
                M.Types.isIterator(T) || M.Types.isView(T);
  if (!Refers)
    return;
  RefList Refs = T->isReferenceType() ? M.Paths.resolve(Value)
                                      : M.Paths.resolveValue(Value);
  QualType To = T->getPointeeType();
  if (!To.isNull() && !To.isConstQualified() && M.Types.wrappedContainer(To) &&
      !M.Closed.isClosed(F))
    for (const Ref &Each : Refs)
      M.Facts.Facts.Escapes.push_back(
          {M.Facts.site(R), Self, Each.Path, NoEntity});
  Event E;
  E.Kind = EventKind::Return;
  E.At = R;
  for (const Ref &Each : Refs)
    if (Each.Kind != RefKind::Copy)
      E.Refs.push_back(
          {Each.Path, M.Types.isView(T) ? RefKind::View : Each.Kind});
  if (refersIntoContainer(E.Refs))
    event(std::move(E));
}

} // namespace mapwarden
