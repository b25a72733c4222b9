#include "CheckBase.h"
#include "FunctionView.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::mapwarden {

namespace {

class EscapingElementCheck : public MapCheck {
public:
  using MapCheck::MapCheck;
  void onStartOfTranslationUnit() override {
    Fixed.clear();
    MapCheck::onStartOfTranslationUnit();
  }

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override;

  /// Statements and variables that have an edit already.
  llvm::DenseSet<const void *> Fixed;
};

/// Edits, and what they change.
struct ElementFix {
  EditList Edits;
  const void *Target = nullptr;
};

} // namespace

//===--- A copy instead of a reference ------------------------------------===//

/// Copying a \p T costs no more than the reference did.
static bool isCheapCopy(QualType T, const ASTContext &Context) {
  return !T->isDependentType() && !T->isIncompleteType() && !T->isArrayType() &&
         T.isTriviallyCopyableType(Context) &&
         Context.getTypeSizeInChars(T).getQuantity() <= 16;
}

/// No reference to \p V writes it or lets it escape.
static bool isOnlyRead(const VarDecl *V, const FunctionView &View) {
  return llvm::all_of(View.references(V), [&](const Expr *R) {
    const Stmt *S = R;
    while (const auto *M = dyn_cast_or_null<MemberExpr>(View.parent(S))) {
      if (M->isArrow())
        return false;
      if (const auto *Method = dyn_cast<CXXMethodDecl>(M->getMemberDecl()))
        return Method->isConst() && !Method->getReturnType()->isReferenceType();
      S = M;
    }
    // The value is taken at once.
    return View.isReadAtOnce(cast<Expr>(S));
  });
}

/// `const auto &x = m[k];` becomes `const auto x = m[k];`
static ElementFix copyInstead(const StaleFact &S, const FunctionView &View,
                              FixContext &Fix) {
  ElementFix Result;
  if (S.Bind == NoSite)
    return Result;
  const VarDecl *V = View.variable(S.Variable, Fix.location(S.Bind));
  if (!V || isa<DecompositionDecl>(V) || V->isCXXForRangeDecl() ||
      !V->getType()->isLValueReferenceType() || !V->hasInit() ||
      S.How != StaleFact::Used || S.Unlocked)
    return Result;
  QualType T = V->getType().getNonReferenceType();
  auto Ref = V->getTypeSourceInfo()
                 ->getTypeLoc()
                 .getUnqualifiedLoc()
                 .getAs<LValueReferenceTypeLoc>();
  if (!Ref || !isCheapCopy(T, Fix.context()) || Fix.types().container(T) ||
      !isOnlyRead(V, View))
    return Result;
  SourceLocation Sigil = Ref.getSigilLoc();
  std::optional<std::string> Token = Fix.source(SourceRange(Sigil, Sigil));
  if (!Token || *Token != "&")
    return Result;
  // `auto& x` and `auto&x`: a blank has to be left before the name.
  bool Glued = Sigil.getLocWithOffset(1) == V->getLocation() &&
               isAlphanumeric(Fix.sources().getCharacterData(
                   Sigil.getLocWithOffset(-1))[0]);
  Result.Edits.add(Fix.replace(SourceRange(Sigil, Sigil), Glued ? " " : ""));
  Result.Target = V;
  return Result;
}

//===--- The value first --------------------------------------------------===//

/// The expression statement around position \p At.
static const Expr *statementAt(SourceLocation At, const FunctionView &View,
                               const FixContext &Fix) {
  const Expr *Found = nullptr;
  View.forEach([&](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    if (E && View.asStatement(E) == E && !Fix.isBefore(At, E->getBeginLoc()) &&
        !Fix.isBefore(E->getEndLoc(), At))
      Found = E;
  });
  return Found;
}

static bool isSubscript(const Expr *E) {
  const auto *O = dyn_cast<CXXOperatorCallExpr>(E->IgnoreParenImpCasts());
  return O && O->getOperator() == OO_Subscript;
}

