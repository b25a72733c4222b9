//===- MapUses.h - All that is done with a declared map --------*- C++ -*-===//
#ifndef MAPWARDEN_CHECKS_MAPUSES_H
#define MAPWARDEN_CHECKS_MAPUSES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include <vector>

namespace clang::tidy::mapwarden {

/// One place that names the map.
struct MapUse {
  const Expr *Ref = nullptr;
  const FunctionDecl *In = nullptr; ///< Null outside functions.
  /// `m.Member(…)` or `m[…]`; null for anything else.
  const CallExpr *Call = nullptr;
  std::string Member;
  const Stmt *Around = nullptr; ///< What the call, or the name, is part of.
  bool InTemplate = false;
};

/// The uses of \p D in the user's code of the translation unit. O(its size).
std::vector<MapUse> usesOf(const ValueDecl *D, const ASTContext &Context);

/// How the type of a map is written in its declaration.
struct WrittenMap {
  const ValueDecl *Decl = nullptr;
  SourceRange Name;  ///< `std::unordered_map`
  SourceRange Whole; ///< With its arguments.
  std::vector<SourceRange> Arguments;
  std::string Template; ///< Its qualified name.
};

/// None unless \p D is declared alone, once, outside templates, as
/// `std::map<K, V> m;` with no or an empty initialiser.
std::optional<WrittenMap> writtenMap(const ValueDecl *D,
                                     const ASTContext &Context);

} // namespace clang::tidy::mapwarden

#endif
