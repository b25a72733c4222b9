#include "FunctionView.h"
#include "Model/Paths.h"

namespace clang::tidy::mapwarden {

using ::mapwarden::strip;

static const FunctionDecl *outermost(const FunctionDecl *F) {
  const FunctionDecl *Outer = ::mapwarden::outermostFunction(F);
  return Outer ? Outer : F;
}

FunctionView::FunctionView(const FunctionDecl *F)
    : Function(outermost(F)), Body(Function->getBody()),
      Parents(const_cast<Stmt *>(Body)) {}

static bool isTransparent(const Stmt *S) {
  if (isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr,
          CXXBindTemporaryExpr>(S))
    return true;
  const auto *C = dyn_cast<CXXConstructExpr>(S);
  return C && C->isElidable();
}

const Stmt *FunctionView::parent(const Stmt *S) const {
  const Stmt *P = Parents.getParent(const_cast<Stmt *>(S));
  while (P && isTransparent(P))
    P = Parents.getParent(const_cast<Stmt *>(P));
  return P;
}

const Expr *FunctionView::asStatement(const Expr *E) const {
  const Stmt *Top = E;
  const Stmt *P = Parents.getParent(const_cast<Stmt *>(Top));
  while (P && isTransparent(P)) {
    Top = P;
    P = Parents.getParent(const_cast<Stmt *>(P));
  }
  return P && isa<CompoundStmt>(P) ? cast<Expr>(Top) : nullptr;
}

const CompoundStmt *FunctionView::block(const Stmt *S) const {
  while (S && !isa<CompoundStmt>(S))
    S = Parents.getParent(const_cast<Stmt *>(S));
  return cast_or_null<CompoundStmt>(S);
}

const Stmt *FunctionView::statement(const Stmt *S) const {
  while (S) {
    const Stmt *P = Parents.getParent(const_cast<Stmt *>(S));
    if (P && isa<CompoundStmt>(P))
      return S;
    S = P;
  }
  return nullptr;
}

bool FunctionView::isWithin(const Stmt *S, const Stmt *Outer) const {
  for (; S; S = Parents.getParent(const_cast<Stmt *>(S)))
    if (S == Outer)
      return true;
  return false;
}

bool FunctionView::isRepeatedWithin(const Stmt *S, const Stmt *Outer) const {
  for (; S && S != Outer; S = Parents.getParent(const_cast<Stmt *>(S)))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, LambdaExpr>(S))
      return true;
  return false;
}

void forEachIn(const Stmt *S, llvm::function_ref<void(const Stmt *)> Visit) {
  llvm::SmallVector<const Stmt *, 64> Work{S};
  while (!Work.empty()) {
    const Stmt *Next = Work.pop_back_val();
    if (!Next)
      continue;
    Visit(Next);
    llvm::append_range(Work, Next->children());
  }
}

void FunctionView::forEach(llvm::function_ref<void(const Stmt *)> Visit) const {
  forEachIn(Body, Visit);
}

const ValueDecl *namedBy(const Expr *E) {
  E = strip(E);
  if (const auto *R = dyn_cast_or_null<DeclRefExpr>(E))
    return R->getDecl();
  if (const auto *M = dyn_cast_or_null<MemberExpr>(E))
    return M->getMemberDecl();
  return nullptr;
}

llvm::SmallVector<const Expr *, 8>
FunctionView::references(const ValueDecl *D) const {
  llvm::SmallVector<const Expr *, 8> Result;
  forEach([&](const Stmt *S) {
    const ValueDecl *Named = nullptr;
    if (const auto *R = dyn_cast<DeclRefExpr>(S))
      Named = R->getDecl();
    else if (const auto *M = dyn_cast<MemberExpr>(S))
      Named = M->getMemberDecl();
    if (Named && Named->getCanonicalDecl() == D->getCanonicalDecl())
      Result.push_back(cast<Expr>(S));
  });
  return Result;
}

bool FunctionView::mentions(StringRef Name) const {
  auto Has = [&](const NamedDecl *D) {
    return D->getDeclName().isIdentifier() && D->getName() == Name;
  };
  bool Found = llvm::any_of(Function->parameters(), Has);
  forEach([&](const Stmt *S) {
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : D->decls())
        if (const auto *N = dyn_cast<NamedDecl>(Each))
          Found |= Has(N);
    if (const auto *R = dyn_cast<DeclRefExpr>(S))
      Found |= Has(R->getDecl());
    if (const auto *M = dyn_cast<MemberExpr>(S))
      Found |= Has(M->getMemberDecl());
  });
  return Found;
}

std::string FunctionView::freshName(StringRef Name) const {
  std::string Result = Name.str();
  for (unsigned I = 2; mentions(Result); ++I)
    Result = (Name + Twine(I)).str();
  return Result;
}

bool FunctionView::isReadAtOnce(const Expr *E) const {
  const Stmt *P = E;
  while ((P = Parents.getParent(const_cast<Stmt *>(P)))) {
    if (const auto *C = dyn_cast<ImplicitCastExpr>(P)) {
      if (C->getCastKind() == CK_LValueToRValue)
        return true;
      if (C->getCastKind() != CK_NoOp)
        return false;
    } else if (const auto *C = dyn_cast<CXXConstructExpr>(P)) {
      return C->getConstructor()->isCopyOrMoveConstructor();
    } else if (!isa<ParenExpr>(P)) {
      return false;
    }
  }
  return false;
}

bool FunctionView::isUnchanged(const VarDecl *V) const {
  QualType T = V->getType();
  if (T.getNonReferenceType().isConstQualified())
    return true;
  if (T->isReferenceType() || !V->hasLocalStorage())
    return false;
  return llvm::all_of(references(V), [&](const Expr *R) {
    // Read, or passed as const: nothing else leaves it alone for sure.
    const Stmt *P = Parents.getParent(const_cast<Expr *>(R));
    const auto *C = dyn_cast_or_null<ImplicitCastExpr>(P);
    return isReadAtOnce(R) || (C && C->getType().isConstQualified()) ||
           isa_and_nonnull<CXXConstructExpr>(P);
  });
}

const VarDecl *FunctionView::variable(StringRef Name, SourceLocation At) const {
  const VarDecl *Found = nullptr;
  forEach([&](const Stmt *S) {
    const auto *D = dyn_cast<DeclStmt>(S);
    if (!D)
      return;
    for (const Decl *Each : D->decls()) {
      const auto *V = dyn_cast<VarDecl>(Each);
      if (!V || !V->getDeclName().isIdentifier() || V->getName() != Name)
        continue;
      SourceRange Range = V->getSourceRange();
      if (At == V->getLocation() || Range.fullyContains(SourceRange(At, At)))
        Found = V;
    }
  });
  return Found;
}

bool isStablePlace(const Expr *E) {
  E = strip(E);
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(R->getDecl());
    return V && (V->hasGlobalStorage() || !V->getType()->isPointerType());
  }
  const auto *M = dyn_cast<MemberExpr>(E);
  return M && isa<FieldDecl>(M->getMemberDecl()) &&
         (isa<CXXThisExpr>(strip(M->getBase())) ||
          (!M->isArrow() && isStablePlace(M->getBase())));
}

bool isStableValue(const Expr *E, const FunctionView &View) {
  E = strip(E);
  const auto *R = dyn_cast<DeclRefExpr>(E);
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return (V && View.isUnchanged(V)) ||
         isa<StringLiteral, IntegerLiteral, CharacterLiteral>(E);
}

} // namespace clang::tidy::mapwarden
