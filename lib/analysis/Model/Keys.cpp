#include "Model/Keys.h"
#include "Catalog/Names.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace mapwarden {

static KeyFact make(KeyDomain D) {
  KeyFact K;
  K.Domain = D;
  return K;
}

/// A key made from two parts has as many values as the richer part allows.
static KeyFact join(const KeyFact &A, const KeyFact &B) {
  if (A.Domain == KeyDomain::Fixed)
    return B;
  if (B.Domain == KeyDomain::Fixed)
    return A;
  if (A.Domain == B.Domain && A.Param == B.Param)
    return A;
  return make(KeyDomain::Open);
}

KeyFact KeyModel::key(const Expr *E, const AccessPath &Map) {
  if (!E)
    return KeyFact();
  KeyFact Result = domain(E, 0);
  // `m[it->first + 1]` is another key.
  bool Computed = isa<BinaryOperator, CXXOperatorCallExpr>(strip(E));
  if (Result.Domain == KeyDomain::Open && Map.isKnown() && !Computed)
    for (const Ref &R : Paths.resolve(E))
      if (R.Path.startsWith(Map) && R.Path.hasStep(StepKind::Key))
        Result = make(KeyDomain::SameMap);
  if (Result.Domain == KeyDomain::Open && pointsIntoConstant(E))
    Result = make(KeyDomain::Small);
  // `auto it = m.find(key); m.erase(it);` is about the caller's key, too.
  if (const Expr *Key = soughtBy(E))
    if (KeyFact Sought = domain(Key, 0); Sought.Domain == KeyDomain::Param)
      Result = Sought;
  Result.Text = text(E);
  Result.Fresh = isFresh(E);
  return Result;
}

/// The address of an element of `const std::vector<Route> routes_`.
bool KeyModel::pointsIntoConstant(const Expr *E) {
  if (!E->getType()->isPointerType())
    return false;
  const RefList Refs = Paths.resolveValue(E);
  return !Refs.empty() && llvm::all_of(Refs, [&](const Ref &R) {
    std::optional<AccessPath> In = R.Path.enclosingContainer();
    std::optional<ContainerRef> Of =
        In ? In->containerRef() : std::optional<ContainerRef>();
    const auto *D =
        Of ? dyn_cast_or_null<ValueDecl>(Facts.decl(Of->Decl)) : nullptr;
    return D && D->getType().isConstQualified();
  });
}

const Expr *KeyModel::soughtBy(const Expr *E) {
  const auto *R = dyn_cast<DeclRefExpr>(stripConstructions(E));
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  const FunctionDecl *F =
      V && V->hasLocalStorage() && V->getType()->isRecordType()
          ? outermostFunction(V)
          : nullptr;
  if (!F)
    return nullptr;
  auto Sources = Paths.locals(F).Sources.lookup(V);
  const auto *Find = Sources.size() == 1
                         ? dyn_cast<CXXMemberCallExpr>(strip(Sources.front()))
                         : nullptr;
  const CXXMethodDecl *M = Find ? Find->getMethodDecl() : nullptr;
  return M && M->getDeclName().isIdentifier() && M->getName() == "find" &&
                 Find->getNumArgs() > 0
             ? Find->getArg(0)
             : nullptr;
}

const Expr *ownerOfKeyField(const Expr *E) {
  E = strip(E);
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E);
      C && C->getNumArgs() == 0 && C->getMethodDecl())
    E = strip(C->getCallee());
  const auto *M = dyn_cast<MemberExpr>(E);
  if (!M || !M->getMemberDecl()->getDeclName().isIdentifier())
    return nullptr;
  std::vector<std::string> Words = wordsOf(M->getMemberDecl()->getName());
  if (Words.size() == 2 && (Words[0] == "m" || Words[0] == "get"))
    Words.erase(Words.begin());
  return Words.size() == 1 && llvm::is_contained(words::KeyFields, Words[0])
             ? strip(M->getBase())
             : nullptr;
}

