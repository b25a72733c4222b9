//===- Closedness.h - Is every access in this unit? ------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_CLOSEDNESS_H
#define MAPWARDEN_MODEL_CLOSEDNESS_H

#include "Model/FactBuilder.h"
#include "clang/AST/DeclCXX.h"

namespace mapwarden {

/// Decides what other translation units can reach. "Closed" as defined in
/// docs/architecture.md.
class Closedness {
public:
  explicit Closedness(const FactBuilder &Facts) : Facts(Facts) {}

  /// Every access to \p V is in this translation unit.
  bool isClosed(const clang::VarDecl *V) const;
  bool isClosed(const clang::FieldDecl *F) const;
  /// Every caller of \p F is in this translation unit.
  bool isClosed(const clang::FunctionDecl *F) const;
  /// \p F is declared in the main file only, so what is seen to call it is all
  /// that does, if anything does: a library's entry points have no caller here.
  /// \param HasMain the unit holds the program's main function.
  bool isConfinedToMainFile(const clang::FunctionDecl *F, bool HasMain) const;
  bool isDefinedInMainFile(const clang::Decl *D) const;

private:
  bool isConfined(const clang::CXXRecordDecl *R) const;
  bool hasAllBodies(const clang::CXXRecordDecl *R) const;
  bool friendsAreVisible(const clang::CXXRecordDecl *R) const;

  const FactBuilder &Facts;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, bool> Complete;
};

} // namespace mapwarden

#endif
