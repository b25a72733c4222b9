//===- Lifetimes.cpp - How long the objects of a class live ---------------===//
#include "Catalog/Names.h"
#include "Link/Linker.h"

namespace mapwarden {

std::vector<EntityId> Linker::withBases(EntityId Record) const {
  std::vector<EntityId> Result;
  if (Record != NoEntity)
    Result.push_back(Record);
  for (size_t I = 0; I < Result.size(); ++I)
    if (const RecordFact *R = P.record(Result[I]))
      for (EntityId Base : R->Bases)
        if (Base != NoEntity && !llvm::is_contained(Result, Base))
          Result.push_back(Base);
  return Result;
}

static std::string shortName(llvm::StringRef Name) {
  size_t At = Name.rfind("::");
  return (At == llvm::StringRef::npos ? Name : Name.drop_front(At + 2)).str();
}

/// `byName[name] = make();` may end the life of what was there.
static bool mayReplace(const UseFact &U) {
  return U.Op == MapOp::InsertOrAssign ||
         (U.Op == MapOp::Subscript && U.Written && !(U.Context & AfterLookup));
}

/// Nothing leaves it while the program serves: its elements live as long as it
/// does. Of what grows, this counts if all is in sight, and for sequences: a
/// map that grows so is at fault itself, not what its elements hold.
bool Linker::keepsAll(const ContainerFact &C, bool Escapes) const {
  bool Grows = false;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.Unit.Uses[R.Use];
    if (R.Runs != Reach::RunTime)
      continue;
    if (U.isRemoval() || mayReplace(U))
      return false;
    Grows |= U.isGrowth() || U.Op == MapOp::Unknown;
  }
  const bool IsSequence = !C.Levels.empty() && !C.Levels[0].Row.isAssociative();
  return !Grows || (C.Closed && !Escapes && IsSequence);
}

Lifetime Linker::lifeOfElement(const InstanceFact &I) const {
  Lifetime L;
  const ContainerFact *C = P.container(I.HeldBy);
  if (!C)
    return L;
  L = P.lifetime(*C);
  const bool Array =
      !C->Levels.empty() && C->Levels[0].Row.Kind == Shape::Fixed;
  const std::string Name = "'" + shortName(P.name(C->Decl)) + "'";
  if (L.Lives == Life::Program && !Array && !KeepsAll.count(C->Decl)) {
    L.Lives = Life::Session;
    L.Why = "an element of " + Name;
    L.Where = I.Where;
  } else if (L.Lives == Life::Program) {
    L.Why = "an object kept in " + Name;
    L.Where = I.Where;
  }
  return L;
}

Lifetime Linker::lifeOf(const InstanceFact &I) const {
  Lifetime L;
  L.Where = I.Where;
  switch (I.How) {
  case InstanceFact::Static:
    L.Lives = Reloaded.count(I.Record) ? Life::Session : Life::Program;
    L.Why = Reloaded.count(I.Record) ? "an object that reloads replace"
                                     : "a static object";
    break;
  case InstanceFact::MainLocal:
    L.Lives = Life::Program;
    L.Why = P.whyLocalOfMain(I.Function);
    break;
  case InstanceFact::Local:
    L.Lives = Life::Short;
    break;
  case InstanceFact::Element:
    return lifeOfElement(I);
  case InstanceFact::Member: {
    EntityId Owner = ownerOfField(I);
    if (Owner >= P.LifeOf.size())
      return Lifetime();
    L = P.LifeOf[Owner];
    if (L.Lives > Life::Short && !llvm::StringRef(L.Why).starts_with("part of"))
      L.Why = "part of " + L.Why;
    break;
  }
  case InstanceFact::Other:
    break;
  }
  return L;
}

EntityId Linker::ownerOfField(const InstanceFact &I) const {
  if (I.HeldBy < P.Unit.Entities.size() &&
      P.Unit.Entities[I.HeldBy].Owner != NoEntity)
    return P.Unit.Entities[I.HeldBy].Owner;
  if (const ContainerFact *C = P.container(I.HeldBy))
    return C->Owner;
  if (const FunctionFact *F = P.function(P.hostOf(I.Function)))
    return F->Owner;
  return NoEntity;
}

