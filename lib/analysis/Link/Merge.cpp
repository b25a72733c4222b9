#include "Link/Merge.h"
#include "Catalog/Names.h"
#include "Facts/Append.h"
#include "Link/Canonical.h"
#include "Link/Renumbering.h"

namespace mapwarden {

uint32_t Merger::file(const std::string &Path) {
  auto [It, New] = FileIndex.try_emplace(Path, Program.Files.size());
  if (New)
    append(Program.Files, std::string(Path));
  return It->second;
}

SiteId Merger::site(const Site &S, llvm::ArrayRef<uint32_t> Files) {
  const Site Mine{Files[S.File], S.Line, S.Column};
  if (SiteIndex.size() <= Mine.File)
    SiteIndex.resize(Program.Files.size());
  auto [It, New] = SiteIndex[Mine.File].try_emplace(
      uint64_t(Mine.Line) << 32 | Mine.Column, Program.Sites.size());
  if (New)
    Program.Sites.push_back(Mine);
  return It->second;
}

/// Of several declarations headers are shown, then the first by name.
static std::tuple<bool, llvm::StringRef, uint32_t, uint32_t>
placeRank(const TUFacts &Facts, SiteId At) {
  if (At == NoSite)
    return {true, "\xff", 0, 0};
  const Site &S = Facts.Sites[At];
  llvm::StringRef Path = Facts.Files[S.File];
  return {!isHeader(Path), Path, S.Line, S.Column};
}

bool Merger::isBetterPlace(const Entity &A, const Entity &B) const {
  // A class and a variable are shown where they are defined.
  const bool AtDefinition = A.Kind != EntityKind::Function;
  if (AtDefinition && (A.Def == NoSite) != (B.Def == NoSite))
    return A.Def != NoSite;
  return placeRank(Program, A.Decl) < placeRank(Program, B.Decl);
}

/// \p E says more about the entity \p Known.
void Merger::join(EntityId Known, Entity &&E) {
  Entity &Old = Program.Entities[Known];
  if (Old.Decl == E.Decl && Old.Def == E.Def)
    return;
  if (isBetterPlace(E, Old)) {
    Old.Decl = E.Decl;
    Old.Name = std::move(E.Name);
    Old.Scope = std::move(E.Scope);
  }
  if (Old.Def == NoSite || (E.Def != NoSite && placeRank(Program, E.Def) <
                                                   placeRank(Program, Old.Def)))
    Old.Def = E.Def;
}

EntityId Merger::entity(Entity &&E, llvm::ArrayRef<SiteId> Sites) {
  E.Decl = E.Decl == NoSite ? NoSite : Sites[E.Decl];
  E.Def = E.Def == NoSite ? NoSite : Sites[E.Def];
  std::string Key = E.USR;
  if (E.Internal && E.Decl != NoSite)
    Key += "\n" + Program.Files[Program.Sites[E.Decl].File];
  Name &Known = Names[Key];
  auto Create = [&] {
    append(Program.Entities, std::move(E));
    return EntityId(Program.Entities.size() - 1);
  };
  if (E.Def == NoSite || E.Internal) {
    if (Known.Declared == NoEntity)
      return Known.Declared = Create();
    join(Known.Declared, std::move(E));
    return Known.Declared;
  }
  const uint32_t File = Program.Sites[E.Def].File;
  for (EntityId Id : Known.Defined)
    if (Program.Sites[Program.Entities[Id].Def].File == File) {
      join(Id, std::move(E));
      return Id;
    }
  const EntityId Id = Create();
  Known.Defined.push_back(Id);
  return Id;
}

template <typename Fact>
void Merger::addFacts(std::vector<Fact> &From, std::vector<Fact> &To,
                      const Renumbering &Ids) {
  for (Fact &F : From) {
    fields(Ids, F);
    if (Seen.insert(hashOf(F)).second)
      append(To, std::move(F));
  }
}

void Merger::addUses(std::vector<UseFact> &From, const Renumbering &Ids) {
  for (UseFact &F : From) {
    fields(Ids, F);
    if (Seen.insert(hashOf(F)).second)
      Uses.add(std::move(F));
  }
}

std::vector<uint32_t> Merger::addCalls(std::vector<CallFact> &From,
                                       const Renumbering &Ids) {
  std::vector<uint32_t> Places;
  Places.reserve(From.size());
  for (CallFact &F : From) {
    fields(Ids, F);
    auto [It, New] = CallIndex.try_emplace(hashOf(F), Calls.size());
    Places.push_back(It->second);
    if (New)
      Calls.add(std::move(F));
  }
  return Places;
}

void Merger::add(UnitFacts Unit) {
  TUFacts &Facts = Unit.Facts;
  std::vector<uint32_t> Files;
  std::vector<SiteId> Sites;
  std::vector<EntityId> Entities;
  for (const std::string &Path : Facts.Files)
    Files.push_back(file(Path));
  if (Unit.Status != UnitStatus::Complete) {
    GapFact Gap{Unit.Source,
                Unit.Status == UnitStatus::Failed,
                Unit.Status >= UnitStatus::Cut,
                Files,
                {},
                std::move(Unit.Mentions)};
    Gap.Files.push_back(file(Unit.Source));
    Program.Gaps.push_back(std::move(Gap));
  }
  for (const Site &S : Facts.Sites)
    Sites.push_back(site(S, Files));
  std::vector<EntityId> Owners;
  std::vector<SiteId> Decls;
  for (Entity &E : Facts.Entities) {
    Owners.push_back(E.Owner);
    Decls.push_back(E.Decl);
    E.Owner = NoEntity;
    Entities.push_back(entity(std::move(E), Sites));
  }
  for (size_t I = 0; I < Owners.size(); ++I)
    if (Owners[I] != NoEntity)
      Program.Entities[Entities[I]].Owner = Entities[Owners[I]];
  for (const ContainerFact &C : Facts.Containers)
    if (const SiteId At = Decls[C.Decl]; At != NoSite)
      DeclaredIn[Files[Facts.Sites[At].File]].insert(Entities[C.Decl]);

  const Renumbering Before{Entities, Sites, {}};
  // Calls come first: stale references point at them.
  const std::vector<uint32_t> Places = addCalls(Facts.Calls, Before);
  const Renumbering Ids{Entities, Sites, Places};
  addUses(Facts.Uses, Ids);
#define ADD(Kind) addFacts(Facts.Kind, Program.Kind, Ids)
  ADD(Containers);
  ADD(Functions);
  ADD(Records);
  ADD(Instances);
  ADD(Escapes);
  ADD(SizeTests);
  ADD(FlagTests);
  ADD(Releases);
  ADD(GiveUps);
  ADD(Carries);
  ADD(Stales);
  ADD(Tombstones);
#undef ADD
}

void Merger::fillGaps() {
  for (GapFact &G : Program.Gaps)
    if (!G.HeadersUnknown)
      for (uint32_t File : G.Files)
        if (auto It = DeclaredIn.find(File); It != DeclaredIn.end())
          llvm::append_range(G.Declared, It->second);
}

/// What is only declared in one unit is what another defines. Of several
/// definitions (programs of one database may use a name twice) it is the first.
std::vector<EntityId> Merger::resolveNames() const {
  std::vector<EntityId> Result(Program.Entities.size());
  for (EntityId Id = 0; Id < Result.size(); ++Id)
    Result[Id] = Id;
  for (const auto &Each : Names) {
    const Name &N = Each.second;
    if (N.Declared == NoEntity || N.Defined.empty())
      continue;
    Result[N.Declared] = *std::min_element(
        N.Defined.begin(), N.Defined.end(), [&](EntityId A, EntityId B) {
          return placeRank(Program, Program.Entities[A].Def) <
                 placeRank(Program, Program.Entities[B].Def);
        });
  }
  return Result;
}

TUFacts Merger::finish() {
  const std::vector<EntityId> Resolved = resolveNames();
  for (EntityId Id = 0; Id < Resolved.size(); ++Id)
    if (Resolved[Id] != Id) {
      Entity Declared = Program.Entities[Id];
      join(Resolved[Id], std::move(Declared));
    }
  fillGaps();
  TUFacts Result = std::move(Program);
  Result.Uses = Uses.take();
  Result.Calls = Calls.take();
  *this = Merger();
  canonicalize(Result, Resolved);
  Result.WholeProgram = true;
  closeProgram(Result);
  return Result;
}

TUFacts merge(std::vector<UnitFacts> Units) {
  Merger M;
  for (UnitFacts &Unit : Units)
    M.add(std::move(Unit));
  return M.finish();
}

} // namespace mapwarden
