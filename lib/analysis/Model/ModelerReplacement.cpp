//===- ModelerReplacement.cpp - A new object in an old one's place --------===//
//
// The containers in the old object are gone with it.
//
//===----------------------------------------------------------------------===//
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// How many classes deep containers are looked for.
static constexpr unsigned MaxDepth = 3;

/// The variable or field that \p E names.
static const ValueDecl *namedBy(const Expr *E) {
  E = strip(E);
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return R->getDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->getMemberDecl();
  return nullptr;
}

static bool mentions(const Stmt *Root, const ValueDecl *D) {
  llvm::SmallVector<const Stmt *, 16> Work{Root};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *E = dyn_cast<Expr>(S);
        isa<DeclRefExpr, MemberExpr>(S) && namedBy(E) == D)
      return true;
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return false;
}

/// `if (!cache) cache = make_unique<Cache>();` creates what was not there.
bool FunctionModeler::isTestedHere(const Expr *Pointer) const {
  const ValueDecl *D = namedBy(Pointer);
  if (!D)
    return true;
  llvm::SmallVector<const Stmt *, 32> Work{F->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *I = dyn_cast<IfStmt>(S); I && mentions(I->getCond(), D))
      return true;
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return false;
}

/// The function names what \p Left does in another place, too, other than to
/// reach what it points to: `delete it->second;`, `if (!it->second)`.
bool FunctionModeler::isReadElsewhere(const Expr *Left) const {
  const Expr *Wanted = strip(Left);
  auto ProfileOf = [&](const Expr *E) {
    llvm::FoldingSetNodeID Id;
    E->Profile(Id, M.Context, /*Canonical=*/true);
    return Id;
  };
  const llvm::FoldingSetNodeID Id = ProfileOf(Wanted);
  llvm::SmallVector<const Stmt *, 32> Work{F->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    const auto *E = dyn_cast<Expr>(S);
    if (E && E != Wanted && E->getStmtClass() == Wanted->getStmtClass() &&
        !isa_and_nonnull<MemberExpr>(Around.consumer(E)) && ProfileOf(E) == Id)
      return true;
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return false;
}

/// `void setCache(std::shared_ptr<Cache> c) { cache_ = std::move(c); }`: who
/// hands it in may be the one who keeps the old one, too.
static bool isParameter(const Expr *New) {
  New = strip(New);
  if (const auto *C = dyn_cast<CallExpr>(New); C && C->isCallToStdMove())
    New = strip(C->getArg(0));
  if (const auto *C = dyn_cast<CXXConstructExpr>(New);
      C && C->getNumArgs() == 1)
    New = strip(C->getArg(0));
  return isa_and_nonnull<ParmVarDecl>(namedBy(New));
}

void FunctionModeler::replaceContainers(AccessPath Place, QualType T,
                                        const Expr *At, StringRef Member,
                                        unsigned Depth) {
  if (T.isNull())
    return;
  if (M.Types.container(T)) {
    addUse(At, std::move(Place), MapOp::Replace, Member);
    return;
  }
  QualType Inner;
  if (auto Kind = M.Types.wrapper(T, &Inner)) {
    if (*Kind == WrapperKind::Unique || *Kind == WrapperKind::Shared)
      replaceContainers(Place.deref(), Inner, At, Member, Depth);
    else if (*Kind == WrapperKind::Value)
      replaceContainers(std::move(Place), Inner, At, Member, Depth);
    return;
  }
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || isInSystemHeader(R) || Depth == MaxDepth)
    return;
  for (const FieldDecl *Field : R->getDefinition()->fields())
    if (Field->getType()->isRecordType())
      replaceContainers(Place.field(M.Facts.entity(Field)), Field->getType(),
                        At, Member, Depth + 1);
}

void FunctionModeler::replaced(const Expr *Object, const Expr *New,
                               const Expr *At, StringRef Member) {
  QualType T = Object->getType();
  bool Holder = M.Types.wrapper(T).has_value();
  if (!T->isRecordType() || (!Holder && !M.Types.userRecord(T)))
    return;
  bool Nothing = !New || isa<CXXNullPtrLiteralExpr>(strip(New));
  if (Holder && !Nothing && isTestedHere(Object))
    return;
  if (!Nothing && M.Types.wrapper(T) == WrapperKind::Shared && isParameter(New))
    return;
  for (const Ref &R : M.Paths.resolve(Object))
    // Objects of one class are not told apart: a local copy says nothing of
    // those that live long.
    if (R.Kind == RefKind::Lvalue && R.Path.Root != RootKind::Local &&
        R.Path.Root != RootKind::Temporary)
      replaceContainers(R.Path, T, At, Member, 0);
}

} // namespace mapwarden
