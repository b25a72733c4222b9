//===- Paths.h - What an expression refers to ------------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_PATHS_H
#define MAPWARDEN_MODEL_PATHS_H

#include "Model/FactBuilder.h"
#include "Model/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace mapwarden {

/// The initialisers and assignments of the local variables of one function,
/// including its lambdas. Built once, by one walk over the body.
struct LocalTable {
  llvm::DenseMap<const clang::VarDecl *,
                 llvm::SmallVector<const clang::Expr *, 2>>
      Sources;
  /// Lambda parameters that a library algorithm binds to the elements of a
  /// range, or to a container.
  llvm::DenseMap<const clang::VarDecl *, const clang::Expr *> BoundByCall;
  llvm::DenseMap<const clang::VarDecl *,
                 llvm::SmallVector<const clang::DeclRefExpr *, 4>>
      References;
  /// How often a variable of callable type is called or tested.
  llvm::DenseMap<const clang::VarDecl *, size_t> CalledVariables;
  llvm::SmallVector<const clang::ReturnStmt *, 4> Returns;
  /// Variables that are counted up or down.
  llvm::DenseSet<const clang::VarDecl *> Counted;
  /// Variables written other than by assignment: by a call, through a pointer.
  llvm::DenseSet<const clang::VarDecl *> Altered;
  /// Loop counters whose condition compares them with a constant.
  llvm::DenseSet<const clang::VarDecl *> BoundedCounters;
  /// Lambdas that stand in the body, with their call operators.
  llvm::SmallVector<const clang::LambdaExpr *, 2> Lambdas;
};

/// Resolves expressions of the functions of one translation unit to access
/// paths: through references, iterators, pointers, structured bindings, smart
/// pointers, wrappers and the return values of functions with a body.
/// Flow-insensitive: a variable may refer to all it is ever bound to.
class PathResolver {
public:
  PathResolver(TypeModel &Types, FactBuilder &Facts)
      : Types(Types), Facts(Facts) {}

  /// Facts will be merged with those of other units.
  bool isWholeProgram() const { return Facts.WholeProgram; }

  /// What \p E may denote, point to, or iterate at; empty when unknown.
  RefList resolve(const clang::Expr *E);
  /// As resolve(), with a raw pointer's value seen as what it points to.
  RefList resolveValue(const clang::Expr *E);
  /// The first path of resolveValue(), or an unknown path.
  AccessPath path(const clang::Expr *E);
  /// The objects that `E->` or `*E` denotes.
  RefList pointee(const clang::Expr *E);

  RefList variable(const clang::VarDecl *V);
  /// What a call of \p F may return a reference, pointer or iterator to.
  const RefList &returns(const clang::FunctionDecl *F);
  const LocalTable &locals(const clang::FunctionDecl *F);

  static constexpr unsigned MaxRefs = 4;

private:
  RefList declRef(const clang::ValueDecl *D);
  RefList parameter(const clang::ParmVarDecl *P);
  RefList member(const clang::MemberExpr *M);
  RefList operatorCall(const clang::CXXOperatorCallExpr *C);
  RefList memberCall(const clang::CXXMemberCallExpr *C);
  RefList call(const clang::CallExpr *C);
  RefList libraryCall(const clang::CallExpr *C, llvm::StringRef Name);
  RefList construct(const clang::CXXConstructExpr *C);
  RefList dependentCall(const clang::CallExpr *C);
  RefList heldBy(const clang::VarDecl *V);
  RefList binding(const clang::BindingDecl *B);
  RefList bindingOf(const clang::ValueDecl *Whole, unsigned Index);
  RefList elementOf(const clang::Expr *Object, Yields What);
  RefList resultOf(const clang::FunctionDecl *F);
  RefList userCall(const clang::CallExpr *C, const clang::FunctionDecl *F);
  RefList deref(const RefList &Refs, clang::QualType T);
  /// Bounds the recursion through chains of variables and functions.
  struct Depth;

  TypeModel &Types;
  FactBuilder &Facts;
  llvm::DenseMap<const clang::VarDecl *, RefList> Variables;
  llvm::DenseMap<const clang::FunctionDecl *, RefList> ReturnedBy;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<LocalTable>>
      Tables;
  llvm::DenseMap<const clang::FunctionDecl *, const clang::FunctionDecl *>
      TableOwner; ///< A lambda's call operator uses its parent's table.
  unsigned Level = 0;
};

/// The function whose body \p D stands in, through lambdas.
const clang::FunctionDecl *outermostFunction(const clang::Decl *D);

/// The object a member is called on, as the code names it: not as the base
/// class that happens to declare the member. Null when there is none.
const clang::Expr *objectOf(const clang::CXXMemberCallExpr *C);

/// Strips parentheses, casts, temporaries, cleanups.
const clang::Expr *strip(const clang::Expr *E);
/// Strips these and constructors of one argument: copies, moves, conversions.
const clang::Expr *stripConstructions(const clang::Expr *E);

} // namespace mapwarden

#endif
