//===- DyingContent.cpp - What is taken out and let go --------------------===//
//
// A node or a whole content that leaves a container for a local variable, and
// dies with it unless somebody looks into it.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// `node.empty()`, `!node`, `node.key()`, `node.mapped()->cancel()`: the node
/// keeps what it holds.
static bool isInspection(const DeclRefExpr *Node, const Surroundings &Around) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(Around.consumer(Node));
  const auto *Method =
      Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  if (!Method)
    return false;
  if (!Method->getDeclName().isIdentifier() || Method->getName() == "empty" ||
      Method->getName() == "key")
    return true;
  if (Method->getName() != "mapped" && Method->getName() != "value")
    return false;
  const Stmt *Call = Around.consumer(Member);
  const auto *Use =
      Call ? dyn_cast_or_null<MemberExpr>(Around.consumer(Call)) : nullptr;
  return Use && isa<CXXMethodDecl>(Use->getMemberDecl()) &&
         !soundsLikeRelease(Use->getMemberDecl()->getNameAsString());
}

bool FunctionModeler::nodeDies(const CallExpr *Extract) const {
  const auto *D = dyn_cast_or_null<DeclStmt>(Around.consumer(Extract));
  const auto *V =
      D && D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
  if (!V)
    return !Around.isResultUsed(Extract);
  const LocalTable &Table = M.Paths.locals(F);
  return V->hasLocalStorage() && V->getType()->isRecordType() &&
         llvm::all_of(Table.References.lookup(V), [&](const DeclRefExpr *R) {
           return isInspection(R, Around);
         });
}

/// `sessions_.swap(next);`: nobody looks into the local \p Other afterwards.
bool FunctionModeler::contentDies(const CallExpr *Swap,
                                  const Expr *Other) const {
  const auto *R = dyn_cast<DeclRefExpr>(strip(Other));
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!V || isa<ParmVarDecl>(V) || !V->hasLocalStorage() ||
      !V->getType()->isRecordType() ||
      (Around.context(Swap, AccessPath()) & InLoop))
    return false;
  const LocalTable &Table = M.Paths.locals(F);
  const SourceManager &SM = M.Context.getSourceManager();
  return llvm::none_of(Table.References.lookup(V), [&](const DeclRefExpr *E) {
    return SM.isBeforeInTranslationUnit(Swap->getEndLoc(), E->getLocation());
  });
}

/// `{}`, `Map()`
static bool isEmptyObject(const Expr *E) {
  E = strip(E);
  if (const auto *L = dyn_cast<InitListExpr>(E))
    return L->getNumInits() == 0;
  const auto *C = dyn_cast<CXXConstructExpr>(E);
  if (C && C->getNumArgs() == 1 && !isa<CXXTemporaryObjectExpr>(C))
    return isEmptyObject(C->getArg(0));
  return C && C->getNumArgs() == 0;
}

bool FunctionModeler::dies(const CallExpr *C, MapOp Op,
                           ArrayRef<const Expr *> Args) const {
  if (Op == MapOp::Take && !Args.empty())
    return nodeDies(C);
  if (Op != MapOp::Replace || Args.size() != 1)
    return false;
  return isa<CXXMemberCallExpr>(C) ? contentDies(C, Args[0])
                                   : isEmptyObject(Args[0]);
}

} // namespace mapwarden
