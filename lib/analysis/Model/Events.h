//===- Events.h - What a function does, in terms of the model --*- C++ -*-===//
//
// The model turns the body of a function into events that hang on statements.
// The flows of Extract walk the CFG and look the events of each statement up.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_MODEL_EVENTS_H
#define MAPWARDEN_MODEL_EVENTS_H

#include "Facts/Facts.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include <vector>

namespace mapwarden {

enum class EventKind : uint8_t {
  Use,     ///< An operation on a container: Index into FunctionModel::Uses.
  Call,    ///< A call: Index into FunctionModel::Calls.
  Bind,    ///< `Var` is bound to (or re-assigned) `Refs`. Refs may be empty:
           ///< bound to something the model does not follow.
  Read,    ///< `Var`, a local that refers to something, is used.
  Acquire, ///< Lock `Lock` is taken in `Mode`; by guard `Var` if not null.
  Release, ///< Lock `Lock` is given back; all locks of guard `Var` if not null.
  Write,   ///< Plain local `Var` is assigned: keys that mention it change.
  Store,   ///< `Refs` are stored in field, global or container `Into`.
  Return,  ///< `Refs` are returned by reference, pointer, iterator or view.
  Capture, ///< `Var` is captured by reference in a callable that is stored or
           ///< runs later.
  SetFlag, ///< Bool `Lock`, a field or a global, becomes true.
  ClearFlag, ///< Bool `Lock` becomes false.
  TestFlag,  ///< Bool `Lock` is read: Index into FunctionModel::FlagTests.
};

struct Event {
  EventKind Kind = EventKind::Use;
  const clang::Stmt *At = nullptr; ///< The statement it hangs on.
  uint32_t Index = ~0u;
  const clang::VarDecl *Var = nullptr;
  RefList Refs;
  AccessPath Into;
  AccessPath Lock;
  LockMode Mode = LockMode::Exclusive;
  bool Try = false; ///< Acquire: may fail.
  /// Acquire: only if there is something in a container (which is not about
  /// who else there is). Use, Call: only if there is something in that one.
  bool Asks = false;
};

/// One function body (or lambda body) as the model sees it. Indices in events
/// refer to the vectors here; Extract moves them into TUFacts.
struct FunctionModel {
  const clang::FunctionDecl *Function = nullptr;
  const clang::Stmt *Body = nullptr;
  EntityId Id = NoEntity;
  std::vector<UseFact> Uses;
  std::vector<const clang::Stmt *> UseStmts; ///< Parallel to Uses.
  std::vector<CallFact> Calls;
  std::vector<const clang::Stmt *> CallStmts; ///< Parallel to Calls.
  std::vector<FlagTestFact> FlagTests;
  std::vector<Event> Events;
  /// Events by statement, in the order in which they happen.
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<uint32_t, 2>> ByStmt;
  /// What a local variable may refer to, over the whole body.
  llvm::DenseMap<const clang::VarDecl *, RefList> Locals;
  /// Parameters that callers may bind to elements of the object's containers.
  llvm::SmallVector<const clang::ParmVarDecl *, 2> ElementParams;
  bool HasLocks = false; ///< Any Acquire or Release event.
  bool HasBindings =
      false; ///< Any Bind event with an Element path, or a Store/Return.
};

} // namespace mapwarden

#endif
