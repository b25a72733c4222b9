#include "Model/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace mapwarden {

static EntityKind kindOf(const NamedDecl *D) {
  if (isa<FunctionDecl>(D))
    return EntityKind::Function;
  if (isa<FieldDecl>(D))
    return EntityKind::Field;
  if (isa<RecordDecl>(D))
    return EntityKind::Record;
  return EntityKind::Variable;
}

/// Where findings about \p D are reported: the definition, except for static
/// data members, whose declaration in the class is what people read.
static const NamedDecl *reportedDecl(const NamedDecl *D) {
  if (const auto *V = dyn_cast<VarDecl>(D)) {
    if (V->isStaticDataMember())
      return V->getCanonicalDecl();
    if (const VarDecl *Def = V->getDefinition())
      return Def;
  }
  return D;
}

EntityId FactBuilder::entity(const NamedDecl *D) {
  D = cast<NamedDecl>(D->getCanonicalDecl());
  auto Known = ByDecl.find(D);
  if (Known != ByDecl.end())
    return Known->second;
  const NamedDecl *Shown = reportedDecl(D);
  SourceLocation Loc = D->getLocation();
  const void *Name = D->getDeclName().getAsOpaquePtr();
  if (const auto *M = dyn_cast<CXXMethodDecl>(D))
    if (M->getParent()->isLambda())
      Loc = M->getParent()->getBeginLoc();
  // Implicit members share the place of their class.
  Key Place(static_cast<uint8_t>(kindOf(D)), Loc.getRawEncoding(),
            Loc.isInvalid() || D->isImplicit() ? static_cast<const void *>(D)
                                               : Name);
  auto [It, New] = ByPlace.try_emplace(Place, Facts.Entities.size());
  ByDecl[D] = It->second;
  if (!New)
    return It->second;
  Entity E;
  E.Kind = kindOf(D);
  E.Name = D->getNameAsString();
  E.Internal = isInternal(D);
  E.Decl = site(Shown->getLocation());
  EntityId Id = It->second;
  Facts.Entities.push_back(std::move(E));
  Decls.push_back(Shown);
  if (const auto *F = dyn_cast<FieldDecl>(D)) {
    EntityId Owner = entity(F->getParent());
    Facts.Entities[Id].Owner = Owner;
  }
  if (WholeProgram)
    describe(Id, D);
  return Id;
}

bool FactBuilder::isInternal(const NamedDecl *D) const {
  if (!D->isExternallyVisible())
    return true;
  if (WholeProgram)
    return false;
  // Declared in the main file only: no other unit can know of it, unless it
  // repeats the declaration by hand.
  const SourceManager &SM = Context.getSourceManager();
  for (const Decl *R : D->redecls())
    if (!SM.isInMainFile(SM.getExpansionLoc(R->getLocation())))
      return false;
  const auto *V = dyn_cast<VarDecl>(D);
  return V && V->hasGlobalStorage() && !V->isStaticLocal();
}

SiteId FactBuilder::site(SourceLocation Loc) {
  if (Loc.isInvalid())
    return NoSite;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Place = SM.getFileLoc(Loc);
  auto [It, New] =
      ByLocation.try_emplace(Place.getRawEncoding(), Facts.Sites.size());
  if (!New)
    return It->second;
  auto [Id, Offset] = SM.getDecomposedLoc(Place);
  auto [File, NewFile] =
      FileIndex.try_emplace(Id.getHashValue(), Facts.Files.size());
  if (NewFile)
    Facts.Files.push_back(SM.getFilename(Place).str());
  Site S;
  S.File = File->second;
  S.Line = SM.getLineNumber(Id, Offset);
  S.Column = SM.getColumnNumber(Id, Offset);
  Facts.Sites.push_back(S);
  Locations.push_back(Place);
  return It->second;
}

SiteId FactBuilder::site(const Stmt *S) {
  if (!S)
    return NoSite;
  // Point at what names the operation, not at the start of a long chain.
  SourceLocation Loc = S->getBeginLoc();
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(S))
    Loc = M->getExprLoc();
  else if (const auto *E = dyn_cast<MemberExpr>(S))
    Loc = E->getMemberLoc();
  return site(Loc);
}

} // namespace mapwarden
