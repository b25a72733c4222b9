#include "Model/Surroundings.h"

using namespace clang;

namespace mapwarden {

Surroundings::Surroundings(const FunctionDecl *F, TypeModel &Types,
                           PathResolver &Paths)
    : Service(serviceOf(F)), Function(F), Types(Types), Paths(Paths),
      Parents(F->getBody()) {
  if (const auto *C = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *I : C->inits())
      if (I->getInit())
        Parents.addStmt(const_cast<Expr *>(I->getInit()));
}

bool leavesOrMutates(const Stmt *S, const TypeModel &Types, bool OthersMutate) {
  llvm::SmallVector<const Stmt *, 16> Work{S};
  unsigned Budget = 200;
  while (!Work.empty() && Budget--) {
    const Stmt *Each = Work.pop_back_val();
    if (!Each || isa<LambdaExpr>(Each))
      continue;
    if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(Each))
      return true;
    if (const auto *C = dyn_cast<CallExpr>(Each); C && OthersMutate)
      if (const FunctionDecl *F = C->getDirectCallee();
          F && !F->hasBody() && !isInSystemHeader(F))
        return true;
    const Expr *Object = nullptr;
    std::string Name;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(Each)) {
      Object = objectOf(M);
      if (M->getMethodDecl())
        Name = M->getMethodDecl()->getNameAsString();
    } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Each);
               O && O->getOperator() == OO_Subscript) {
      Object = O->getArg(0)->IgnoreParenBaseCasts();
      Name = "operator[]";
    }
    if (Object)
      if (ContainerType C =
              Types.container(Object->getType()->isPointerType()
                                  ? Object->getType()->getPointeeType()
                                  : Object->getType())) {
        UseFact Use;
        Use.Op = Types.catalog().member(*C.Row, Name).Op;
        if (Use.Op == MapOp::Subscript && !C.Row->isAssociative())
          Use.Op = MapOp::Access;
        if (Use.isGrowth() || Use.isRemoval())
          return true;
      }
    for (const Stmt *Child : Each->children())
      Work.push_back(Child);
  }
  return false;
}

const Stmt *Surroundings::consumer(const Stmt *S) const {
  const Stmt *P = parent(S);
  while (P && isa<ParenExpr, CastExpr, MaterializeTemporaryExpr,
                  CXXBindTemporaryExpr, FullExpr>(P))
    P = parent(P);
  return P;
}

bool Surroundings::isResultUsed(const Expr *E) const {
  const Stmt *S = E;
  for (const Stmt *P = parent(S); P; S = P, P = parent(P)) {
    if (isa<ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
            FullExpr>(P))
      continue;
    if (const auto *C = dyn_cast<CastExpr>(P)) {
      if (C->getCastKind() == CK_ToVoid)
        return false;
      continue;
    }
    if (isa<CompoundStmt, LabelStmt, SwitchCase>(P))
      return false;
    if (const auto *I = dyn_cast<IfStmt>(P))
      return I->getCond() == S || I->getInit() == S;
    if (const auto *F = dyn_cast<ForStmt>(P))
      return F->getCond() == S;
    if (isa<WhileStmt, DoStmt>(P))
      return isa<Expr>(S) &&
             (isa<WhileStmt>(P) ? cast<WhileStmt>(P)->getCond() == S
                                : cast<DoStmt>(P)->getCond() == S);
    return !isa<CXXForRangeStmt>(P);
  }
  return isa<Expr>(S); // `Handle() : id_(store.add()) {}`
}

