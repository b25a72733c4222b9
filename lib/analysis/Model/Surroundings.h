//===- Surroundings.h - What stands around a statement ---------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_SURROUNDINGS_H
#define MAPWARDEN_MODEL_SURROUNDINGS_H

#include "Model/Paths.h"
#include "clang/AST/ParentMap.h"

namespace mapwarden {

/// Answers, within one function body, how often and under which conditions a
/// statement runs, and what is done with the value of an expression.
class Surroundings {
public:
  Surroundings(const clang::FunctionDecl *F, TypeModel &Types,
               PathResolver &Paths);

  /// ContextBits of \p S; those about a container are for \p Container.
  uint32_t context(const clang::Stmt *S, const AccessPath &Container) const;

  /// The innermost test of a bool parameter on which it depends whether \p S
  /// runs: of a branch or loop around it, or `if (!on) return;` before it.
  ParamTest onlyIf(const clang::Stmt *S) const;

  /// The innermost `if` or `switch` on which it depends whether \p S runs, or
  /// nothing. One that asks whether something was added is none.
  const clang::Stmt *branch(const clang::Stmt *S) const;

  /// The element that \p E denotes is written, or may be by whoever gets it.
  bool isWritten(const clang::Expr *E, unsigned Depth = 0) const;
  bool isResultUsed(const clang::Expr *E) const;
  /// The outcome of \p E decides a branch that leaves the function or loop, or
  /// that holds an insertion or removal.
  bool decides(const clang::Expr *E) const;

  /// The function leaves, or does not insert, when \p E returns nothing, be it
  /// through a variable: `if (!(site = sites.find(host))) return;`
  bool admits(const clang::Expr *E) const;

  const clang::Stmt *parent(const clang::Stmt *S) const {
    return Parents.getParent(const_cast<clang::Stmt *>(S));
  }
  /// The statement or nothing, past parentheses and casts.
  const clang::Stmt *consumer(const clang::Stmt *S) const;

private:
  bool hasFlags() const;
  uint32_t ofIf(const clang::IfStmt *I, const clang::Stmt *Child,
                const AccessPath &Container, bool AboutOthers) const;
  uint32_t ofLoop(const clang::Stmt *Loop, const clang::Stmt *Child,
                  const AccessPath &Container) const;
  bool isSizeOf(const clang::Expr *E, const AccessPath &Container) const;
  bool comparesSize(const clang::Expr *Cond, const AccessPath &Container) const;
  bool isEmptyTest(const clang::Expr *Cond, const AccessPath &Container,
                   bool &Negated) const;
  bool isFirstTimeFlag(const clang::Expr *Cond, const clang::Stmt *Then,
                       bool AboutOthers) const;
  std::pair<AccessPath, llvm::StringRef> borderOf(const clang::Expr *E) const;
  bool cannotEnter(const clang::Stmt *Loop) const;
  bool writtenByCall(const clang::CallExpr *C, const clang::Expr *E) const;
  bool writtenByOperator(const clang::CXXOperatorCallExpr *O,
                         const clang::Expr *E, unsigned Depth) const;
  bool writtenByDeclaration(const clang::DeclStmt *D, const clang::Expr *E,
                            unsigned Depth) const;
  bool writtenThroughVariable(const clang::VarDecl *V, unsigned Depth) const;

  /// The last loop, or a later call such as `return server.run();`. In main it
  /// is the service, not preparation.
  const clang::Stmt *Service = nullptr;
  const clang::FunctionDecl *Function;
  TypeModel &Types;
  PathResolver &Paths;
  clang::ParentMap Parents;
};

/// What main, or any other function that is a part of it, does for most of its
/// time: the last of its loops, or a later call such as `return server.run();`.
/// All before it is preparation. The handlers of exceptions come after it.
/// A loop that only ends things is not the service.
const clang::Stmt *serviceOf(const clang::FunctionDecl *Main);
/// The outermost loop \p Loop, before \p Service, is no service of its own.
bool prepares(const clang::Stmt *Loop, const clang::Stmt *Service);
/// `for (auto &file : files)`, with a local variable that is walked once.
bool isOverLocal(const clang::Stmt *Loop);

/// A statement below \p S leaves the enclosing function or loop, or calls a
/// member that grows or empties a container.
/// \param OthersMutate a function without a body in this unit may do so, too.
bool leavesOrMutates(const clang::Stmt *S, const TypeModel &Types,
                     bool OthersMutate);

} // namespace mapwarden

#endif
