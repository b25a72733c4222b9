//===- Locks.h - What takes and gives back a lock --------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_LOCKS_H
#define MAPWARDEN_MODEL_LOCKS_H

#include "Model/Paths.h"

namespace mapwarden {

/// One lock that an expression or a declaration takes or gives back.
struct LockOperation {
  LockAction Action = LockAction::Acquire;
  LockMode Mode = LockMode::Exclusive;
  AccessPath Lock; ///< Unknown: what Guard is known to be for.
  const clang::VarDecl *Guard = nullptr;
};
using LockOperations = llvm::SmallVector<LockOperation, 2>;

/// Recognises scoped locks (by catalogue and by shape), lock methods, C lock
/// functions, and functions that lock or unlock for their caller.
class LockModel {
public:
  LockModel(TypeModel &Types, FactBuilder &Facts, PathResolver &Paths)
      : Types(Types), Facts(Facts), Paths(Paths) {}

  /// What declaring \p V takes, if it is a scoped lock.
  LockOperations declaration(const clang::VarDecl *V);
  /// What the temporary \p Guard takes, if it is a scoped lock.
  LockOperations temporary(const clang::Expr *Guard);
  /// What the call \p C takes or gives back.
  LockOperations call(const clang::CallExpr *C);
  /// True for types that are scoped locks, by catalogue or shape.
  bool isGuard(clang::QualType T);
  /// The locks that attributes say every caller of \p F holds.
  LockSet required(const clang::FunctionDecl *F);
  /// The field or variable that clang's attribute guarded_by of \p D names, or
  /// else MAPWARDEN_GUARDED_BY.
  EntityId guardedBy(const clang::ValueDecl *D);

private:
  /// A lock that a constructor or function takes, as it sees it itself.
  struct Taken {
    AccessPath Lock;
    LockMode Mode;
    LockAction Action;
  };
  using TakenList = llvm::SmallVector<Taken, 2>;

  LockOperations ofReturned(const clang::Expr *Value,
                            std::optional<LockMode> Mode);
  LockOperations guardReturnedBy(const clang::CallExpr *C,
                                 std::optional<LockMode> Mode);
  LockOperations fromConstructor(const clang::CXXConstructExpr *C,
                                 LockMode Mode);
  bool isDeferred(const clang::CXXConstructExpr *C) const;
  AccessPath deferredLock(const clang::VarDecl *Guard);
  LockOperations fromShape(const clang::CXXConstructExpr *C);
  const TakenList &takenBy(const clang::CXXConstructorDecl *D);
  const TakenList &takenBy(const clang::FunctionDecl *F);
  /// All that the body of \p F does to locks, in no order.
  LockOperations operationsIn(const clang::FunctionDecl *F,
                              bool ThroughMethods = false);
  AccessPath inCallerOf(const clang::CallExpr *C, const AccessPath &Lock);
  LockOperations ofCallee(const clang::CallExpr *C,
                          const clang::FunctionDecl *F);
  LockOperations byName(const clang::FunctionDecl *F);
  void collect(const clang::FunctionDecl *F, TakenList &Out);
  void passGuards(const clang::CallExpr *C, const clang::FunctionDecl *F,
                  LockOperations &Out);
  std::optional<LockMode> catalogued(clang::QualType T) const;
  bool releasesInDestructor(const clang::CXXRecordDecl *R);
  LockOperations methodCall(const clang::CXXMemberCallExpr *C);

  TypeModel &Types;
  FactBuilder &Facts;
  PathResolver &Paths;
  llvm::DenseMap<const clang::FunctionDecl *, TakenList> Known;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Shapes;
};

} // namespace mapwarden

#endif
