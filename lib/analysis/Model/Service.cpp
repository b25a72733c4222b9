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

static bool isLoop(const Stmt *S) {
  return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
}

/// The functions of the program that \p S calls; null for one that is not
/// known.
static llvm::SmallVector<const FunctionDecl *, 8> calledIn(const Stmt *S) {
  llvm::SmallVector<const FunctionDecl *, 8> Result;
  llvm::SmallVector<const Stmt *, 16> Work{S};
  while (!Work.empty()) {
    const Stmt *Each = Work.pop_back_val();
    if (const auto *C = dyn_cast_or_null<CallExpr>(Each))
      if (const FunctionDecl *F = C->getDirectCallee();
          !F || !isInSystemHeader(F))
        Result.push_back(F);
    if (Each)
      Work.append(Each->child_begin(), Each->child_end());
  }
  return Result;
}

/// `for (auto &link : links) link->close();`
static bool onlyEnds(const Stmt *Loop) {
  const auto Called = calledIn(Loop);
  return !Called.empty() && llvm::all_of(Called, [](const FunctionDecl *F) {
    return F && soundsLikeEnd(F);
  });
}

static bool isCounted(const Stmt *Loop) {
  const auto *F = dyn_cast<ForStmt>(Loop);
  return isa<CXXForRangeStmt>(Loop) || (F && F->getCond() && F->getInc());
}

/// The local variable that \p S names.
static const VarDecl *localIn(const Stmt *S) {
  const auto *R = dyn_cast_or_null<DeclRefExpr>(S);
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return V && V->hasLocalStorage() ? V : nullptr;
}

/// `while (std::getline(file, line)) add(line);` with a stream of its own ends
/// where the file does.
static bool readsFile(const Stmt *Loop) {
  const auto *W = dyn_cast<WhileStmt>(Loop);
  llvm::SmallVector<const Stmt *, 8> Work{W ? W->getCond() : nullptr};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    const VarDecl *V = localIn(S);
    const auto *R = V ? V->getType()->getAsCXXRecordDecl() : nullptr;
    if (R && R->isInStdNamespace() && R->getName().ends_with("stream"))
      return true;
    Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

bool isOverLocal(const Stmt *Loop) {
  const auto *R = dyn_cast_or_null<CXXForRangeStmt>(Loop);
  return R && R->getRangeInit() && localIn(strip(R->getRangeInit()));
}

bool prepares(const Stmt *Loop, const Stmt *Service) {
  // `while (getline(in, name)) names.insert(name);`: a service would call
  // functions of the program.
  if (calledIn(Loop).empty() || readsFile(Loop))
    return true;
  // `for (auto &address : addresses) listenOn(address); server.run();`
  if (!isCounted(Loop))
    return false;
  if (isLoop(Service))
    return !isCounted(Service);
  const auto *C = dyn_cast<CallExpr>(Service);
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  return F && F->getDeclName().isIdentifier() && namesService(F->getName());
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
    if (isLoop(S)) {
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