std::optional<uint8_t> KeyModel::parameterKeyedBy(const Expr *E) {
  const Expr *Sought = soughtBy(E); // `it = m.find(session.id); m.erase(it);`
  E = strip(Sought ? Sought : E);
  const auto *R = dyn_cast<DeclRefExpr>(E);
  if (const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
      V && V->hasLocalStorage() && Current) {
    const FunctionDecl *In = outermostFunction(V);
    if (!In) // A method of Objective-C.
      return std::nullopt;
    const LocalTable &Table = Paths.locals(In);
    const auto Sources = Table.Sources.lookup(V);
    if (Sources.size() != 1 || Table.Altered.count(V))
      return std::nullopt;
    E = Sources.front();
  }
  const Expr *Owner = ownerOfKeyField(E);
  R = dyn_cast_or_null<DeclRefExpr>(Owner);
  const auto *P = R ? dyn_cast<ParmVarDecl>(R->getDecl()) : nullptr;
  if (!P || P->getDeclContext() != Current || P->getFunctionScopeIndex() > 255)
    return std::nullopt;
  return P->getFunctionScopeIndex();
}

/// A number that was just counted up, or the address of a new object.
bool KeyModel::isFresh(const Expr *E, unsigned Depth) {
  E = strip(E);
  if (Depth > 3)
    return false;
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return U->isIncrementOp();
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E))
    return C->getOperator() == OO_PlusPlus;
  if (isa<CXXNewExpr>(E))
    return true;
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E))
    if (const CXXMethodDecl *M = C->getMethodDecl();
        M && M->getDeclName().isIdentifier() && M->getName() == "fetch_add")
      return true;
  const auto *R = dyn_cast<DeclRefExpr>(E);
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V))
    return false;
  const FunctionDecl *F = outermostFunction(V);
  if (!F)
    return false;
  const LocalTable &Table = Paths.locals(F);
  auto It = Table.Sources.find(V);
  return It != Table.Sources.end() && It->second.size() == 1 &&
         isFresh(It->second.front(), Depth + 1);
}

/// Bits that remain of a value of type \p T after `& Mask`, `% Mod`, `>> N`.
static bool leavesFewValues(const BinaryOperator *B, const ASTContext &Ctx) {
  Expr::EvalResult Right;
  if (B->getRHS()->isValueDependent() ||
      !B->getRHS()->EvaluateAsInt(Right, Ctx))
    return false;
  const llvm::APSInt &N = Right.Val.getInt();
  switch (B->getOpcode()) {
  case BO_Rem:
    return N.isStrictlyPositive() && N.getActiveBits() <= 16;
  case BO_And:
    return N.popcount() <= 16;
  case BO_Shr:
    return B->getLHS()->getType()->isUnsignedIntegerType() &&
           N.isStrictlyPositive() &&
           Ctx.getTypeSize(strip(B->getLHS())->getType()) <=
               N.getZExtValue() + 8;
  default:
    return false;
  }
}

KeyFact KeyModel::binary(const BinaryOperator *B, unsigned Depth) {
  if (B->isComparisonOp() || B->isLogicalOp() ||
      leavesFewValues(B, Types.context()))
    return make(KeyDomain::Fixed);
  if (B->isAssignmentOp() || B->getOpcode() == BO_Comma)
    return domain(B->getRHS(), Depth);
  return join(domain(B->getLHS(), Depth), domain(B->getRHS(), Depth));
}

static bool isConstantAddress(const UnaryOperator *U) {
  if (U->getOpcode() != UO_AddrOf)
    return false;
  const auto *R = dyn_cast<DeclRefExpr>(strip(U->getSubExpr()));
  if (!R)
    return false;
  const auto *V = dyn_cast<VarDecl>(R->getDecl());
  return isa<FunctionDecl>(R->getDecl()) || (V && V->hasGlobalStorage());
}

