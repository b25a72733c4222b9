#include "Verdict/RuleSupport.h"
#include "Catalog/Names.h"

namespace mapwarden {

std::string quotedName(const ProgramFacts &P, EntityId Id) {
  llvm::StringRef Name = P.name(Id);
  size_t Colons = Name.rfind("::");
  if (Colons != llvm::StringRef::npos)
    Name = Name.substr(Colons + 2);
  return ("'" + Name + "'").str();
}

bool areNeighbours(const ProgramFacts &P, EntityId A, EntityId B) {
  auto ClassOf = [&](EntityId Id) {
    const Entity &E = P.facts().Entities[Id];
    return E.Kind == EntityKind::Record ? Id : E.Owner;
  };
  EntityId OfA = ClassOf(A), OfB = ClassOf(B);
  return OfA == NoEntity || OfB == NoEntity || P.isA(OfA, OfB) ||
         P.isA(OfB, OfA);
}

const LevelFact *levelOf(const ProgramFacts &P, ContainerRef Ref) {
  const ContainerFact *C = P.container(Ref.Decl);
  return C && Ref.Depth < C->Levels.size() ? &C->Levels[Ref.Depth] : nullptr;
}

bool holdsMap(const ContainerFact &C) {
  return llvm::any_of(C.Levels,
                      [](const LevelFact &L) { return L.Row.isAssociative(); });
}

std::string lineText(const ProgramFacts &P, SiteId At, SiteId From) {
  if (At == NoSite || From == NoSite)
    return "elsewhere";
  const Site &A = P.facts().Sites[At], &F = P.facts().Sites[From];
  if (A.File == F.File && A.Line == F.Line)
    return "on this line";
  if (A.File == F.File)
    return "at line " + std::to_string(A.Line);
  llvm::StringRef File = P.facts().Files[A.File];
  return "at " + File.substr(File.rfind('/') + 1).str() + ":" +
         std::to_string(A.Line);
}

bool isForeignRelease(const ProgramFacts &P, const ReleaseFact &R) {
  if (R.How != ReleaseFact::HandedOn || R.Into == NoEntity || R.Arg != 0)
    return false;
  const FunctionFact *From = P.function(P.hostOf(R.Function));
  const FunctionFact *Into = P.function(R.Into);
  return From && From->IsDestructor && (!Into || !Into->HasBody) &&
         P.facts().Entities[R.Into].Owner == NoEntity &&
         soundsLikeRelease(P.name(R.Into));
}

bool isTouchedBy(const ProgramFacts &P, EntityId Decl, EntityId Function,
                 unsigned Hops) {
  for (const ResolvedUse &R : P.uses(Decl))
    if (P.hostOf(P.facts().Uses[R.Use].Function) == Function)
      return true;
  return Hops > 0 && llvm::any_of(P.callsFrom(Function), [&](uint32_t I) {
           const EntityId Callee = P.hostOf(P.facts().Calls[I].Callee);
           return isTouchedBy(P, Decl, Callee, Hops - 1);
         });
}

bool leadsTo(const ProgramFacts &P, EntityId Function,
             const std::set<EntityId> &Any, unsigned Hops) {
  if (Any.count(Function))
    return true;
  return llvm::any_of(
             P.lambdasOf(Function),
             [&](EntityId Inner) { return leadsTo(P, Inner, Any, Hops); }) ||
         (Hops && llvm::any_of(P.callsFrom(Function), [&](uint32_t I) {
            const EntityId Callee = P.hostOf(P.facts().Calls[I].Callee);
            return Callee != Function && leadsTo(P, Callee, Any, Hops - 1);
          }));
}

llvm::StringRef keyTypeOf(const ContainerFact &C) {
  llvm::StringRef Type = C.Type;
  const size_t Begin = Type.find('<');
  if (Begin == llvm::StringRef::npos)
    return {};
  unsigned Nested = 0;
  for (size_t I = Begin + 1; I < Type.size(); ++I) {
    if (Type[I] == '<' || Type[I] == '(')
      ++Nested;
    else if (Nested > 0 && (Type[I] == '>' || Type[I] == ')'))
      --Nested;
    else if (Nested == 0 && (Type[I] == ',' || Type[I] == '>'))
      return Type.slice(Begin + 1, I).trim();
  }
  return {};
}

} // namespace mapwarden
