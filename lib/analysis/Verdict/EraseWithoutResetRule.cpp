//===- EraseWithoutResetRule.cpp - The last owner goes with the entry -----===//
//
// A container that owns raw pointers or handles loses them: by erasing or
// overwriting an entry, or because the destructor forgets them. And home-made
// tables that mark a slot as free but leave its value alive.
//
//===----------------------------------------------------------------------===//
#include "Verdict/Annotations.h"
#include "Verdict/Ownership.h"

using namespace mapwarden;

namespace {

class ContainerValues {
public:
  ContainerValues(const ProgramFacts &P, const Ownership &Owners,
                  const ContainerFact &C, ContainerRef Values,
                  const OwnedValues &Owned, std::vector<Finding> &Out)
      : P(P), Owners(Owners), C(C), Values(Values), Owned(Owned), Out(Out),
        Group(Owners.sharers(Values)) {}
  void judge();

private:
  const UseFact &use(const ResolvedUse &R) const {
    return P.facts().Uses[R.Use];
  }
  void judgeRemoval(const ResolvedUse &R);
  void judgeInsertion(const ResolvedUse &R);
  void judgeDestructor();

  bool isSilentRemoval(const ResolvedUse &R) const;
  bool isPruneOfEmpty(const ResolvedUse &R) const;
  bool isByValueClass(EntityId Function) const;
  bool isOwnDestructor(EntityId Function) const;
  bool isMoveAssignment(const UseFact &U) const;
  bool escapesIn(const std::set<EntityId> &Functions) const;
  /// Of the containers that share the values, the removal that loses them.
  bool losesLastSharer(const ResolvedUse &R) const;
  bool hasUniqueKey(const UseFact &U) const;
  bool overwritesFound(const UseFact &U) const;
  bool releasesBefore(const UseFact &U) const;
  bool isTornDownProperly() const;
  bool isRegistry() const;

  std::string valueText() const;
  std::string withoutRelease() const;
  Finding make(SiteId Where, Confidence Sure, std::string Message) const;

