//===- Values.h - Who owns what is stored ----------------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_VALUES_H
#define MAPWARDEN_MODEL_VALUES_H

#include "Model/Paths.h"

namespace mapwarden {

/// Tells where a pointer or handle comes from, as far as ownership goes.
class ValueModel {
public:
  ValueModel(TypeModel &Types, FactBuilder &Facts, PathResolver &Paths)
      : Types(Types), Facts(Facts), Paths(Paths) {}

  /// The origin of the value of \p E, looking into pairs and initialiser
  /// lists for the first part that is a raw pointer or a handle.
  ValueFact value(const clang::Expr *E) { return value(E, 0); }

  /// A raw pointer to an object, an integer, or something made of them.
  bool mayOwn(clang::QualType T) const;
  ValueShape shape(clang::QualType T, unsigned Depth = 0) const;
  /// False when no part of a \p T can be a resource that has to be released by
  /// hand, be it one that this model does not follow.
  bool mayHoldRaw(clang::QualType T, unsigned Depth = 0) const;

private:
  bool holdsRawPart(const clang::CXXRecordDecl *R, unsigned Depth) const;
  ValueFact value(const clang::Expr *E, unsigned Depth);
  ValueFact variable(const clang::VarDecl *V, unsigned Depth);
  ValueFact call(const clang::CallExpr *C, unsigned Depth);

  TypeModel &Types;
  FactBuilder &Facts;
  PathResolver &Paths;
};

} // namespace mapwarden

#endif
