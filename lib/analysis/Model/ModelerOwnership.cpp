//===- ModelerOwnership.cpp - Releases, instances, lambdas ----------------===//
#include "Catalog/Names.h"
#include "Facts/Append.h"
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// Records what becomes of a value that a container may hold.
void FunctionModeler::release(const Expr *Value, ReleaseFact::Kind How,
                              const Stmt *At, const Destination &To) {
  if (!Value)
    return;
  if (How == ReleaseFact::Released && Value->isTypeDependent()) {
    ReleaseFact Fact; // In a template's pattern: of what, nobody knows.
    Fact.Where = M.Facts.site(At);
    Fact.Function = Self;
    append(M.Facts.Facts.Releases, std::move(Fact));
    return;
  }
  QualType T = Value->getType();
  bool Smart = M.Types.wrapper(T).has_value();
  if (How != ReleaseFact::Nulled && !Smart && !M.Values.mayOwn(T))
    return;
  EntityId Type = NoEntity;
  if (T->isPointerType())
    if (const auto *R = T->getPointeeType()->getAsRecordDecl())
      Type = M.Facts.entity(R);
  for (const Ref &R : M.Paths.resolve(Value)) {
    ReleaseFact Fact;
    Fact.Where = M.Facts.site(At);
    Fact.Function = Self;
    Fact.How = How;
    Fact.Value = R.Path;
    // The pointer's own place, not the object it points to.
    if (R.Kind == RefKind::Pointer && !R.Path.Steps.empty() &&
        R.Path.Steps.back().Kind == StepKind::Deref)
      Fact.Value.Steps.pop_back();
    bool Stored = Fact.Value.hasStep(StepKind::Element);
    bool Variable = Fact.Value.Root == RootKind::Local ||
                    Fact.Value.Root == RootKind::Param;
    if (How == ReleaseFact::HandedOn && !Stored && !Variable)
      continue;
    if (How == ReleaseFact::HandedOn && !Stored && Smart)
      continue;
    Fact.Type = Type;
    Fact.Aggregate = T->isRecordType() && !Smart;
    Fact.Place = To.Place;
    Fact.Into = To.Function;
    Fact.Arg = static_cast<uint8_t>(std::min(To.Arg, 255u));
    append(M.Facts.Facts.Releases, std::move(Fact));
  }
}

/// `auto plugins = loadPlugins();` in main: what it holds lives as long as it.
void FunctionModeler::heldByMain(const VarDecl *V) {
  QualType T = V->getType();
  InstanceFact::Holder How = InstanceFact::Local; // Link makes it MainLocal.
  for (unsigned I = 0; I < 3; ++I) {
    QualType Inner;
    if (ContainerType C = M.Types.container(T); C && !C.Mapped.isNull()) {
      T = C.Mapped;
      How = InstanceFact::Element;
    } else if (auto Kind = M.Types.wrapper(T, &Inner);
               (Kind == WrapperKind::Unique || Kind == WrapperKind::Shared) &&
               !Inner.isNull()) {
      T = Inner;
    } else {
      break;
    }
  }
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || isInSystemHeader(R) || T == V->getType())
    return;
  InstanceFact I;
  I.Where = M.Facts.site(V->getLocation());
  I.Record = M.Facts.entity(R);
  I.Function = Self;
  I.HeldBy = M.Facts.entity(V);
  I.Outermost = true;
  I.How = How;
  M.Facts.Facts.Instances.push_back(I);
}

void FunctionModeler::instanceOf(const VarDecl *V, const Stmt *At) {
  if (M.Facts.WholeProgram && F->isMain() && V->hasLocalStorage() &&
      !V->getType()->isReferenceType() && !V->getType()->isPointerType() &&
      !(Around.context(At, AccessPath()) & InLoop))
    heldByMain(V);
  const CXXRecordDecl *R = V->getType()->isReferenceType() ||
                                   V->getType()->isPointerType() ||
                                   M.Types.wrapper(V->getType())
                               ? nullptr
                               : M.Types.userRecord(V->getType());
  if (!R)
    return;
  InstanceFact I;
  I.Where = M.Facts.site(V->getLocation());
  I.Record = M.Facts.entity(R);
  I.Function = Self;
  I.HeldBy = M.Facts.entity(V);
  I.Outermost = !(Around.context(At, AccessPath()) & InLoop);
  I.How = V->hasGlobalStorage() ? InstanceFact::Static : InstanceFact::Local;
  M.Facts.Facts.Instances.push_back(I);
}

