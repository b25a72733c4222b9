//===- OwnerChains.cpp - From a long-lived object to a map ----------------===//
#include "Report/OwnerChains.h"
#include <deque>

namespace mapwarden {

namespace {
/// How a search from a container outwards came to a class.
struct Visit {
  const InstanceFact *Made = nullptr; ///< Held by a field of the class.
  EntityId Inner = NoEntity;          ///< The class it came from.
};
} // namespace

OwnerChains::OwnerChains(const ProgramFacts &P) : P(P) {
  std::map<EntityId, std::vector<EntityId>> BasesOf;
  for (const RecordFact &R : P.facts().Records)
    BasesOf[R.Id].assign(R.Bases.begin(), R.Bases.end());
  for (const InstanceFact &I : P.facts().Instances) {
    std::set<EntityId> Seen;
    std::vector<EntityId> Todo = {I.Record};
    while (!Todo.empty()) {
      EntityId Record = Todo.back();
      Todo.pop_back();
      if (!Seen.insert(Record).second)
        continue;
      InstancesOf[Record].push_back(&I);
      auto It = BasesOf.find(Record);
      if (It != BasesOf.end())
        Todo.insert(Todo.end(), It->second.begin(), It->second.end());
    }
  }
}

static llvm::StringRef kindOf(Storage Kept) {
  switch (Kept) {
  case Storage::Namespace:
  case Storage::StaticMember:
  case Storage::StaticLocal:
    return "static object";
  case Storage::ThreadLocal:
    return "thread-local object";
  case Storage::MainLocal:
    return "local of main";
  case Storage::Field:
    return "member";
  case Storage::Local:
  case Storage::Parameter:
    return "local object";
  }
  return "";
}

/// The link of an object that no class keeps; none when one does.
static std::optional<OwnerLink> rootOf(const ProgramFacts &P,
                                       const InstanceFact &I) {
  EntityId What = I.HeldBy != NoEntity ? I.HeldBy : I.Record;
  switch (I.How) {
  case InstanceFact::Static:
    return OwnerLink{"static object", What, I.Where};
  case InstanceFact::MainLocal:
    return OwnerLink{"local of main", What, I.Where};
  case InstanceFact::Element:
    if (const ContainerFact *C = P.container(I.HeldBy))
      if (C->Kept != Storage::Field && C->Kept <= Storage::MainLocal)
        return OwnerLink{kindOf(C->Kept), I.HeldBy,
                         P.facts().Entities[I.HeldBy].Decl};
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

static EntityId ownerOf(const ProgramFacts &P, EntityId Field) {
  return Field < P.facts().Entities.size() ? P.facts().Entities[Field].Owner
                                           : NoEntity;
}

std::vector<OwnerLink> OwnerChains::chainTo(const ContainerFact &C) const {
  const std::vector<Entity> &Entities = P.facts().Entities;
  const OwnerLink Map = {"map", C.Decl, Entities[C.Decl].Decl};
  if (C.Kept != Storage::Field)
    return {{kindOf(C.Kept), C.Decl, Entities[C.Decl].Decl}};

  // Breadth first, outwards from the class of the field.
  EntityId First = C.Owner != NoEntity ? C.Owner : ownerOf(P, C.Decl);
  std::map<EntityId, Visit> Seen = {{First, {}}};
  std::deque<EntityId> Todo = {First};
  std::optional<OwnerLink> Root;
  EntityId Outermost = First;
  while (!Todo.empty() && !Root) {
    Outermost = Todo.front();
    Todo.pop_front();
    auto Instances = InstancesOf.find(Outermost);
    if (Instances == InstancesOf.end())
      continue;
    for (const InstanceFact *I : Instances->second)
      if (!Root)
        Root = rootOf(P, *I);
    for (const InstanceFact *I : Instances->second) {
      EntityId Holder = ownerOf(P, I->HeldBy);
      if ((I->How == InstanceFact::Member || I->How == InstanceFact::Element) &&
          Holder != NoEntity && Seen.insert({Holder, {I, Outermost}}).second)
        Todo.push_back(Holder);
    }
  }
  std::vector<OwnerLink> Chain;
  if (Root)
    Chain.push_back(*Root);
  else if (Outermost != NoEntity)
    Chain.push_back({"object", Outermost, Entities[Outermost].Decl});
  for (EntityId At = Outermost; At != NoEntity && Seen[At].Made;
       At = Seen[At].Inner) {
    const InstanceFact &I = *Seen[At].Made;
    Chain.push_back({I.How == InstanceFact::Element ? "elements of" : "member",
                     I.HeldBy, Entities[I.HeldBy].Decl});
  }
  Chain.push_back(Map);
  return Chain;
}

} // namespace mapwarden
