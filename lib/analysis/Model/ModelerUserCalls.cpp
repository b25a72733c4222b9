//===- ModelerUserCalls.cpp - Calls of the user's functions ---------------===//
#include "Facts/Append.h"
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

void FunctionModeler::passContainers(const Expr *C, const FunctionDecl *Callee,
                                     ArrayRef<const Expr *> Args) {
  const FunctionDecl *Def = nullptr;
  bool Visible = Callee->getBody(Def);
  for (unsigned I = 0; I < Args.size(); ++I) {
    // Whoever gets a pointer to const, or a plain number, does not own it.
    QualType Given = I < Callee->getNumParams()
                         ? Callee->getParamDecl(I)->getType()
                         : Args[I]->getType();
    QualType Pointee = Given->getPointeeType();
    bool Looks = (!Pointee.isNull() && Pointee.isConstQualified()) ||
                 (Given->isIntegerType() && !Visible);
    if (!Looks)
      release(Args[I], ReleaseFact::HandedOn, C,
              {{}, M.Facts.entity(Callee), I});
    if (Visible)
      continue;
    QualType T = I < Callee->getNumParams() ? Callee->getParamDecl(I)->getType()
                                            : Args[I]->getType();
    QualType To = T->isReferenceType() || T->isPointerType()
                      ? T->getPointeeType()
                      : QualType();
    if (To.isNull() || To.isConstQualified() || !M.Types.wrappedContainer(To))
      continue;
    for (const Ref &R : M.Paths.resolveValue(Args[I]))
      M.Facts.Facts.Escapes.push_back(
          {M.Facts.site(C), Self, R.Path, M.Facts.entity(Callee)});
  }
}

/// The lambda that \p E is, or that a std::function is made of.
static const LambdaExpr *lambdaIn(const Expr *E) {
  return dyn_cast<LambdaExpr>(stripConstructions(E));
}

/// The parameter, field or container whose callable \p E copies or moves.
EntityId FunctionModeler::callableBehind(const Expr *E) {
  E = strip(E);
  while (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (C->getNumArgs() != 1)
      return NoEntity;
    E = strip(C->getArg(0));
  }
  if (const auto *C = dyn_cast<CallExpr>(E); C && C->isCallToStdMove())
    E = strip(C->getArg(0));
  // `std::function f(a, b);` in a template has no type.
  const CXXRecordDecl *R =
      E->getType().isNull() ? nullptr : E->getType()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || !isInSystemHeader(R) ||
      R->lookup(M.Context.DeclarationNames.getCXXOperatorName(OO_Call)).empty())
    return NoEntity;
  if (const auto *Named = dyn_cast<DeclRefExpr>(E))
    return isa<ParmVarDecl>(Named->getDecl()) ? M.Facts.entity(Named->getDecl())
                                              : NoEntity;
  return callableOf(E);
}

/// `edit(id, [&](Slot &s) { … })`: the parameter may call the lambda.
/// `handlers_.emplace(id, std::move(handler));`: or what another one may call.
void FunctionModeler::fillCallable(EntityId Callable, const Expr *Value) {
  if (Callable == NoEntity)
    return;
  const LambdaExpr *L = lambdaIn(Value);
  const EntityId Callee =
      L ? M.Facts.entity(L->getCallOperator()) : callableBehind(Value);
  if (Callee == NoEntity || Callee == Callable)
    return;
  CallFact Call;
  Call.Where = M.Facts.site(Value);
  Call.Caller = Callable;
  Call.Callee = Callee;
  Call.Object.Root = RootKind::This;
  M.Callables.insert(Callable);
  if (!L)
    M.Callables.insert(Callee);
  append(M.Facts.Facts.Calls, std::move(Call));
}

CallFact &FunctionModeler::addCall(EntityId Callee, const Expr *Spelled,
                                   const Stmt *At) {
  CallFact Call;
  Call.Where = M.Facts.site(Spelled);
  Call.Caller = Self;
  Call.Callee = Callee;
  Call.Context = Around.context(Spelled, AccessPath());
  Call.OnlyIf = Around.onlyIf(Spelled);
  Event E;
  E.Kind = EventKind::Call;
  E.At = At;
  E.Index = Result.Calls.size();
  append(Result.Calls, std::move(Call));
  Result.CallStmts.push_back(At);
  event(std::move(E));
  return Result.Calls.back();
}

/// What is given to a virtual function is given to those that override it: the
/// parameter stands for the one of the same place there.
void FunctionModeler::passedToOverridden(const ParmVarDecl *P, const Expr *At) {
  const auto *Method =
      P ? dyn_cast<CXXMethodDecl>(P->getDeclContext()) : nullptr;
  if (!Method)
    return;
  for (const CXXMethodDecl *Base : Method->overridden_methods()) {
    const unsigned I = P->getFunctionScopeIndex();
    if (I >= Base->getNumParams())
      continue;
    CallFact Call;
    Call.Where = M.Facts.site(At);
    Call.Caller = M.Facts.entity(P);
    Call.Callee = M.Facts.entity(Base->getParamDecl(I));
    Call.Object.Root = RootKind::This;
    M.Callables.insert(Call.Callee);
    append(M.Facts.Facts.Calls, std::move(Call));
  }
}

