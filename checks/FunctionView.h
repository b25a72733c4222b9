//===- FunctionView.h - One body, as fix-its look at it --------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_FUNCTIONVIEW_H
#define MAPWARDEN_CHECKS_FUNCTIONVIEW_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::mapwarden {

/// The body of the outermost function around a statement, lambdas included.
class FunctionView {
public:
  explicit FunctionView(const FunctionDecl *F);

  const FunctionDecl *function() const { return Function; }
  const Stmt *body() const { return Body; }

  /// What \p S stands in, past parentheses, casts and temporaries.
  const Stmt *parent(const Stmt *S) const;
  /// The outermost expression that is \p E in other clothes; null unless it is
  /// a statement of its own in a compound statement.
  const Expr *asStatement(const Expr *E) const;
  /// The nearest compound statement around \p S.
  const CompoundStmt *block(const Stmt *S) const;
  /// \p Outer is \p S or stands around it.
  bool isWithin(const Stmt *S, const Stmt *Outer) const;
  /// A loop or lambda stands around \p S and within \p Outer.
  bool isRepeatedWithin(const Stmt *S, const Stmt *Outer) const;
  /// The statement of a compound statement that \p S is part of.
  const Stmt *statement(const Stmt *S) const;

  /// All references to \p D, by name or as a member.
  llvm::SmallVector<const Expr *, 8> references(const ValueDecl *D) const;
  /// Something in the function has the name \p Name.
  bool mentions(StringRef Name) const;
  /// A name that nothing in the function has: \p Name or \p Name with a number.
  std::string freshName(StringRef Name) const;
  /// \p V keeps its value: it is const, or no assignment, increment or
  /// address-taking of it is in sight.
  bool isUnchanged(const VarDecl *V) const;
  /// \p E is an lvalue whose value is read, or copied, right there.
  bool isReadAtOnce(const Expr *E) const;
  /// The variable that is declared with name \p Name and of which the
  /// initialiser or name stands at \p At.
  const VarDecl *variable(StringRef Name, SourceLocation At) const;

  /// Calls \p Visit for each statement; declared variables are statements'
  /// business.
  void forEach(llvm::function_ref<void(const Stmt *)> Visit) const;

private:
  const FunctionDecl *Function;
  const Stmt *Body;
  mutable ParentMap Parents;
};

/// The variable or field that \p E names directly; null for anything else.
const ValueDecl *namedBy(const Expr *E);

/// Calls \p Visit for \p S and all that stands in it.
void forEachIn(const Stmt *S, llvm::function_ref<void(const Stmt *)> Visit);

/// \p E names an object by plain variables and members of `this`: it names the
/// same one elsewhere in the function.
bool isStablePlace(const Expr *E);
/// \p E is a variable or literal that has the same value elsewhere in the
/// function.
bool isStableValue(const Expr *E, const FunctionView &View);

} // namespace clang::tidy::mapwarden

#endif