bool Surroundings::isSizeOf(const Expr *E, const AccessPath &Container) const {
  E = strip(E);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    if (B->isAdditiveOp())
      return isSizeOf(B->getLHS(), Container) ||
             isSizeOf(B->getRHS(), Container);
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl());
        V && V->hasLocalStorage() && !isa<ParmVarDecl>(V))
      if (const Expr *Init = V->getInit())
        return !isa<DeclRefExpr>(strip(Init)) && isSizeOf(Init, Container);
  const auto *M = dyn_cast<CXXMemberCallExpr>(E);
  if (!M || !M->getMethodDecl())
    return false;
  const Expr *Object = objectOf(M);
  QualType T = Object->getType();
  ContainerType C =
      Types.container(T->isPointerType() ? T->getPointeeType() : T);
  if (!C || Types.catalog()
                    .member(*C.Row, M->getMethodDecl()->getNameAsString())
                    .Op != MapOp::Size)
    return false;
  if (!Container.isKnown())
    return true;
  return llvm::any_of(Object->getType()->isPointerType()
                          ? Paths.pointee(Object)
                          : Paths.resolve(Object),
                      [&](const Ref &R) { return R.Path == Container; });
}

static bool isZero(const Expr *E) {
  const auto *L = dyn_cast<IntegerLiteral>(strip(E));
  return L && L->getValue().isZero();
}

/// `size() >= limit` somewhere in a condition, also through a named bool.
bool Surroundings::comparesSize(const Expr *Cond,
                                const AccessPath &Container) const {
  if (!Cond)
    return false;
  Cond = strip(Cond);
  if (const auto *B = dyn_cast<BinaryOperator>(Cond)) {
    if (B->isLogicalOp())
      return comparesSize(B->getLHS(), Container) ||
             comparesSize(B->getRHS(), Container);
    if (!B->isRelationalOp() && !B->isEqualityOp())
      return false;
    return (isSizeOf(B->getLHS(), Container) && !isZero(B->getRHS())) ||
           (isSizeOf(B->getRHS(), Container) && !isZero(B->getLHS()));
  }
  if (const auto *U = dyn_cast<UnaryOperator>(Cond))
    return U->getOpcode() == UO_LNot &&
           comparesSize(U->getSubExpr(), Container);
  if (const auto *R = dyn_cast<DeclRefExpr>(Cond))
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl());
        V && V->hasLocalStorage() && V->getInit() &&
        V->getType()->isBooleanType())
      return !isa<DeclRefExpr>(strip(V->getInit())) &&
             comparesSize(V->getInit(), Container);
  return false;
}

bool Surroundings::isEmptyTest(const Expr *Cond, const AccessPath &Container,
                               bool &Negated) const {
  Cond = strip(Cond);
  if (const auto *U = dyn_cast<UnaryOperator>(Cond)) {
    if (U->getOpcode() != UO_LNot)
      return false;
    Negated = !Negated;
    return isEmptyTest(U->getSubExpr(), Container, Negated);
  }
  if (const auto *B = dyn_cast<BinaryOperator>(Cond))
    return B->getOpcode() == BO_EQ && isZero(B->getRHS()) &&
           isSizeOf(B->getLHS(), Container);
  const auto *M = dyn_cast<CXXMemberCallExpr>(Cond);
  if (!M || !M->getMethodDecl())
    return false;
  const Expr *Object = objectOf(M);
  StringRef Name = M->getMethodDecl()->getDeclName().isIdentifier()
                       ? M->getMethodDecl()->getName()
                       : "";
  return (Name == "empty" || Name == "isEmpty") &&
         Paths.path(Object) == Container;
}

/// `if (!gone_) { gone_ = true; server_.forget(id_); }`: once for each of many
/// objects, when \p S is about something that is no part of them.
static bool isAboutOthers(const Stmt *S, const AccessPath &Container) {
  if (Container.isKnown())
    return Container.Root != RootKind::This;
  const auto *C = dyn_cast<CXXMemberCallExpr>(S);
  return C && !isa<CXXThisExpr>(strip(objectOf(C)));
}

