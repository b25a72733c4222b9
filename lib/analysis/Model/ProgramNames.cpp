//===- ProgramNames.cpp - Names of entities in a whole program ------------===//
//
// What a unit adds to its facts when they are to be merged with those of
// others. Clang's USR does for what other units can see; what lives in a
// function is named by the function, without offsets, so that the name outlives
// edits elsewhere in the file.
//
//===----------------------------------------------------------------------===//
#include "Model/ProgramNames.h"
#include "Model/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"

using namespace clang;

namespace mapwarden {

/// What \p D was instantiated from; \p D itself when it was not.
static const NamedDecl *patternOf(const NamedDecl *D) {
  const NamedDecl *Pattern = nullptr;
  if (const auto *F = dyn_cast<FunctionDecl>(D))
    Pattern = F->getTemplateInstantiationPattern();
  else if (const auto *R = dyn_cast<CXXRecordDecl>(D))
    Pattern = R->getTemplateInstantiationPattern();
  else if (const auto *V = dyn_cast<VarDecl>(D))
    Pattern = V->getTemplateInstantiationPattern();
  else if (const auto *F = dyn_cast<FieldDecl>(D))
    if (const auto *R = dyn_cast<CXXRecordDecl>(F->getParent()))
      if (const CXXRecordDecl *P = R->getTemplateInstantiationPattern())
        for (const FieldDecl *Of : P->fields())
          if (Of->getFieldIndex() == F->getFieldIndex())
            Pattern = Of;
  return Pattern ? Pattern : D;
}

/// The declaration of the function \p D lives in; null when it lives in none.
static const FunctionDecl *functionAround(const NamedDecl *D) {
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(C))
      return F;
  return nullptr;
}

/// `c:@F@serve#` `@` `cache`: without a number to tell equal names apart.
static std::string localName(const NamedDecl *D, const FunctionDecl *Around) {
  std::string Path;
  auto Prepend = [&](StringRef Name) { Path = ("@" + Name + Path).str(); };
  const auto *M = dyn_cast<CXXMethodDecl>(D);
  const bool Lambda = M && M->getParent()->isLambda();
  Prepend(Lambda ? "lambda" : D->getNameAsString());
  for (const DeclContext *C = D->getDeclContext(); C && C != Around;
       C = C->getParent())
    if (const auto *R = dyn_cast<CXXRecordDecl>(C); R && !R->isLambda())
      Prepend(R->getNameAsString());
  return usrOf(Around) + Path;
}

std::string usrOf(const NamedDecl *D) {
  D = cast<NamedDecl>(patternOf(D)->getCanonicalDecl());
  if (const FunctionDecl *Around = functionAround(D))
    return localName(D, Around);
  SmallString<128> USR;
  if (index::generateUSRForDecl(D, USR)) {
    USR = "c:@?@"; // Implicit or unnamed: told apart by its place.
    USR += D->getNameAsString();
  }
  // A lambda of a namespace-scope initialiser is a class without a name.
  return USR.str().str();
}

static SourceLocation definitionOf(const NamedDecl *D) {
  const NamedDecl *Def = nullptr;
  if (const auto *F = dyn_cast<FunctionDecl>(D)) {
    const FunctionDecl *Body = nullptr;
    if (F->hasBody(Body))
      Def = Body;
  } else if (const auto *R = dyn_cast<RecordDecl>(D)) {
    Def = R->getDefinition();
  } else if (const auto *V = dyn_cast<VarDecl>(D)) {
    Def = V->isStaticDataMember() ? V : V->getDefinition();
  } else if (isa<FieldDecl>(D)) {
    Def = D;
  }
  return Def ? Def->getLocation() : SourceLocation();
}

static std::string scopeOf(const NamedDecl *D) {
  std::string Scope;
  llvm::raw_string_ostream Out(Scope);
  SmallVector<std::string, 4> Parts;
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent()) {
    const auto *N = dyn_cast<NamedDecl>(C);
    if (!N || isa<LinkageSpecDecl>(C))
      continue;
    if (const auto *NS = dyn_cast<NamespaceDecl>(C);
        NS && (NS->isInline() || NS->isAnonymousNamespace()))
      continue;
    if (const auto *R = dyn_cast<CXXRecordDecl>(C); R && R->isLambda())
      continue;
    if (const auto *M = dyn_cast<CXXMethodDecl>(C);
        M && M->getParent()->isLambda())
      continue;
    if (std::string Name = N->getNameAsString(); !Name.empty())
      Parts.push_back(std::move(Name));
  }
  llvm::interleave(llvm::reverse(Parts), Out, "::");
  return Scope;
}

void FactBuilder::describe(EntityId Id, const NamedDecl *D) {
  const NamedDecl *Pattern = patternOf(D);
  std::string USR = usrOf(D);
  std::string Scope = scopeOf(Pattern);
  SiteId Def = site(definitionOf(Pattern));
  Entity &E = Facts.Entities[Id];
  E.USR = std::move(USR);
  E.Scope = std::move(Scope);
  E.Def = Def;
  if (E.Kind == EntityKind::Record && Def != NoSite)
    E.Decl = Def;
  const auto *M = dyn_cast<CXXMethodDecl>(D);
  if (functionAround(D) || (M && M->getParent()->isLambda()))
    Locals.push_back(Id);
}

/// A function without external linkage makes what lives in it internal, too.
void FactBuilder::finish() {
  std::map<StringRef, SmallVector<EntityId, 2>> Same;
  for (EntityId Id : Locals)
    Same[Facts.Entities[Id].USR].push_back(Id);
  auto PlaceOf = [&](EntityId Id) {
    const SiteId At = Facts.Entities[Id].Decl;
    return At == NoSite
               ? std::tuple(~0u, 0u, Id)
               : std::tuple(Facts.Sites[At].Line, Facts.Sites[At].Column, Id);
  };
  std::vector<std::pair<EntityId, std::string>> Renamed;
  for (auto &[USR, Ids] : Same) {
    llvm::sort(Ids,
               [&](EntityId A, EntityId B) { return PlaceOf(A) < PlaceOf(B); });
    for (size_t I = 1; I < Ids.size(); ++I)
      Renamed.push_back({Ids[I], (USR + "#" + Twine(I)).str()});
  }
  for (auto &[Id, USR] : Renamed)
    Facts.Entities[Id].USR = std::move(USR);
}

} // namespace mapwarden
