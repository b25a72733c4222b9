//===- Matchers.h - The model's vocabulary as AST matchers -----*- C++ -*-===//
//
// For the checks, and for people who explore their code with clang-query.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_MODEL_MATCHERS_H
#define MAPWARDEN_MODEL_MATCHERS_H

#include "Model/Types.h"
#include "clang/ASTMatchers/ASTMatchers.h"

namespace mapwarden {

/// Matches variables and fields that are, point to, wrap or nest a container
/// of associative kind.
///   `std::map<int, int> m;`  `std::unique_ptr<std::vector<std::set<T>>> v;`
AST_MATCHER_P(clang::DeclaratorDecl, declaresMap, const Catalog *, Rows) {
  clang::QualType T = Node.getType();
  if (T.isNull() || T->getUnqualifiedDesugaredType()->isBuiltinType())
    return false;
  TypeModel Types(Finder->getASTContext(), *Rows);
  for (unsigned I = 0; I < 4 && !T.isNull(); ++I) {
    T = Types.unwrap(T);
    if (T.isNull() ||
        (!T->isRecordType() && !T->isArrayType() && !T->isDependentType()))
      return false;
    if (const auto *A = T->getAsArrayTypeUnsafe()) {
      T = A->getElementType();
      continue;
    }
    ContainerType Found = Types.container(T);
    if (!Found)
      return false;
    if (Found.Row->isAssociative())
      return true;
    T = Found.Mapped;
  }
  return false;
}

/// Matches erase-like methods of classes that may be home-made tables.
///   `bool Table::erase(const Key &k) { … slot.state = Deleted; … }`
AST_MATCHER(clang::CXXMethodDecl, removesFromOwnTable) {
  if (!Node.doesThisDeclarationHaveABody() ||
      !Node.getDeclName().isIdentifier())
    return false;
  llvm::StringRef Name = Node.getName();
  return Name.contains_insensitive("erase") ||
         Name.contains_insensitive("remove");
}

} // namespace mapwarden

#endif
