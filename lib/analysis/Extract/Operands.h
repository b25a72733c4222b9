//===- Operands.h - What the operands of a call refer through --*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_OPERANDS_H
#define MAPWARDEN_EXTRACT_OPERANDS_H

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace mapwarden {

/// How an operand reaches the object that a call is given: `ref`,
/// `it->second`, `m[k].field`.
struct Operand {
  const clang::VarDecl *Var = nullptr;   ///< The variable it starts from, or
  const clang::CallExpr *Made = nullptr; ///< the call.
  const clang::Expr *Written = nullptr;  ///< The operand itself.
  bool ByValue = false;  ///< An iterator or pointer itself is copied.
  unsigned Derefs = 0;   ///< Iterators and pointers followed on the way.
  unsigned Position = 0; ///< The object of a member call is 0, too.
};
using OperandList = llvm::SmallVector<Operand, 2>;

/// The operands of \p Call (any call or construction) that refer to an object
/// when the call starts. Operands whose value is copied earlier are left out.
OperandList operandsOf(const clang::Expr *Call);

/// All operands, the object of a member call first.
llvm::SmallVector<const clang::Expr *, 4> allOperands(const clang::Expr *Call);

/// The variable or call that \p E names an element through, at any depth and
/// through copies: `std::string key = it->first` is about the element of `it`.
Operand elementSource(const clang::Expr *E);

/// What \p V, a structured binding or a variable, belongs to.
const clang::VarDecl *variableOf(const clang::DeclRefExpr *R);

} // namespace mapwarden

#endif
