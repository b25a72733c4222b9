//===- FactBuilder.h - From declarations to entities -----------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_FACTBUILDER_H
#define MAPWARDEN_MODEL_FACTBUILDER_H

#include "Facts/Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

namespace mapwarden {

/// Hands out entity and site numbers for one translation unit, and remembers
/// what they stand for. A template and its instantiations share an entity.
class FactBuilder {
public:
  /// \param WholeProgram entities get a USR, their scope and the place of
  /// their definition.
  explicit FactBuilder(const clang::ASTContext &Context,
                       bool WholeProgram = false)
      : WholeProgram(WholeProgram), Context(Context) {}

  const bool WholeProgram;

  EntityId entity(const clang::NamedDecl *D);
  SiteId site(clang::SourceLocation Loc);
  SiteId site(const clang::Stmt *S);

  /// A declaration of entity \p Id; one of several for templates.
  const clang::NamedDecl *decl(EntityId Id) const { return Decls[Id]; }
  clang::SourceLocation location(SiteId Id) const { return Locations[Id]; }

  /// Visible to this translation unit only, or not able to be named by others
  /// because it is defined in the main file and declared in no header.
  bool isInternal(const clang::NamedDecl *D) const;

  /// Numbers the locals of equal name in each function, so that every USR is
  /// unique. Call once, when all entities are known.
  void finish();

  TUFacts Facts;

private:
  void describe(EntityId Id, const clang::NamedDecl *D);

  const clang::ASTContext &Context;
  /// Kind and place: what an instantiation shares with its pattern.
  using Key = std::tuple<uint8_t, uint32_t, const void *>;
  llvm::DenseMap<const clang::Decl *, EntityId> ByDecl;
  std::map<Key, EntityId> ByPlace;
  llvm::DenseMap<uint32_t, SiteId> ByLocation;
  llvm::DenseMap<uint32_t, uint32_t> FileIndex;
  std::vector<const clang::NamedDecl *> Decls;
  std::vector<clang::SourceLocation> Locations;
  std::vector<EntityId> Locals; ///< Entities with a parent function.
};

} // namespace mapwarden

#endif