/// `processor.schedule(new Task)`: the processor ends it when it is done.
static bool isHandedOver(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  return F && F->getDeclName().isIdentifier() &&
         hasWord(wordsOf(F->getName()), words::Requests);
}

/// An object made by `new` or make_unique: who keeps it?
void FunctionModeler::instance(const CXXRecordDecl *R, const Expr *Made) {
  InstanceFact I;
  I.Where = M.Facts.site(Made);
  I.Record = M.Facts.entity(R);
  I.Function = Self;
  const Stmt *P = Around.consumer(Made);
  while (const auto *C = dyn_cast_or_null<CXXConstructExpr>(P))
    P = Around.consumer(C); // unique_ptr<T>(new T)
  auto KeptIn = [&](const AccessPath &Place) {
    std::optional<ContainerRef> Ref = Place.containerRef();
    if (!Ref)
      return;
    I.HeldBy = Ref->Decl;
    I.How = Place.hasStep(StepKind::Element) ? InstanceFact::Element
            : Place.hasStep(StepKind::Field) ? InstanceFact::Member
            : Place.Root == RootKind::Global ? InstanceFact::Static
                                             : InstanceFact::Other;
  };
  if (isa<CXXTemporaryObjectExpr>(Made)) {
    I.How = InstanceFact::Local;
  } else if (const auto *D = dyn_cast_or_null<DeclStmt>(P)) {
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each)) {
        I.Outermost = !(Around.context(D, AccessPath()) & InLoop);
        I.HeldBy = M.Facts.entity(V);
        I.How =
            V->hasGlobalStorage() ? InstanceFact::Static : InstanceFact::Other;
      }
  } else if (const auto *B = dyn_cast_or_null<BinaryOperator>(P)) {
    KeptIn(M.Paths.path(B->getLHS()));
  } else if (const auto *C = dyn_cast_or_null<CallExpr>(P)) {
    const Expr *Object = nullptr;
    if (const auto *MC = dyn_cast<CXXMemberCallExpr>(C))
      Object = objectOf(MC);
    else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C))
      Object = O->getArg(0);
    const bool IsContainer = Object && M.Types.container(Object->getType());
    if (Object && (IsContainer || !isHandedOver(C))) {
      AccessPath Place = M.Paths.path(Object);
      KeptIn(IsContainer ? Place.element() : Place);
    }
  }
  // A member initialiser: the field is where the walk started.
  if (!P)
    if (const auto *C = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : C->inits())
        if (Init->getMember() && Init->getInit() &&
            strip(Init->getInit())->getSourceRange() ==
                Made->getSourceRange()) {
          I.How = InstanceFact::Member;
          I.HeldBy = M.Facts.entity(Init->getMember());
        }
  M.Facts.Facts.Instances.push_back(I);
}

/// Library types and functions that keep a callable or run it elsewhere.
static bool keepsCallable(StringRef Name) {
  return Name == "function" || Name == "thread" || Name == "jthread" ||
         Name == "async" || Name == "bind" || Name == "packaged_task" ||
         Name == "move_only_function" || Name == "call_later" ||
         Name == "signal" || Name == "atexit" || Name == "any";
}

/// The parameter is only called (or tested), not kept or handed on.
static bool isOnlyCalled(const ParmVarDecl *P, const FunctionDecl *Def,
                         PathResolver &Paths) {
  const LocalTable &Table = Paths.locals(Def);
  auto Calls = Table.CalledVariables.find(P);
  return Calls != Table.CalledVariables.end() &&
         Calls->second == Table.References.lookup(P).size();
}

