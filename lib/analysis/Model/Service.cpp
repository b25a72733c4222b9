//===- Service.cpp - What a function does for most of its time ------------===//
#include "Catalog/Names.h"
#include "Model/Surroundings.h"

using namespace clang;

namespace mapwarden {

/// `server.stop();` ends the service, it is none.
static bool soundsLikeEnd(const FunctionDecl *F) {
  return F->getDeclName().isIdentifier() &&
         llvm::is_contained(words::AfterService, wordsOf(F->getName())[0]);
}

/// `return app.exitCode();` asks how the service ended.
static bool isQuestion(const FunctionDecl *F) {
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  return M && M->isConst() && M->getNumParams() == 0;
}

/// `for (auto &link : links) link->close();`
static bool onlyEnds(const Stmt *Loop) {
  bool Ends = false;
  llvm::SmallVector<const Stmt *, 16> Work{Loop};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (const auto *C = dyn_cast_or_null<CallExpr>(S)) {
      const FunctionDecl *F = C->getDirectCallee();
      if (!F || (!isInSystemHeader(F) && !soundsLikeEnd(F)))
        return false;
      Ends |= !isInSystemHeader(F);
    }
    if (S)
      Work.append(S->child_begin(), S->child_end());
  }
  return Ends;
}

const Stmt *serviceOf(const FunctionDecl *Main) {
  const Stmt *Service = nullptr;
  // Headers are left out because there are so many functions in them.
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Main) ||
      !Main->getASTContext().getSourceManager().isInMainFile(
          Main->getLocation()))
    return Service;
  llvm::SmallVector<const Stmt *, 32> Work{Main->getBody()};
  while (!Work.empty()) { // In source order.
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr, CXXCatchStmt>(S))
      continue;
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S)) {
      Service = onlyEnds(S) ? Service : S;
      continue;
    }
    const auto *C = dyn_cast<CallExpr>(S);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (F && !isInSystemHeader(F) && !soundsLikeEnd(F) && !isQuestion(F))
      Service = S;
    llvm::SmallVector<const Stmt *, 8> Children(S->child_begin(),
                                                S->child_end());
    Work.append(Children.rbegin(), Children.rend());
  }
  return Service;
}

} // namespace mapwarden
