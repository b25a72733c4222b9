#include "CheckBase.h"
#include "FunctionView.h"

namespace clang::tidy::mapwarden {

namespace {

class InnerMapNeverClearedCheck : public MapCheck {
public:
  using MapCheck::MapCheck;

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override;
};

/// How the code reaches the inner container that it erases from.
struct InnerName {
  const Expr *Outer = nullptr; ///< `outer` of `outer[k1]` or `outer.find(k1)`
  const Expr *Key = nullptr;   ///< and its `k1`.
  const VarDecl *Through = nullptr; ///< `it` or `ref`, when through a variable.
  bool IsIterator = false;
};

/// Builds the fix-it of one erase from an inner container.
class InnerErase {
public:
  InnerErase(const CXXMemberCallExpr *C, const Finding &F, FixContext &Fix,
             const FunctionDecl *In)
      : C(C), F(F), Fix(Fix), View(In) {}
  EditList edits();

private:
  std::optional<InnerName> nameOf(const Expr *Object) const;
  std::optional<InnerName> lookup(const Expr *E) const;
  bool isOuter(const Expr *E) const;
  bool isUsedLater(const VarDecl *V) const;
  bool isKeyErase() const;
  EditList nested(const InnerName &N);
  EditList prune(const InnerName &N);

  const CXXMemberCallExpr *C;
  const Finding &F;
  FixContext &Fix;
  FunctionView View;
};

} // namespace

//===--- Naming the inner container ---------------------------------------===//

/// \p E is the container that the finding is about, at its outermost level.
bool InnerErase::isOuter(const Expr *E) const {
  AccessPath Path = Fix.paths().path(E);
  std::optional<ContainerRef> Ref = Path.containerRef();
  return Ref && Ref->Decl == F.Container && Ref->Depth == 0;
}

/// `outer[k1]`, `outer.find(k1)`.
std::optional<InnerName> InnerErase::lookup(const Expr *E) const {
  E = strip(E);
  const Expr *Object = nullptr, *Key = nullptr;
  bool IsIterator = false;
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
      O && O->getOperator() == OO_Subscript && O->getNumArgs() == 2) {
    Object = O->getArg(0);
    Key = O->getArg(1);
  } else if (const auto *M = dyn_cast<CXXMemberCallExpr>(E);
             M && M->getNumArgs() == 1 && M->getMethodDecl() &&
             M->getMethodDecl()->getDeclName().isIdentifier() &&
             M->getMethodDecl()->getName() == "find") {
    Object = M->getImplicitObjectArgument();
    Key = M->getArg(0);
    IsIterator = true;
  }
  if (!Object || Object->getType()->isPointerType() || !isOuter(Object))
    return std::nullopt;
  return InnerName{Object, Key, nullptr, IsIterator};
}

std::optional<InnerName> InnerErase::nameOf(const Expr *Object) const {
  Object = strip(Object);
  if (std::optional<InnerName> Direct = lookup(Object))
    return Direct->IsIterator ? std::nullopt : Direct;
  const auto *Named = dyn_cast<DeclRefExpr>(Object);
  // `it->second`
  if (const auto *M = dyn_cast<MemberExpr>(Object);
      M && M->getMemberDecl()->getName() == "second")
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(strip(M->getBase()));
        Arrow &&
        (Arrow->getOperator() == OO_Arrow || (Arrow->getOperator() == OO_Star)))
      Named = dyn_cast<DeclRefExpr>(strip(Arrow->getArg(0)));
  const auto *V = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || !V->getInit() || isa<ParmVarDecl>(V))
    return std::nullopt;
  std::optional<InnerName> N = lookup(V->getInit());
  const bool Iterator = !isa<DeclRefExpr>(Object);
  if (!N || N->IsIterator != Iterator ||
      (!Iterator && !V->getType()->isReferenceType()))
    return std::nullopt;
  // An iterator that is given another value may denote another entry.
  for (const Expr *R : View.references(V))
    if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(View.parent(R));
        O && Iterator &&
        (O->isAssignmentOp() || O->getOperator() == OO_PlusPlus ||
         O->getOperator() == OO_MinusMinus))
      return std::nullopt;
  N->Through = V;
  return N;
}

//===--- What comes after -------------------------------------------------===//