/// All callables that are elements of \p Container go by its name.
EntityId FunctionModeler::callablesIn(const AccessPath &Container) {
  std::optional<ContainerRef> Ref = Container.containerRef();
  return Ref ? Ref->Decl : NoEntity;
}

/// The field or container that a callable \p E is kept in.
EntityId FunctionModeler::callableOf(const Expr *E) {
  const AccessPath Path = M.Paths.path(E);
  if (!Path.Steps.empty() && Path.Steps.back().Kind == StepKind::Element)
    return callablesIn(*Path.enclosingContainer());
  const auto *Member = dyn_cast<MemberExpr>(strip(E));
  return Member ? M.Facts.entity(Member->getMemberDecl()) : NoEntity;
}

/// `change(slot)`, where change is a std::function: a call of the variable.
void FunctionModeler::callableCall(const CXXOperatorCallExpr *C) {
  const Expr *Object = strip(C->getArg(0));
  EntityId Callable = NoEntity;
  if (const auto *R = dyn_cast<DeclRefExpr>(Object)) {
    Callable = M.Facts.entity(R->getDecl());
    // A local that is one lambda for good is called directly.
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl()))
      for (const Expr *Source : M.Paths.locals(F).Sources.lookup(V))
        fillCallable(Callable, Source);
  } else {
    Callable = callableOf(Object);
  }
  if (Callable == NoEntity) {
    M.CallsUnknown.insert(Self);
    return;
  }
  M.Callables.insert(Callable);
  if (const auto *R = dyn_cast<DeclRefExpr>(Object))
    passedToOverridden(dyn_cast<ParmVarDecl>(R->getDecl()), C);
  CallFact &Call = addCall(Callable, C, C);
  Call.Object.Root = RootKind::This;
  for (const Expr *A : argumentsOf(C, 1))
    Call.Args.push_back(M.Paths.path(A));
}

/// `join(node(a), node(b))`: what the one call returns has to outlive the
/// other.
bool FunctionModeler::isReferenceForCall(const Expr *C,
                                         const FunctionDecl *Callee) const {
  if (!Callee->getReturnType()->isLValueReferenceType() ||
      Callee->getOverloadedOperator() == OO_LessLess)
    return false;
  const Stmt *User = Around.consumer(C);
  if (const auto *Call = dyn_cast_or_null<CallExpr>(User))
    return Call->getNumArgs() > 1 || isa<CXXMemberCallExpr>(Call);
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(User);
  return Made && Made->getNumArgs() > 1;
}

/// Which bool parameters of \p Callee the call gives a constant.
static void giveFlags(CallFact &Call, const FunctionDecl *Callee,
                      ArrayRef<const Expr *> Args, const ASTContext &Context) {
  for (unsigned I = 0; I < Callee->getNumParams() && I < 16; ++I) {
    const ParmVarDecl *P = Callee->getParamDecl(I);
    if (!P->getType()->isBooleanType())
      continue;
    const Expr *Given = nullptr;
    if (I < Args.size())
      Given = Args[I];
    else if (P->hasDefaultArg() && !P->hasUninstantiatedDefaultArg() &&
             !P->hasUnparsedDefaultArg())
      Given = P->getDefaultArg();
    bool Value = false;
    if (Given && !Given->isValueDependent() &&
        Given->EvaluateAsBooleanCondition(Value, Context))
      (Value ? Call.GivesTrue : Call.GivesFalse) |= 1u << I;
  }
}

void FunctionModeler::userCall(const Expr *C, const FunctionDecl *Callee,
                               const Expr *Object,
                               ArrayRef<const Expr *> Args) {
  passContainers(C, Callee, Args);
  Result.HasBindings |= isReferenceForCall(C, Callee);
  CallFact &Call = addCall(M.Facts.entity(Callee), C, C);
  giveFlags(Call, Callee, Args, M.Context);
  Call.InCondition = Around.decides(C);
  if (!C->getType()->isVoidType() && Around.isResultUsed(C))
    Call.Context |= ResultUsed;
  if (!Args.empty() && (Call.Context & ResultUsed) && Around.admits(C))
    Call.Context |= Admits;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
    Call.Virtual = Method->isVirtual();
  if (Object) {
    RefList Refs = Object->getType()->isPointerType() ? M.Paths.pointee(Object)
                                                      : M.Paths.resolve(Object);
    if (!Refs.empty())
      Call.Object = Refs.front().Path;
  }
  for (unsigned I = 0; I < Args.size() && I < Callee->getNumParams(); ++I)
    fillCallable(M.Facts.entity(Callee->getParamDecl(I)), Args[I]);
  // Arguments matter to a body that is, or will be, in sight: that of an
  // overrider is.
  if (!M.Facts.WholeProgram && !Callee->hasBody() && !Call.Virtual)
    return;
  for (const Expr *A : Args) {
    Call.Args.push_back(M.Paths.path(A));
    if (M.Types.wrappedContainer(A->getType())) // if (m.empty()) fill(m);
      Call.Context |= Around.context(C, Call.Args.back()) & Once;
    KeyFact Key = M.Keys.key(A, AccessPath());
    Call.Keys.push_back(std::move(Key));
    QualType T = A->getType();
    Call.Values.push_back(T->isPointerType() || T->isIntegerType()
                              ? M.Values.value(A)
                              : ValueFact());
  }
}

} // namespace mapwarden