bool Linker::raise(EntityId Record, const Lifetime &L) {
  bool Changed = false;
  for (EntityId Class : withBases(Record)) {
    if (Class >= P.LifeOf.size() || P.LifeOf[Class].Lives >= L.Lives)
      continue;
    P.LifeOf[Class] = L;
    Changed = true;
  }
  return Changed;
}

void Linker::findShortLived(llvm::ArrayRef<uint32_t> Order) {
  ComesAndGoes.assign(P.Unit.Entities.size(), true);
  for (uint32_t Index : Order)
    for (EntityId Class : withBases(P.Unit.Instances[Index].Record))
      ComesAndGoes[Class] = false;
  bool Changed = true;
  while (Changed) { // Only false → true.
    Changed = false;
    for (uint32_t Index : Order) {
      const InstanceFact &I = P.Unit.Instances[Index];
      bool Short = lifeOf(I).Lives != Life::Program;
      if (I.How == InstanceFact::Member) {
        EntityId Owner = ownerOfField(I);
        Short |= Owner >= ComesAndGoes.size() || ComesAndGoes[Owner];
      }
      if (!Short)
        continue;
      for (EntityId Class : withBases(I.Record)) {
        Changed |= !ComesAndGoes[Class];
        ComesAndGoes[Class] = true;
      }
    }
  }
}

/// `std::vector<std::unique_ptr<Plugin>> plugins;` keeps objects of the classes
/// that derive from Plugin: those that are made on the heap somewhere. How long
/// Plugin lives for the sake of one of them says nothing of the others, nor
/// does a pointer to the Object that very many classes derive from.
void Linker::raiseDerived() {
  constexpr unsigned MaxKinds = 24;
  std::set<EntityId> OnHeap;
  std::map<EntityId, unsigned> Kinds;
  std::map<EntityId, Lifetime> Held;
  for (const InstanceFact &I : P.Unit.Instances) {
    const bool Declared = I.Function == NoEntity;
    if (!Declared && I.How != InstanceFact::Static &&
        I.How != InstanceFact::MainLocal)
      OnHeap.insert(I.Record);
    if (I.How == InstanceFact::Member || I.How == InstanceFact::Element ||
        I.How == InstanceFact::Static || I.How == InstanceFact::MainLocal)
      if (Lifetime L = lifeOf(I); L.Lives > Held[I.Record].Lives)
        Held[I.Record] = std::move(L);
  }
  for (EntityId Class : OnHeap)
    for (EntityId Base : withBases(Class))
      ++Kinds[Base];
  for (EntityId Class : OnHeap) {
    if (Class >= P.LifeOf.size() || P.LifeOf[Class].Lives >= Life::Session)
      continue;
    for (EntityId Base : withBases(Class))
      if (auto It = Held.find(Base); Base != Class && Kinds[Base] <= MaxKinds &&
                                     It != Held.end() &&
                                     It->second.Lives > P.LifeOf[Class].Lives)
        raise(Class, Lifetime(It->second));
  }
}

/// Classes whose methods are handed out, or run later: callbacks keep their
/// objects.
static std::set<EntityId> classesOfCallbacks(const ProgramFacts &P) {
  std::set<EntityId> Result;
  for (const FunctionFact &F : P.facts().Functions) {
    const FunctionFact *Host = P.function(P.hostOf(F.Id));
    if (Host && Host->Owner != NoEntity &&
        (F.IsLambda ? F.IsDeferredLambda : F.AddressTaken))
      Result.insert(Host->Owner);
  }
  return Result;
}

/// `auto session = std::make_shared<Session>(socket); session->receive();`:
/// when callbacks keep it, it lives as long as its connection; what is only
/// handed on, like a request or a builder, does not live long.
void Linker::raiseHandedOn(llvm::ArrayRef<uint32_t> Order) {
  const std::set<EntityId> Callbacks = classesOfCallbacks(P);
  for (uint32_t Index : Order) {
    const InstanceFact &I = P.Unit.Instances[Index];
    if (I.How != InstanceFact::Other || I.Function == NoEntity ||
        P.LifeOf[I.Record].Lives != Life::Unknown)
      continue;
    const bool Kept = llvm::any_of(withBases(I.Record), [&](EntityId Class) {
      return Callbacks.count(Class) > 0;
    });
    Lifetime L;
    L.Lives = Kept ? Life::Session : Life::Short;
    L.Where = I.Where;
    L.Why = Kept ? "an object on the heap that callbacks keep" : "";
    raise(I.Record, L);
  }
}

