//===- Keys.h - What keys an expression can be -----------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_KEYS_H
#define MAPWARDEN_MODEL_KEYS_H

#include "Model/Paths.h"

namespace mapwarden {

/// Tells how many different values a key expression can take, and gives equal
/// keys an equal text.
class KeyModel {
public:
  KeyModel(TypeModel &Types, FactBuilder &Facts, PathResolver &Paths)
      : Types(Types), Facts(Facts), Paths(Paths) {}

  /// The function whose parameters KeyDomain::Param refers to.
  void setCurrent(const clang::FunctionDecl *F) { Current = F; }

  /// \param E the key; \param Map the container it is for.
  KeyFact key(const clang::Expr *E, const AccessPath &Map);

  /// The normal form of \p E; empty when evaluating it twice may give two
  /// values.
  std::string text(const clang::Expr *E) const;

  /// The key of the look-up that \p E, an iterator, was given by for good;
  /// null if there is none.
  const clang::Expr *soughtBy(const clang::Expr *E);

  /// The parameter of the current function that \p E tells the key of:
  /// `session.id`, be it by way of a variable.
  std::optional<uint8_t> parameterKeyedBy(const clang::Expr *E);

private:
  bool pointsIntoConstant(const clang::Expr *E);
  bool isFresh(const clang::Expr *E, unsigned Depth = 0);
  KeyFact domain(const clang::Expr *E, unsigned Depth);
  KeyFact variable(const clang::VarDecl *V, unsigned Depth);
  KeyFact call(const clang::CallExpr *C, unsigned Depth);
  KeyFact arguments(const clang::CXXConstructExpr *C, unsigned Depth);
  KeyFact binary(const clang::BinaryOperator *B, unsigned Depth);

  const clang::FunctionDecl *Current = nullptr;
  TypeModel &Types;
  FactBuilder &Facts;
  PathResolver &Paths;
};

/// `session` of `session.id`, `session->m_key`, `session.name()`: of the fields
/// and methods that say who an object is; else null.
const clang::Expr *ownerOfKeyField(const clang::Expr *E);

} // namespace mapwarden

#endif
