//===- Insertion.h - What an insertion inserts -----------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_INSERTION_H
#define MAPWARDEN_MODEL_INSERTION_H

#include "Model/Types.h"

namespace mapwarden {

using ExprList = llvm::SmallVector<const clang::Expr *, 4>;

/// The key and the value among the arguments of an insertion; null when they
/// are not told apart.
struct Inserted {
  const clang::Expr *Key = nullptr;
  const clang::Expr *Value = nullptr;
};

/// What `container.Member(Args…)` inserts into a container of row \p Row.
Inserted insertedBy(const ContainerRow &Row, llvm::StringRef Member,
                    ExprList Args, const TypeModel &Types);

/// `v` when \p Consumer is `m[k] = v` and \p Subscript its `m[k]`; else null.
const clang::Expr *assignedTo(const clang::Expr *Subscript,
                              const clang::Stmt *Consumer);

} // namespace mapwarden

#endif