  const ProgramFacts &P;
  const Ownership &Owners;
  const ContainerFact &C;
  ContainerRef Values;
  const OwnedValues &Owned;
  std::vector<Finding> &Out;
  std::set<ContainerRef> Group;
  bool FoundLikely = false;
};

std::string ContainerValues::valueText() const {
  return C.ValueType.empty() ? "value" : "'" + C.ValueType + "'";
}

std::string ContainerValues::withoutRelease() const {
  return Owned.Releaser.empty() ? " without releasing it"
                                : " without '" + Owned.Releaser + "'";
}

Finding ContainerValues::make(SiteId Where, Confidence Sure,
                              std::string Message) const {
  Finding F;
  F.Rule = "erase-without-reset";
  F.Where = Where;
  // What is declared holds for code out of sight as well.
  F.Sure = Owned.Sure == Owns::Yes && (C.Closed || Owned.Declared)
               ? Sure
               : Confidence::Possible;
  F.Message = std::move(Message);
  F.Container = C.Decl;
  F.Releaser = Owned.Releaser;
  if (Owned.Declared)
    F.Notes.push_back(
        {P.facts().Entities[C.Decl].Decl, "declared to own its values here"});
  if (Owned.Created != NoSite)
    F.Notes.push_back({Owned.Created, "a value to be released is stored here"});
  if (Owned.ReleasedAt != NoSite)
    F.Notes.push_back({Owned.ReleasedAt, "on this path it is released"});
  return F;
}

//===--- Removals ---------------------------------------------------------===//

/// `if (inner.empty()) outer.erase(it);` loses nothing.
bool ContainerValues::isPruneOfEmpty(const ResolvedUse &R) const {
  if (R.Container.Depth >= Values.Depth)
    return false;
  return llvm::any_of(P.uses(C.Decl), [&](const ResolvedUse &Other) {
    const UseFact &U = use(Other);
    return U.Function == use(R).Function &&
           Other.Container.Depth > R.Container.Depth &&
           (U.Op == MapOp::Empty || U.Op == MapOp::Size);
  });
}

/// An object takes itself out of a registry: it is alive, others own it.
bool ContainerValues::isByValueClass(EntityId Function) const {
  // In a tree every method is one of the values' class: only those that die
  // take themselves out.
  bool IsTree = C.Owner != NoEntity && P.isA(C.ValueRecord, C.Owner);
  auto IsMethod = [&](EntityId Id) {
    const FunctionFact *F = P.function(P.hostOf(Id));
    return F && F->Owner != NoEntity && C.ValueRecord != NoEntity &&
           (!IsTree || F->IsDestructor) &&
           (P.isA(C.ValueRecord, F->Owner) || P.isA(F->Owner, C.ValueRecord));
  };
  return IsMethod(Function) ||
         llvm::any_of(P.callsTo(P.hostOf(Function)), [&](uint32_t I) {
           return IsMethod(P.facts().Calls[I].Caller);
         });
}

bool ContainerValues::isOwnDestructor(EntityId Function) const {
  const FunctionFact *F = P.function(P.hostOf(Function));
  return F && F->IsDestructor && C.Owner != NoEntity && F->Owner == C.Owner;
}

/// `values_ = std::move(other.values_);` in an assignment of the owner: what it
/// had is nobody's.
bool ContainerValues::isMoveAssignment(const UseFact &U) const {
  const FunctionFact *F = P.function(U.Function);
  return F && F->IsMove && !F->IsConstructor && F->Owner == C.Owner &&
         U.Member == "operator=";
}

bool ContainerValues::escapesIn(const std::set<EntityId> &Functions) const {
  return llvm::any_of(P.escapes(C.Decl, 255), [&](const EscapeFact *E) {
    return E->Callee != NoEntity && Functions.count(E->Function);
  });
}

bool ContainerValues::losesLastSharer(const ResolvedUse &R) const {
  if (Group.size() == 1 || Owned.Declared)
    return true;
  std::set<EntityId> Left;
  for (ContainerRef G : Group)
    Left.insert(G.Decl);
  SiteId Last = use(R).Where;
  for (ContainerRef G : Group)
    for (const ResolvedUse &Other : P.uses(G.Decl)) {
      const UseFact &U = use(Other);
      if (U.Function != use(R).Function || !U.isRemoval() ||
          Other.Container.Depth > G.Depth)
        continue;
      Left.erase(G.Decl);
      if (P.before(Last, U.Where))
        Last = U.Where;
    }
  return Left.empty() && Last == use(R).Where;
}

bool ContainerValues::isSilentRemoval(const ResolvedUse &R) const {
  const UseFact &U = use(R);
  const LevelFact *Level = levelOf(P, R.Container);
  if (R.Container.Depth > Values.Depth || R.Runs == Reach::Never ||
      (U.Context & Unreachable) || isOwnDestructor(U.Function))
    return true;
  // Who erases a pointer by its value still has it.
  if (Level && Level->Row.isSet() && !U.ByIterator &&
      (U.Op == MapOp::Erase || U.Op == MapOp::Take))
    return true;
  // At the end of the program the system takes everything back.
  if (R.Runs == Reach::TearDown && P.lifetime(C).Lives == Life::Program)
    return true;
  if (isPruneOfEmpty(R) || isByValueClass(U.Function) ||
      escapesIn(Owners.reachableFrom(U.Function, 0)))
    return true;
  for (ContainerRef G : Group)
    if (Owners.disposes(U.Function, G) || Owners.callersDispose(U.Function, G))
      return true;
  return !losesLastSharer(R);
}

void ContainerValues::judgeRemoval(const ResolvedUse &R) {
  const UseFact &U = use(R);
  if (isSilentRemoval(R))
    return;
  Confidence Sure = Confidence::Likely;
  // A pointer that came from outside may go back there with its key.
  llvm::StringRef Key = U.Key.Text;
  if ((U.Op == MapOp::Replace && !(U.Context & ContentDies) &&
       !isMoveAssignment(U)) ||
      (!Owned.Fresh && Key.contains("->")))
    Sure = Confidence::Possible;
  std::string What = U.Op == MapOp::Erase   ? "erasing from "
                     : U.Op == MapOp::Take  ? "extracting from "
                     : U.Op == MapOp::Clear ? "clearing "
                                            : "replacing the content of ";
  Finding F = make(U.Where, Sure,
                   What + quotedName(P, C.Decl) + " drops its " + valueText() +
                       withoutRelease());
  F.Use = R.Use;
  F.SharedValues = Group.size() > 1;
  if (F.SharedValues)
    for (ContainerRef G : Group)
      if (!(G == Values))
        F.Notes.push_back(
            {P.facts().Entities[G.Decl].Decl,
             "the same pointers are kept in " + quotedName(P, G.Decl)});
  FoundLikely |= F.Sure >= Confidence::Likely;
  Out.push_back(std::move(F));
}

//===--- Insertions -------------------------------------------------------===//

/// `m[next++] = p;`, `m[p->id] = p;`: no other entry has the key.
bool ContainerValues::hasUniqueKey(const UseFact &U) const {
  llvm::StringRef Key = U.Key.Text;
  if (U.Key.Fresh || Key.empty())
    return true;
  if (U.Value.Carrier == NoEntity)
    return false;
  std::string Carrier = quotedName(P, U.Value.Carrier);
  return Key.contains(llvm::StringRef(Carrier).drop_front().drop_back());
}

/// The function releases the old value, itself or by a helper that is told
/// which one.
bool ContainerValues::releasesBefore(const UseFact &U) const {
  if (Owners.disposes(U.Function, Values, U.Value.Carrier, 0))
    return true;
  return llvm::any_of(P.callsFrom(U.Function), [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    return !Call.Args.empty() && Call.Callee != U.Function &&
           Owners.disposes(Call.Callee, Values, NoEntity, 1);
  });
}

/// `auto it = m.find(k); …; it->second = p;`: the entry was there, and nobody
/// looked at its value.
bool ContainerValues::overwritesFound(const UseFact &U) const {
  return U.Op == MapOp::Access && U.ByIterator && !(U.Context & OldRead);
}

void ContainerValues::judgeInsertion(const ResolvedUse &R) {
  const UseFact &U = use(R);
  const LevelFact *Level = levelOf(P, R.Container);
  const bool Found = overwritesFound(U);
  const bool Overwrites = Found || U.Op == MapOp::InsertOrAssign ||
                          (U.Op == MapOp::Subscript && U.Written);
  // What releases its values in the end owns whatever a function gives it.
  const bool IsNew =
      U.Value.Origin == ValueOrigin::Fresh ||
      (Overwrites &&
       (U.Value.Origin == ValueOrigin::Result
            ? Owned.ReleasedAt != NoSite || Owned.Declared
            : U.Value.Origin == ValueOrigin::Param && Owned.Declared));
  if (!IsNew || !(R.Container == Values) || R.Runs != Reach::RunTime ||
      !Level ||
      (Level->Row.Kind != Shape::Map && Level->Row.Kind != Shape::StringMap) ||
      U.Key.Domain == KeyDomain::Fixed ||
      (U.Context & (Once | BeforeLoop | Unreachable)))
    return;
  if (!Found && (hasUniqueKey(U) || (U.Context & KeyPresent) ||
                 ((U.Context & AfterLookup) && !(U.Context & KeyFound))))
    return;
  bool MayFail = U.Op == MapOp::Insert && !(U.Context & ResultUsed);
  if ((!Overwrites && !MayFail) || releasesBefore(U) || escapesIn({U.Function}))
    return;
  std::string Name = quotedName(P, C.Decl);
  Confidence Sure = Owned.ReleasedAt != NoSite || Owned.Declared
                        ? Confidence::Likely
                        : Confidence::Possible;
  Finding F = make(
      U.Where, Sure,
      Overwrites ? "overwriting an entry of " + Name + " drops its old " +
                       valueText() + withoutRelease()
                 : "when the key is in " + Name + " already, '" + U.Member +
                       "' drops the new " + valueText() + withoutRelease());
  F.Use = R.Use;
  F.Variant = Overwrites ? "overwrite" : "failed-insert";
  FoundLikely |= F.Sure >= Confidence::Likely;
  Out.push_back(std::move(F));
}

//===--- The destructor ---------------------------------------------------===//

/// The destructor, or a method that empties the container before it runs,
/// releases the values or gives the container away. A class without one leaves
/// that to the destructors of the classes that hold its objects.
bool ContainerValues::isTornDownProperly() const {
  std::set<EntityId> Ending, OfHolders;
  bool HasOwn = false;
  for (const FunctionFact &F : P.facts().Functions) {
    const bool IsOwn = F.Owner == C.Owner;
    if (IsOwn && F.IsDestructor && !F.HasBody)
      return true;
    HasOwn |= IsOwn && F.IsDestructor;
    if (F.IsDestructor || F.TeardownName)
      (IsOwn ? Ending : OfHolders).insert(F.Id);
  }
  if (!HasOwn)
    Ending.merge(OfHolders);
  std::set<EntityId> All;
  for (EntityId Id : Ending)
    All.merge(Owners.reachableFrom(Id, 2));
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = use(R);
    if (All.count(U.Function) && !(U.Context & ContentDies) &&
        (U.Op == MapOp::Replace || U.Op == MapOp::Take))
      return true;
    // Whoever releases before he clears leaves nothing to the destructor.
    if (U.Op == MapOp::Clear || U.Op == MapOp::Replace)
      Ending.insert(U.Function);
  }
  auto Disposes = [&](EntityId Id) {
    return llvm::any_of(Group,
                        [&](ContainerRef G) { return Owners.disposes(Id, G); });
  };
  return escapesIn(All) || llvm::any_of(Ending, [&](EntityId Id) {
           return Disposes(Id) ||
                  (HasOwn &&
                   llvm::any_of(Owners.reachableFrom(Id, 2), Disposes));
         });
}