KeyFact KeyModel::domain(const Expr *E, unsigned Depth) {
  if (!E || Depth > 12 || E->isTypeDependent())
    return make(KeyDomain::Open);
  // Look at the type before every cast: a narrowing or an enum decides.
  for (const Expr *Inner = E;;) {
    if (Types.isFixedDomain(Inner->getType()))
      return make(KeyDomain::Fixed);
    if (const auto *C = dyn_cast<CastExpr>(Inner))
      Inner = C->getSubExpr();
    else if (const auto *P = dyn_cast<ParenExpr>(Inner))
      Inner = P->getSubExpr();
    else
      break;
  }
  E = strip(E);
  if (Types.isFixedDomain(E->getType()))
    return make(KeyDomain::Fixed);
  if (isa<StringLiteral, IntegerLiteral, CharacterLiteral, FloatingLiteral,
          CXXNullPtrLiteralExpr, CXXTypeidExpr, PredefinedExpr, SourceLocExpr,
          CXXBoolLiteralExpr, UserDefinedLiteral, UnaryExprOrTypeTraitExpr,
          SubstNonTypeTemplateParmExpr>(E))
    return make(KeyDomain::Fixed);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return binary(B, Depth + 1);
  if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (isConstantAddress(U))
      return make(KeyDomain::Fixed);
    if (U->isArithmeticOp() && !U->isIncrementDecrementOp())
      return domain(U->getSubExpr(), Depth + 1);
    return make(KeyDomain::Open);
  }
  if (const auto *C = dyn_cast<ConditionalOperator>(E))
    return join(domain(C->getTrueExpr(), Depth + 1),
                domain(C->getFalseExpr(), Depth + 1));
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    if (isa<EnumConstantDecl, FunctionDecl>(R->getDecl()))
      return make(KeyDomain::Fixed);
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl()))
      return variable(V, Depth + 1);
  }
  if (const auto *M = dyn_cast<MemberExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(M->getMemberDecl()))
      return variable(V, Depth + 1);
  if (const auto *C = dyn_cast<CallExpr>(E))
    return call(C, Depth + 1);
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    return arguments(C, Depth + 1);
  if (const auto *L = dyn_cast<InitListExpr>(E)) {
    KeyFact Result = make(KeyDomain::Fixed);
    for (const Expr *I : L->inits().take_front(8))
      Result = join(Result, domain(I, Depth + 1));
    return Result;
  }
  return make(KeyDomain::Open);
}

KeyFact KeyModel::arguments(const CXXConstructExpr *C, unsigned Depth) {
  // std::string("x"), pair{a, b}, std::string(enumName(e)): as its arguments.
  if (C->getNumArgs() == 0)
    return make(KeyDomain::Fixed);
  KeyFact Result = make(KeyDomain::Fixed);
  for (const Expr *A : C->arguments())
    if (!isa<CXXDefaultArgExpr>(A))
      Result = join(Result, domain(A, Depth));
  return Result;
}

KeyFact KeyModel::variable(const VarDecl *V, unsigned Depth) {
  if (const auto *P = dyn_cast<ParmVarDecl>(V)) {
    const auto *F = dyn_cast<FunctionDecl>(P->getDeclContext());
    if (!F || F != Current)
      return make(KeyDomain::Open);
    const LocalTable &Table = Paths.locals(F);
    if (Table.BoundByCall.count(P) || Table.Sources.count(P) ||
        Table.Counted.count(P) ||
        (Table.Altered.count(P) && !P->getType()->isReferenceType()))
      return make(KeyDomain::Open);
    KeyFact Result = make(KeyDomain::Param);
    Result.Param = static_cast<uint8_t>(
        std::min<unsigned>(P->getFunctionScopeIndex(), 255));
    return Result;
  }
  if (V->hasGlobalStorage())
    return make(V->getType().isConstQualified() || V->isConstexpr()
                    ? KeyDomain::Fixed
                    : KeyDomain::Open);
  const FunctionDecl *F = outermostFunction(V);
  if (!F)
    return make(KeyDomain::Open);
  const LocalTable &Table = Paths.locals(F);
  if (Table.Counted.count(V))
    return make(Table.BoundedCounters.count(V) ? KeyDomain::Fixed
                                               : KeyDomain::Open);
  auto It = Table.Sources.find(V);
  if (It == Table.Sources.end() || It->second.size() > 6 ||
      Table.Altered.count(V))
    return make(KeyDomain::Open);
  // An element of a constant table.
  for (const Ref &R : Paths.variable(V))
    if (R.Path.Root == RootKind::Global && R.Path.hasStep(StepKind::Element))
      if (const auto *G = dyn_cast<VarDecl>(Facts.decl(R.Path.Entity)))
        if (G->getType().isConstQualified() || G->isConstexpr())
          return make(KeyDomain::Fixed);
  KeyFact Result = make(KeyDomain::Fixed);
  for (const Expr *Source : It->second)
    Result = join(Result, domain(Source, Depth));
  return Result;
}