/// Of `m[a] = <value>;` the value; of `m.emplace(k, <value>);` the argument
/// that stands at \p At.
static const Expr *hoistable(const Expr *Statement, SourceLocation At,
                             const FixContext &Fix) {
  const Expr *E = strip(Statement);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return B->getOpcode() == BO_Assign && isSubscript(B->getLHS()) ? B->getRHS()
                                                                   : nullptr;
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E))
    return O->getOperator() == OO_Equal && isSubscript(O->getArg(0))
               ? O->getArg(1)
               : nullptr;
  const auto *M = dyn_cast<CXXMemberCallExpr>(E);
  if (!M || At.isInvalid())
    return nullptr;
  for (const Expr *A : M->arguments())
    if (!Fix.isBefore(At, A->getBeginLoc()) &&
        !Fix.isBefore(A->getEndLoc(), At))
      return A;
  return nullptr;
}

/// `m[a] = m[b];` becomes `auto value = m[b];` and `m[a] = std::move(value);`.
static ElementFix hoistValue(const StaleFact &S, const FunctionView &View,
                             FixContext &Fix) {
  ElementFix Result;
  if (S.How != StaleFact::OneExpression)
    return Result;
  const Expr *Statement = statementAt(Fix.location(S.Use), View, Fix);
  const Expr *Value =
      Statement ? hoistable(Statement, Fix.location(S.Bind), Fix) : nullptr;
  std::optional<std::string> Text = Fix.source(Value);
  if (!Text || StringRef(*Text).starts_with("{") || !Fix.source(Statement))
    return Result;
  QualType T = strip(Value)->getType().getNonReferenceType();
  if (T->isArrayType() || T->isDependentType() || T->isVoidType())
    return Result;
  std::string Name = View.freshName("value");
  const bool Trivial = T.isTriviallyCopyableType(Fix.context());
  Result.Edits.add(
      Fix.lineBefore(Statement, "auto " + Name + " = " + *Text + ";"));
  Result.Edits.add(Fix.replace(Value->getSourceRange(),
                               Trivial ? Name : "std::move(" + Name + ")"));
  if (!Trivial)
    Fix.include(Statement->getBeginLoc(), "<utility>", Result.Edits);
  Result.Target = Statement;
  return Result;
}

//===--- The check --------------------------------------------------------===//

/// What to do instead, when no edit is safe.
static StringRef adviceFor(const StaleFact &S) {
  if (S.How == StaleFact::Stored || S.How == StaleFact::Captured)
    return "store a copy of the value or its key, or use a map that keeps its "
           "elements in place";
  if (S.Unlocked)
    return "copy the value while the lock is held";
  if (S.Bind == NoSite)
    return "do this last, or take the parameter by value";
  return "look the element up again after this, or use a map that keeps its "
         "elements in place";
}

void EscapingElementCheck::fix(const Finding &F, FixContext &Fix,
                               DiagnosticBuilder &D) {
  if (F.Stale == ~0u)
    return;
  const StaleFact &S = Fix.facts().Stales[F.Stale];
  const FunctionDecl *In = Fix.function(S.Function);
  ElementFix Found;
  if (In && In->hasBody()) {
    FunctionView View(In);
    Found = S.How == StaleFact::OneExpression ? hoistValue(S, View, Fix)
                                              : copyInstead(S, View, Fix);
  }
  if (Found.Edits.empty()) {
    SourceLocation At = Fix.location(
        S.Mutation != NoSite && S.How == StaleFact::Used ? S.Mutation
                                                         : F.Where);
    Fix.offer(At, adviceFor(S).str());
  } else if (Fixed.insert(Found.Target).second) {
    D << Found.Edits.hints();
  }
}

std::unique_ptr<ClangTidyCheck>
makeEscapingElementCheck(StringRef Name, ClangTidyContext *Context,
                         std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<EscapingElementCheck>(Name, Context,
                                                std::move(Shared));
}

} // namespace clang::tidy::mapwarden
