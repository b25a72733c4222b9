//===- MakeReport.cpp - From findings to plain strings --------------------===//
#include "Report/Formats.h"
#include "Report/OwnerChains.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MD5.h"

namespace mapwarden {

static bool operator<(const Place &A, const Place &B) {
  return std::tie(A.File, A.Line, A.Column) <
         std::tie(B.File, B.Line, B.Column);
}

static llvm::StringRef spelling(Storage S) {
  switch (S) {
  case Storage::Field:
    return "field";
  case Storage::Namespace:
    return "global";
  case Storage::StaticMember:
    return "static-member";
  case Storage::StaticLocal:
    return "static-local";
  case Storage::ThreadLocal:
    return "thread-local";
  case Storage::MainLocal:
    return "main-local";
  case Storage::Local:
    return "local";
  case Storage::Parameter:
    return "parameter";
  }
  return "";
}

static llvm::StringRef spelling(Life L) {
  switch (L) {
  case Life::Unknown:
    return "unknown";
  case Life::Short:
    return "short";
  case Life::Session:
    return "session";
  case Life::Program:
    return "program";
  }
  return "";
}

namespace {

/// Turns ids of one program into strings.
class Resolver {
public:
  explicit Resolver(const ProgramFacts &P) : P(P), Chains(P) {}

  ReportFinding finding(const Finding &F);
  ReportMap map(const InventoryRow &Row) const;

private:
  const Entity *entity(EntityId Id) const {
    return Id < P.facts().Entities.size() ? &P.facts().Entities[Id] : nullptr;
  }
  Place place(SiteId Id) const;
  std::string qualifiedName(EntityId Id) const;
  std::string ownerOf(const ContainerFact &C) const;
  std::vector<ReportSite> sites(llvm::ArrayRef<InventorySite> Sites,
                                bool Graded) const;
  EntityId functionOf(const Finding &F);
  llvm::StringRef identity(EntityId Id, std::string &Buffer) const;
  FindingAnchor anchorOf(const Finding &F);
  std::string fingerprint(const Finding &F);