/// \p V, or what is bound to a part of it, is used after the erase: in source
/// order, or in the next round of a loop.
bool InnerErase::isUsedLater(const VarDecl *V) const {
  const Stmt *Scope = View.body();
  View.forEach([&](const Stmt *S) {
    if (const auto *D = dyn_cast<DeclStmt>(S);
        D && llvm::is_contained(D->decls(), V))
      Scope = View.block(D);
  });
  if (View.isRepeatedWithin(C, Scope))
    return true;
  bool Later = false;
  for (const Expr *R : View.references(V)) {
    Later |= Fix.isBefore(C->getEndLoc(), R->getBeginLoc());
    for (const Stmt *P = R; P && !isa<CompoundStmt>(P); P = View.parent(P))
      if (const auto *D = dyn_cast<DeclStmt>(P))
        for (const Decl *Each : D->decls())
          if (const auto *Derived = dyn_cast<VarDecl>(Each);
              Derived && Derived != V &&
              !Derived->getType()->isArithmeticType())
            Later |= isUsedLater(Derived);
  }
  return Later;
}

bool InnerErase::isKeyErase() const {
  return C->getNumArgs() == 1 &&
         !Fix.types().isIterator(C->getArg(0)->getType());
}

//===--- The two forms ----------------------------------------------------===//

/// `mapwarden::erase_nested(outer, k1, k2)`
EditList InnerErase::nested(const InnerName &N) {
  EditList Edits;
  ContainerType Inner =
      Fix.types().container(C->getImplicitObjectArgument()->getType());
  std::optional<std::string> Outer = Fix.source(N.Outer);
  std::optional<std::string> Key = Fix.source(N.Key);
  bool Stable =
      !N.Through || (isStablePlace(N.Outer) && isStableValue(N.Key, View));
  if (!Inner || !Inner.Row->isAssociative() || !isKeyErase() || !Stable ||
      !Outer || !Key || StringRef(*Key).starts_with("{") || !Fix.source(C))
    return Edits;
  Edits.add(Fix.replaceUpTo(C->getBeginLoc(), C->getArg(0)->getBeginLoc(),
                            "mapwarden::erase_nested(" + *Outer + ", " + *Key +
                                ", "));
  Fix.include(C->getBeginLoc(), "<mapwarden/nested.h>", Edits);
  return Edits;
}

/// `if (it->second.empty())\n  outer.erase(it);`
EditList InnerErase::prune(const InnerName &N) {
  EditList Edits;
  const Expr *Statement = View.asStatement(C);
  std::optional<std::string> Outer = Fix.source(N.Outer);
  std::optional<std::string> Inner = Fix.source(C->getImplicitObjectArgument());
  if (!Statement || !N.IsIterator || !Outer || !Inner ||
      !isStablePlace(N.Outer))
    return Edits;
  Edits.add(Fix.lineAfter(Statement, "if (" + *Inner + ".empty())\n  " +
                                         *Outer + ".erase(" +
                                         N.Through->getName().str() + ");"));
  return Edits;
}

EditList InnerErase::edits() {
  const Expr *Object = C->getImplicitObjectArgument();
  if (Object->getType()->isPointerType() || C->getNumArgs() != 1)
    return {};
  std::optional<InnerName> N = nameOf(Object);
  if (!N || (N->Through && isUsedLater(N->Through)))
    return {};
  EditList Edits = prune(*N);
  return Edits.empty() ? nested(*N) : Edits;
}

//===--- The check --------------------------------------------------------===//

void InnerMapNeverClearedCheck::fix(const Finding &F, FixContext &Fix,
                                    DiagnosticBuilder &D) {
  SourceLocation Loc = Fix.location(F.Where);
  if (F.Variant == "never-shrunk") {
    Fix.offer(Loc, "erase the outer entry when its owner is done, or erase "
                   "from the inner containers with 'mapwarden::erase_nested'");
    return;
  }
  const auto *C = dyn_cast_or_null<CXXMemberCallExpr>(Fix.stmt(F));
  const FunctionDecl *In =
      C ? Fix.function(Fix.facts().Uses[F.Use].Function) : nullptr;
  EditList Edits;
  if (In && In->hasBody() && F.Variant == "emptied-kept" &&
      C->getMethodDecl()->getDeclName().isIdentifier() &&
      C->getMethodDecl()->getName() == "erase")
    Edits = InnerErase(C, F, Fix, In).edits();
  D << Edits.hints();
  if (Edits.empty())
    Fix.offer(Loc, "erase the outer entry as well when its inner container "
                   "is empty; 'mapwarden::prune_if_empty' does that");
}

std::unique_ptr<ClangTidyCheck>
makeInnerMapNeverClearedCheck(StringRef Name, ClangTidyContext *Context,
                              std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<InnerMapNeverClearedCheck>(Name, Context,
                                                     std::move(Shared));
}

} // namespace clang::tidy::mapwarden