/// \p L is given to a function whose body shows that it only calls it.
static bool isCalledByCallee(const Expr *L, const Stmt *Consumer,
                             PathResolver &Paths) {
  const auto *C = dyn_cast_or_null<CallExpr>(Consumer);
  const FunctionDecl *Callee = C ? C->getDirectCallee() : nullptr;
  const FunctionDecl *Def = nullptr;
  if (!Callee || isa<CXXOperatorCallExpr>(C) || !Callee->getBody(Def))
    return false;
  for (unsigned I = 0; I < C->getNumArgs() && I < Def->getNumParams(); ++I)
    if (C->getArg(I)->getBeginLoc() == L->getBeginLoc())
      return isOnlyCalled(Def->getParamDecl(I), Def, Paths);
  return false;
}

static bool isStoredBy(const Stmt *Consumer) {
  if (const auto *C = dyn_cast_or_null<CXXConstructExpr>(Consumer)) {
    const CXXConstructorDecl *D = C->getConstructor();
    return !isInSystemHeader(D) || D->getParent()->getName() != "unique_lock";
  }
  const auto *C = dyn_cast_or_null<CallExpr>(Consumer);
  const FunctionDecl *Callee = C ? C->getDirectCallee() : nullptr;
  if (!Callee)
    return true;
  if (isa<CXXOperatorCallExpr>(C))
    return cast<CXXOperatorCallExpr>(C)->getOperator() != OO_Call;
  if (!isInSystemHeader(Callee)) {
    // A template that takes the callable as it is calls it; its instantiation
    // shows where. Without one, nothing is known.
    return !Callee->isTemplateInstantiation();
  }
  StringRef Name =
      Callee->getDeclName().isIdentifier() ? Callee->getName() : "";
  return keepsCallable(Name) || Name.starts_with("push") ||
         Name.starts_with("emplace") || Name.starts_with("insert") ||
         Name == "connect" || Name == "post" || Name == "dispatch";
}

bool FunctionModeler::isDeferred(const LambdaExpr *L) {
  const Stmt *P = Around.consumer(L);
  // Past the std::function that is made of it.
  const Stmt *Taker = P;
  while (isa_and_nonnull<CXXConstructExpr>(Taker))
    Taker = Around.consumer(Taker);
  if (isCalledByCallee(L, Taker, M.Paths))
    return false;
  if (const auto *D = dyn_cast_or_null<DeclStmt>(P)) {
    const LocalTable &Table = M.Paths.locals(F);
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each)) {
        if (!V->getType()->getAsCXXRecordDecl() ||
            !V->getType()->getAsCXXRecordDecl()->isLambda())
          return true;
        for (const DeclRefExpr *R : Table.References.lookup(V))
          if (isStoredBy(Around.consumer(R)))
            return true;
      }
    return false;
  }
  return isStoredBy(P);
}

void FunctionModeler::lambda(const LambdaExpr *L) {
  EntityId Id = M.Facts.entity(L->getCallOperator());
  bool Later = isDeferred(L);
  if (Later)
    M.Deferred.insert(Id);
  const auto *C = dyn_cast_or_null<CallExpr>(Around.consumer(L));
  const FunctionDecl *Callee = C ? C->getDirectCallee() : nullptr;
  if (!Later && Callee && isInSystemHeader(Callee)) // An algorithm calls it.
    addCall(Id, L, C).Object.Root = RootKind::This;
  if (!Later)
    return;
  for (const LambdaCapture &Each : L->captures()) {
    if (!Each.capturesVariable())
      continue;
    const auto *V = dyn_cast<VarDecl>(Each.getCapturedVar());
    if (!V || !V->hasLocalStorage())
      continue;
    QualType T = V->getType();
    bool ByReference =
        Each.getCaptureKind() == LCK_ByRef && T->isReferenceType();
    if (!ByReference && !M.Types.isIterator(T) && !M.Types.isView(T) &&
        !T->isPointerType())
      continue;
    Event E;
    E.Kind = EventKind::Capture;
    E.At = L;
    E.Var = V;
    E.Refs = M.Paths.variable(V);
    if (refersIntoContainer(E.Refs))
      event(std::move(E));
  }
}

} // namespace mapwarden
