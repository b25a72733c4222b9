//===- ModelContext.h - The model of one translation unit ------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_MODELCONTEXT_H
#define MAPWARDEN_MODEL_MODELCONTEXT_H

#include "Model/Closedness.h"
#include "Model/Events.h"
#include "Model/Keys.h"
#include "Model/Locks.h"
#include "Model/Paths.h"
#include "Model/Values.h"
#include "llvm/ADT/DenseSet.h"

namespace mapwarden {

/// Canonical types.
using TypeSet = llvm::SmallPtrSet<const clang::Type *, 4>;

/// The parts of the model that all functions of a translation unit share.
struct ModelContext {
  ModelContext(const clang::ASTContext &Context, const Catalog &Rows,
               bool WholeProgram = false)
      : Context(Context), Facts(Context, WholeProgram), Types(Context, Rows),
        Paths(Types, Facts), Keys(Types, Facts, Paths),
        Values(Types, Facts, Paths), Locks(Types, Facts, Paths), Closed(Facts) {
  }
  ModelContext(const ModelContext &) = delete;
  ModelContext &operator=(const ModelContext &) = delete;

  const clang::ASTContext &Context;
  FactBuilder Facts;
  TypeModel Types;
  PathResolver Paths;
  KeyModel Keys;
  ValueModel Values;
  LockModel Locks;
  Closedness Closed;
  /// Functions used other than by calling them.
  llvm::DenseSet<EntityId> AddressTaken;
  /// Functions that call something of which nobody knows here what it does.
  llvm::DenseSet<EntityId> CallsUnknown;
  /// Variables and fields of callable type that are called: each stands for a
  /// function that calls whatever lambda is put into it.
  llvm::DenseSet<EntityId> Callables;
  /// By class: the types that its containers are made of.
  llvm::DenseMap<const clang::CXXRecordDecl *, TypeSet> Kept;
  /// Lambdas that are stored, returned, or run on another thread.
  llvm::DenseSet<EntityId> Deferred;
};

} // namespace mapwarden

#endif