  const ProgramFacts &P;
  const OwnerChains Chains;
  /// Where calls and uses stand; made when a finding is about neither.
  std::map<SiteId, EntityId> FunctionAt;
};

} // namespace

Place Resolver::place(SiteId Id) const {
  if (Id >= P.facts().Sites.size())
    return {};
  const Site &S = P.facts().Sites[Id];
  return {P.facts().Files[S.File], S.Line, S.Column};
}

std::string Resolver::qualifiedName(EntityId Id) const {
  const Entity *E = entity(Id);
  if (!E)
    return "";
  if (!E->Scope.empty())
    return E->Scope + "::" + E->Name;
  const Entity *Owner = entity(E->Owner);
  if (!Owner || llvm::StringRef(E->Name).contains("::"))
    return E->Name;
  return qualifiedName(E->Owner) + "::" + E->Name;
}

std::string Resolver::ownerOf(const ContainerFact &C) const {
  const Entity *E = entity(C.Decl);
  if (!E || !E->Scope.empty())
    return E ? E->Scope : "";
  return qualifiedName(C.Owner != NoEntity ? C.Owner : C.Function);
}

//===--- Fingerprints -----------------------------------------------------===//

/// What names the entity in all translation units and outlives edits around
/// it.
llvm::StringRef Resolver::identity(EntityId Id, std::string &Buffer) const {
  const Entity *E = entity(Id);
  if (E && !E->USR.empty())
    return E->USR;
  Buffer = qualifiedName(Id);
  return Buffer;
}

/// The function a finding stands in, or is about; none for findings at the
/// declaration of a container.
EntityId Resolver::functionOf(const Finding &F) {
  const TUFacts &Facts = P.facts();
  const Entity *Container = entity(F.Container);
  if (Container && Container->Decl == F.Where)
    return NoEntity;
  EntityId Function = NoEntity;
  if (F.Use < Facts.Uses.size()) {
    Function = Facts.Uses[F.Use].Function;
  } else if (F.Stale < Facts.Stales.size()) {
    Function = Facts.Stales[F.Stale].Function;
  } else {
    if (FunctionAt.empty()) {
      for (const CallFact &C : Facts.Calls)
        FunctionAt.insert({C.Where, C.Caller});
      for (const UseFact &U : Facts.Uses)
        FunctionAt.insert({U.Where, U.Function});
      for (const TombstoneFact &T : Facts.Tombstones)
        FunctionAt.insert({T.Where, T.Function});
      for (const FunctionFact &Each : Facts.Functions)
        FunctionAt.insert({Facts.Entities[Each.Id].Decl, Each.Id});
    }
    auto It = FunctionAt.find(F.Where);
    Function = It == FunctionAt.end() ? NoEntity : It->second;
  }
  return P.hostOf(Function);
}

FindingAnchor Resolver::anchorOf(const Finding &F) {
  const Entity *Container = entity(F.Container);
  if (Container && Container->Decl == F.Where)
    return {FindingAnchor::Container, Container->USR, Container->Name};
  if (const Entity *Function = entity(functionOf(F)))
    return {FindingAnchor::Function, Function->USR, Function->Name};
  return {};
}

std::string Resolver::fingerprint(const Finding &F) {
  std::string ContainerName, FunctionName;
  llvm::MD5 Hash;
  // Zero bytes keep ("a", "bc") and ("ab", "c") apart.
  const llvm::StringRef End("\0", 1);
  for (llvm::StringRef Part :
       {F.Rule, End, identity(F.Container, ContainerName), End,
        llvm::StringRef(F.Variant), End, identity(functionOf(F), FunctionName)})
    Hash.update(Part);
  llvm::MD5::MD5Result Result;
  Hash.final(Result);
  return Result.digest().str().str();
}

//===--- Findings and maps ------------------------------------------------===//

ReportFinding Resolver::finding(const Finding &F) {
  ReportFinding Out;
  Out.Rule = F.Rule.str();
  Out.Where = place(F.Where);
  Out.Sure = F.Sure;
  Out.Message = F.Message;
  for (const Evidence &E : F.Notes)
    Out.Notes.push_back({place(E.Where), E.Text});
  Out.Container = qualifiedName(F.Container);
  Out.Variant = F.Variant;
  Out.Fingerprint = fingerprint(F);
  if (const Entity *Container = entity(F.Container))
    Out.ContainerUSR = Container->USR;
  Out.Anchor = anchorOf(F);
  return Out;
}

std::vector<ReportSite> Resolver::sites(llvm::ArrayRef<InventorySite> Sites,
                                        bool Graded) const {
  std::vector<ReportSite> Out;
  for (const InventorySite &S : Sites)
    Out.push_back({place(S.Where), qualifiedName(S.Function), S.Member,
                   Graded ? spelling(S.Grade).str() : std::string()});
  llvm::sort(Out, [](const ReportSite &A, const ReportSite &B) {
    if (A.Where < B.Where || B.Where < A.Where)
      return A.Where < B.Where;
    return std::tie(A.Function, A.Op, A.Grade) <
           std::tie(B.Function, B.Op, B.Grade);
  });
  return Out;
}

ReportMap Resolver::map(const InventoryRow &Row) const {
  ReportMap Out;
  if (const ContainerFact *C = P.container(Row.Decl)) {
    Out.Owner = ownerOf(*C);
    Out.Type = C->Type;
    Out.Storage = mapwarden::spelling(C->Kept).str();
    for (const OwnerLink &L : Chains.chainTo(*C))
      Out.Owners.push_back(
          {L.Kind.str(), qualifiedName(L.What), place(L.Where)});
  }
  if (const Entity *E = entity(Row.Decl)) {
    Out.Name = E->Name;
    Place At = place(E->Decl);
    Out.File = At.File;
    Out.Line = At.Line;
    Out.Column = At.Column;
  }
  Out.Lifetime = mapwarden::spelling(Row.Lives.Lives).str();
  Out.LifetimeWhy = Row.Lives.Why;
  Out.Verdict = mapwarden::spelling(Row.Verdict).str();
  Out.Confidence = mapwarden::spelling(Row.Sure).str();
  Out.Reason = Row.Reason;
  Out.Growth = sites(Row.Growth, false);
  Out.Shrink = sites(Row.Shrink, true);
  Out.Lock = Row.Lock;
  Out.Keys = Row.Keys;
  return Out;
}

static bool comesBefore(const ReportFinding &A, const ReportFinding &B) {
  if (A.Where < B.Where || B.Where < A.Where)
    return A.Where < B.Where;
  return std::tie(A.Rule, A.Fingerprint, A.Message) <
         std::tie(B.Rule, B.Fingerprint, B.Message);
}

static bool comesBeforeMap(const ReportMap &A, const ReportMap &B) {
  return std::tie(A.File, A.Line, A.Column, A.Owner, A.Name, A.Type) <
         std::tie(B.File, B.Line, B.Column, B.Owner, B.Name, B.Type);
}

Report makeReport(const ProgramFacts &Program, llvm::ArrayRef<Finding> Findings,
                  llvm::ArrayRef<InventoryRow> Maps, Confidence Level) {
  Report R;
  R.ToolVersion = MAPWARDEN_VERSION;
  Resolver Names(Program);
  for (const Finding &F : Findings)
    if (F.Sure >= Level)
      R.Findings.push_back(Names.finding(F));
  for (const InventoryRow &Row : Maps)
    R.Maps.push_back(Names.map(Row));
  llvm::sort(R.Findings, comesBefore);
  llvm::sort(R.Maps, comesBeforeMap);
  return R;
}

} // namespace mapwarden