/// `if (!loaded) { …; loaded = true; }`
bool Surroundings::isFirstTimeFlag(const Expr *Cond, const Stmt *Then,
                                   bool AboutOthers) const {
  const auto *U = dyn_cast<UnaryOperator>(strip(Cond));
  if (!U || U->getOpcode() != UO_LNot)
    return false;
  const Expr *Flag = strip(U->getSubExpr());
  const ValueDecl *D = nullptr;
  if (const auto *R = dyn_cast<DeclRefExpr>(Flag))
    D = R->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(Flag))
    D = M->getMemberDecl();
  const auto *V = dyn_cast_or_null<VarDecl>(D);
  if (!D || !D->getType()->isBooleanType() || (V && V->hasLocalStorage()) ||
      (AboutOthers && isa<FieldDecl>(D)))
    return false;
  llvm::SmallVector<const Stmt *, 16> Work{Then};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *B = dyn_cast<BinaryOperator>(S);
        B && B->getOpcode() == BO_Assign) {
      const Expr *L = strip(B->getLHS());
      const auto *R = dyn_cast<DeclRefExpr>(L);
      const auto *M = dyn_cast<MemberExpr>(L);
      if ((R && R->getDecl() == D) || (M && M->getMemberDecl() == D))
        return true;
    }
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return false;
}

uint32_t Surroundings::ofIf(const IfStmt *I, const Stmt *Child,
                            const AccessPath &Container,
                            bool AboutOthers) const {
  if (Child != I->getThen() && Child != I->getElse())
    return 0;
  bool InThen = Child == I->getThen();
  const Expr *Cond = I->getCond();
  if (!Cond) // if consteval
    return 0;
  uint32_t Bits = 0;
  bool Value = false;
  if (!Cond->isValueDependent() &&
      Cond->EvaluateAsBooleanCondition(Value, Types.context()) &&
      Value != InThen)
    Bits |= Unreachable;
  if (comparesSize(Cond, Container))
    Bits |= SizeGuarded;
  bool Negated = false;
  if (isEmptyTest(Cond, Container, Negated) && Negated != InThen)
    Bits |= Once;
  if (InThen && isFirstTimeFlag(Cond, I->getThen(), AboutOthers))
    Bits |= Once;
  return Bits;
}

/// The container and the end of it that `m.cbegin()`, `m.rend()` name.
std::pair<AccessPath, StringRef> Surroundings::borderOf(const Expr *E) const {
  const auto *M = dyn_cast<CXXMemberCallExpr>(strip(E));
  const CXXMethodDecl *Method = M ? M->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier())
    return {};
  StringRef Name = Method->getName();
  Name.consume_front("c");
  if (Name != "begin" && Name != "end" && Name != "rbegin" && Name != "rend")
    return {};
  return {Paths.path(objectOf(M)), Name};
}

/// `for (auto it = m.begin(); it != m.begin(); …)`: false at entry.
bool Surroundings::cannotEnter(const Stmt *Loop) const {
  const Expr *Cond = nullptr;
  const auto *For = dyn_cast<ForStmt>(Loop);
  if (For)
    Cond = For->getCond();
  else if (const auto *W = dyn_cast<WhileStmt>(Loop))
    Cond = W->getCond();
  if (!Cond || Cond->isValueDependent())
    return false;
  bool Value = true;
  if (Cond->EvaluateAsBooleanCondition(Value, Types.context()) && !Value)
    return true;
  const auto *C = dyn_cast<CXXOperatorCallExpr>(strip(Cond));
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(strip(Cond)))
    C = dyn_cast<CXXOperatorCallExpr>(
        strip(Rewritten->getSemanticForm())->IgnoreParenImpCasts());
  if (!C || C->getNumArgs() != 2 || C->getOperator() != OO_ExclaimEqual)
    return false;
  const auto Limit = borderOf(C->getArg(1));
  const auto *R = dyn_cast<DeclRefExpr>(strip(C->getArg(0)));
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  const auto *Declared =
      For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  if (!V || !V->getInit() || !Limit.first.isKnown() || !Declared ||
      !llvm::is_contained(Declared->decls(), V))
    return false;
  const Expr *Init = strip(V->getInit());
  while (const auto *Made = dyn_cast<CXXConstructExpr>(Init)) {
    if (Made->getNumArgs() == 0)
      return false;
    Init = strip(Made->getArg(0));
  }
  return borderOf(Init) == Limit;
}