KeyFact KeyModel::call(const CallExpr *C, unsigned Depth) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F)
    return make(KeyDomain::Open);
  StringRef Name = F->getDeclName().isIdentifier() ? F->getName() : "";
  const FunctionDecl *Def = nullptr;
  if (isInSystemHeader(F)) {
    bool Conversion = isa<CXXConversionDecl>(F);
    static constexpr StringRef Transparent[] = {
        "to_string", "make_pair", "make_tuple", "move",   "forward", "min",
        "string",    "str",       "c_str",      "substr", "tolower", "toupper"};
    bool Concat = isa<CXXOperatorCallExpr>(C) &&
                  cast<CXXOperatorCallExpr>(C)->getOperator() == OO_Plus;
    if (!Conversion && !Concat && !llvm::is_contained(Transparent, Name))
      return make(KeyDomain::Open);
    KeyFact Result = make(KeyDomain::Fixed);
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
      Result = domain(objectOf(M), Depth);
    for (const Expr *A : C->arguments())
      if (!isa<CXXDefaultArgExpr>(A))
        Result = join(Result, domain(A, Depth));
    return Result;
  }
  // A function with a body that returns nothing but constants.
  if (!F->getBody(Def) || Depth > 4)
    return make(KeyDomain::Open);
  const LocalTable &Table = Paths.locals(Def);
  if (Table.Returns.empty() || Table.Returns.size() > 64)
    return make(KeyDomain::Open);
  for (const ReturnStmt *R : Table.Returns)
    if (domain(R->getRetValue(), Depth + 4).Domain != KeyDomain::Fixed)
      return make(KeyDomain::Open);
  return make(KeyDomain::Fixed);
}

/// Evaluating it twice in a row gives the same value.
static bool isRepeatable(const Stmt *S, unsigned Depth) {
  if (!S || Depth > 8)
    return false;
  if (const auto *U = dyn_cast<UnaryOperator>(S))
    if (U->isIncrementDecrementOp())
      return false;
  if (const auto *B = dyn_cast<BinaryOperator>(S))
    if (B->isAssignmentOp())
      return false;
  if (const auto *C = dyn_cast<CallExpr>(S)) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee());
    bool Conversion = M && isa<CXXConversionDecl>(M);
    const FunctionDecl *F = C->getDirectCallee();
    bool Library = F && isInSystemHeader(F);
    if (!(M && (M->isConst() || Conversion || isa<CXXOperatorCallExpr>(C))) &&
        !Library)
      return false;
  }
  if (isa<CXXNewExpr, LambdaExpr, StmtExpr, AtomicExpr>(S))
    return false;
  for (const Stmt *Child : S->children())
    if (Child && !isRepeatable(Child, Depth + 1))
      return false;
  return true;
}

std::string KeyModel::text(const Expr *E) const {
  E = strip(E);
  // `std::string(key)` and `key` are the same key.
  while (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (C->getNumArgs() < 1 || isa<CXXTemporaryObjectExpr>(C))
      break;
    E = strip(C->getArg(0));
  }
  if (!isRepeatable(E, 0))
    return "";
  const SourceManager &SM = Types.context().getSourceManager();
  CharSourceRange Range = CharSourceRange::getTokenRange(E->getSourceRange());
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    Range = Lexer::makeFileCharRange(Range, SM, Types.context().getLangOpts());
  StringRef Source =
      Lexer::getSourceText(Range, SM, Types.context().getLangOpts());
  std::string Result;
  for (char Ch : Source.take_front(200))
    if (!isWhitespace(Ch))
      Result += Ch;
  return Result;
}

} // namespace mapwarden
