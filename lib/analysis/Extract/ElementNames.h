//===- ElementNames.h - Which element an expression is about ---*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_ELEMENTNAMES_H
#define MAPWARDEN_EXTRACT_ELEMENTNAMES_H

#include "Extract/Operands.h"
#include "Model/Events.h"

namespace mapwarden {

/// What tells one element of a container from another: the variable that
/// refers to it first, and the text of the key it was looked up with.
struct ElementName {
  const clang::VarDecl *Root = nullptr;
  std::string Key;
  bool isKnown() const { return Root || !Key.empty(); }
  /// Both are known to be about the same element.
  bool isSame(const ElementName &Other) const {
    return (Root && Root == Other.Root) || (!Key.empty() && Key == Other.Key);
  }
};

/// Names elements within one function; flow-insensitive: through variables
/// that are bound only once.
class ElementNames {
public:
  explicit ElementNames(const FunctionModel &F);

  ElementName of(const clang::Expr *E) const;
  ElementName of(const clang::VarDecl *V) const;
  /// All elements that are mentioned anywhere in \p E.
  llvm::SmallVector<ElementName, 4> mentioned(const clang::Expr *E) const;

  /// The expression that a Bind or Write event assigns; null if none.
  static const clang::Expr *assignedBy(const Event &E);
  /// The uses that call \p C stands for.
  llvm::ArrayRef<uint32_t> uses(const clang::Stmt *C) const;

private:
  ElementName of(const clang::Expr *E, unsigned Depth) const;
  ElementName of(const clang::VarDecl *V, unsigned Depth) const;

  const FunctionModel &F;
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<uint32_t, 1>> ByCall;
  llvm::DenseMap<const clang::VarDecl *, unsigned> TimesBound;
};

/// True when \p Word occurs in \p Text as a whole identifier.
bool mentions(llvm::StringRef Text, llvm::StringRef Word);

} // namespace mapwarden

#endif