uint32_t Surroundings::ofLoop(const Stmt *Loop, const Stmt *Child,
                              const AccessPath &Container) const {
  uint32_t Bits = InLoop;
  if (const auto *F = dyn_cast<ForStmt>(Loop)) {
    if (Child == F->getInit())
      return 0;
    if (Child == F->getBody() && comparesSize(F->getCond(), Container))
      Bits |= SizeGuarded;
  } else if (const auto *R = dyn_cast<CXXForRangeStmt>(Loop)) {
    if (Child != R->getBody() && Child != R->getInc() && Child != R->getCond())
      return 0;
    if (R->getRangeInit() && Paths.path(R->getRangeInit()) == Container)
      Bits |= WholeRange;
  } else if (const auto *W = dyn_cast<WhileStmt>(Loop)) {
    if (Child == W->getBody() && comparesSize(W->getCond(), Container))
      Bits |= SizeGuarded;
  }
  if (cannotEnter(Loop))
    Bits |= Unreachable;
  return Bits;
}

static bool isCallOnce(const Stmt *S) {
  const auto *C = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  return F && F->getDeclName().isIdentifier() &&
         (F->getName() == "call_once" || F->getName() == "pthread_once");
}

/// `[] { … }()`: runs where it stands.
static bool isCalledAtOnce(const LambdaExpr *L, const Stmt *Consumer) {
  const auto *C = dyn_cast_or_null<CXXOperatorCallExpr>(Consumer);
  return C && C->getOperator() == OO_Call && strip(C->getArg(0)) == L;
}

uint32_t Surroundings::context(const Stmt *S,
                               const AccessPath &Container) const {
  uint32_t Bits = 0;
  const bool AboutOthers = isAboutOthers(S, Container);
  bool Serves = Service && S == Service;
  unsigned Lambdas = 0;       // Their bodies run when somebody calls them.
  const Stmt *Loop = nullptr; // The outermost.
  const Stmt *Child = S;
  for (const Stmt *P = parent(S); P; Child = P, P = parent(P)) {
    Serves |= Service && P == Service;
    if (const auto *I = dyn_cast<IfStmt>(P)) {
      Bits |= ofIf(I, Child, Container, AboutOthers);
    } else if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P)) {
      const uint32_t Inside = ofLoop(P, Child, Container);
      Bits |= Inside;
      Loop = Inside & InLoop ? P : Loop;
    } else if (const auto *C = dyn_cast<ConditionalOperator>(P)) {
      if (Child != C->getCond() && comparesSize(C->getCond(), Container))
        Bits |= SizeGuarded;
    } else if (const auto *B = dyn_cast<BinaryOperator>(P)) {
      if (B->isLogicalOp() && Child == B->getRHS() &&
          comparesSize(B->getLHS(), Container))
        Bits |= SizeGuarded;
    } else if (const auto *L = dyn_cast<LambdaExpr>(P)) {
      Lambdas += !isCalledAtOnce(L, consumer(L));
    } else if (const auto *D = dyn_cast<DeclStmt>(P); D && Lambdas == 0) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->isStaticLocal())
          Bits |= Once;
    } else if (isCallOnce(P) && Lambdas <= 1) {
      Bits |= Once;
    }
  }
  if (Service && !Serves && Lambdas == 0 &&
      Types.context().getSourceManager().isBeforeInTranslationUnit(
          Service->getEndLoc(), S->getBeginLoc()))
    Bits |= AfterLoop;
  if (Service && !Serves &&
      Types.context().getSourceManager().isBeforeInTranslationUnit(
          S->getBeginLoc(), Service->getBeginLoc()) &&
      (!Loop || prepares(Loop, Service) ||
       (Container.Root == RootKind::Local && isOverLocal(Loop))))
    Bits |= BeforeLoop;
  return Bits;
}

} // namespace mapwarden
