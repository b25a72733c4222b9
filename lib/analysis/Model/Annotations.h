//===- Annotations.h - The runtime library's attributes --------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_ANNOTATIONS_H
#define MAPWARDEN_MODEL_ANNOTATIONS_H

#include "clang/AST/Decl.h"
#include <optional>

namespace mapwarden {

/// What follows `mapwarden::<Name>` in an annotation of any declaration of
/// \p D: "" for `MAPWARDEN_REMOVER` ("remover"), "mutex_" for
/// `MAPWARDEN_GUARDED_BY(mutex_)` ("guarded_by:"). None: it has none.
std::optional<llvm::StringRef> annotation(const clang::Decl *D,
                                          llvm::StringRef Name);

/// The field or variable that \p Text, an expression made of names only
/// (`mutex_`, `this->m`, `Class::m`, `pool->mutex`), means where \p D is
/// declared; for `this` the class of \p D. Null when there is none; none when
/// this unit cannot tell, as a class on the way is only declared in it or has
/// bases that are a template's parameters.
std::optional<const clang::NamedDecl *> namedBy(llvm::StringRef Text,
                                                const clang::ValueDecl *D);

} // namespace mapwarden

#endif
