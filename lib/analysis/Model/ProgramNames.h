//===- ProgramNames.h - Names of entities in a whole program ---*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_PROGRAMNAMES_H
#define MAPWARDEN_MODEL_PROGRAMNAMES_H

#include "clang/AST/Decl.h"
#include <string>

namespace mapwarden {

/// What Entity::USR is for \p D: the same in every unit that sees it, whatever
/// is edited around it. Locals of one name in one function share theirs.
std::string usrOf(const clang::NamedDecl *D);

} // namespace mapwarden

#endif