/// `Dump::Dump() { names_ = std::make_unique<Names>(); }`: only objects of a
/// derived class have what the pointer in their base points to.
void Linker::findMakers() {
  for (const ContainerFact &C : P.Unit.Containers) {
    std::set<EntityId> Makers;
    for (const ResolvedUse &R : P.uses(C.Decl)) {
      const UseFact &U = P.Unit.Uses[R.Use];
      if (U.Op != MapOp::Replace || R.Container.Depth != 0)
        continue;
      const bool Pointee = U.Container.Root == RootKind::This &&
                           !U.Container.Steps.empty() &&
                           U.Container.Steps.back().Kind == StepKind::Deref;
      const FunctionFact *F = P.function(P.hostOf(U.Function));
      Makers.insert(Pointee && F ? F->Owner : NoEntity);
    }
    if (!Makers.empty() && llvm::all_of(Makers, [&](EntityId Class) {
          return Class != C.Owner && Class < P.LifeOf.size() &&
                 llvm::is_contained(withBases(Class), C.Owner);
        }))
      P.MakersOf[C.Decl].assign(Makers.begin(), Makers.end());
  }
}

/// `void reloadTable() { Table *old = std::exchange(table, new Table); … }`:
/// its objects are generations.
void Linker::findReloaded() {
  std::set<EntityId> Pointers;
  for (const InstanceFact &I : P.Unit.Instances)
    if (I.How == InstanceFact::Static && I.Function != NoEntity)
      Pointers.insert(I.Record);
  for (const InstanceFact &I : P.Unit.Instances)
    if (I.How == InstanceFact::Other && I.Function != NoEntity &&
        Pointers.count(I.Record) &&
        hasWord(wordsOf(P.name(P.hostOf(I.Function))), words::Reloading))
      Reloaded.insert(I.Record);
}

void Linker::computeLives() {
  findMakers();
  findReloaded();
  std::set<EntityId> Escaping;
  for (const EscapeFact &E : P.Unit.Escapes)
    for (ContainerRef C : P.targets(E.Container, E.Function))
      Escaping.insert(C.Decl);
  for (const ContainerFact &C : P.Unit.Containers)
    if (keepsAll(C, Escaping.count(C.Decl) != 0))
      KeepsAll.insert(C.Decl);
  const std::vector<InstanceFact> &All = P.Unit.Instances;
  std::vector<uint32_t> Order;
  for (uint32_t I = 0; I < All.size(); ++I)
    if (All[I].Record < P.Unit.Entities.size())
      Order.push_back(I);
  // The first evidence in source order is the one that is shown.
  llvm::sort(Order, [&](uint32_t A, uint32_t B) {
    if (P.before(All[A].Where, All[B].Where) ||
        P.before(All[B].Where, All[A].Where))
      return P.before(All[A].Where, All[B].Where);
    return std::tie(All[A].How, All[A].Record, A) <
           std::tie(All[B].How, All[B].Record, B);
  });
  auto Settle = [&] {
    bool Changed = true;
    while (Changed) { // Rises at most three times per class.
      Changed = false;
      for (uint32_t I : Order)
        Changed |= raise(All[I].Record, lifeOf(All[I]));
    }
  };
  Settle();
  for (const RecordFact &R : P.Unit.Records)
    if (R.RunsService && R.Id < P.LifeOf.size() &&
        P.LifeOf[R.Id].Lives == Life::Unknown) {
      Lifetime L;
      L.Lives = Life::Program;
      L.Where = P.Unit.Entities[R.Id].Decl;
      L.Why = "an object that runs a thread or an event loop";
      raise(R.Id, L);
    }
  Settle();
  if (P.Unit.WholeProgram) {
    raiseDerived();
    Settle();
    raiseHandedOn(Order);
    Settle();
  }
  findShortLived(Order);
}

} // namespace mapwarden