void ContainerValues::judgeDestructor() {
  if (C.Kept != Storage::Field || C.Owner == NoEntity || C.IsReference ||
      !C.Closed || !(Owned.Fresh || Owned.Declared) || FoundLikely ||
      P.lifetime(C).Lives == Life::Program)
    return;
  for (ContainerRef G : Owned.Declared ? std::set{Values} : Group)
    if (const ContainerFact *Other = P.container(G.Decl);
        !Other || Other->Owner != C.Owner || G.Decl < C.Decl)
      return; // Somebody else's, or reported at the first of them.
  if (isTornDownProperly())
    return;
  Finding F = make(P.facts().Entities[C.Decl].Decl, Confidence::Likely,
                   "destroying " + quotedName(P, C.Decl) + " drops its " +
                       valueText() + withoutRelease());
  F.Variant = "destructor";
  for (const FunctionFact &Fn : P.facts().Functions)
    if (Fn.Owner == C.Owner && Fn.IsDestructor)
      F.Notes.push_back({P.facts().Entities[Fn.Id].Decl,
                         "the destructor does not release them"});
  Out.push_back(std::move(F));
}

/// `running_.erase(job);`: whoever takes a pointer out of a set has it already.
/// A set that is used so, and whose elements nobody releases, owns nothing.
bool ContainerValues::isRegistry() const {
  const LevelFact *Level = levelOf(P, Values);
  return Level && Level->Row.isSet() && Owned.ReleasedAt == NoSite &&
         !Owned.Declared &&
         llvm::any_of(P.uses(C.Decl), [&](const ResolvedUse &R) {
           return R.Container == Values && use(R).Op == MapOp::Erase &&
                  !use(R).ByIterator;
         });
}

void ContainerValues::judge() {
  if (isRegistry())
    return;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = use(R);
    if (U.Op == MapOp::Take ? (U.Context & ContentDies) != 0 : U.isRemoval())
      judgeRemoval(R);
    else
      judgeInsertion(R);
  }
  judgeDestructor();
}

} // namespace

void mapwarden::judgeEraseWithoutReset(const ProgramFacts &P,
                                       std::vector<Finding> &Out) {
  judgeTombstones(P, Out);
  judgeOwnedTypes(P, Out);
  Ownership Owners(P);
  for (const ContainerFact &C : P.facts().Containers) {
    if (C.Kept == Storage::Parameter || C.IsConst || !holdsMap(C))
      continue;
    for (const auto &[Values, Owned] : Owners.ownedBy(C))
      ContainerValues(P, Owners, C, Values, Owned, Out).judge();
  }
}
