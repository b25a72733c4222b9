//===- UnlockedMapAccessRule.cpp - Accesses without the usual lock --------===//
//
// The lock that guards a container is declared by an attribute or inferred:
// most accesses at run time hold it. Three defects follow: an access without
// the lock, a write while it is held for reading only, and an access through a
// lock holder that is already dead.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Verdict/Annotations.h"
#include "Verdict/LockInference.h"

using namespace mapwarden;

namespace {

/// The other classes that have objects of a class in their fields.
using HolderMap = std::map<EntityId, std::set<EntityId>>;

class ContainerLocks {
public:
  ContainerLocks(const ProgramFacts &P, const ContainerFact &C,
                 const Origins &From, const LockUsage &Usage,
                 const HolderMap &Holders, std::vector<Finding> &Out)
      : P(P), C(C), Locks(P, C, From), TheGuard(Locks.guard()), Usage(Usage),
        Holders(Holders), Out(Out) {}
  void judge();

private:
  void reportDeadHolders();
  void reportSharedWrites();
  bool isWrittenUnder(EntityId Lock) const;
  void reportSharedWrite(const Access &A, EntityId Lock);
  void reportUnlocked();
  void reportUnlocked(const Access &A);
  Confidence confidence(const Access &A) const;
  bool isFastPath(const Access &A) const;
  bool isOddOneOut(const Access &A) const;
  bool isWrongLock(const Access &A) const;
  bool isFromSetUpOrTest(const Access &A) const;
  bool isInCallbackUnderLock(const Access &A) const;
  bool isHeldForOther() const;
  bool isCalledByAddress(const Access &A) const;
  bool isCallersDuty(const Access &A) const;
  bool isGuardOfOneHolder() const;
  Finding make(const Access &A, Confidence Sure, std::string Message) const;
  std::string subject(const Access &A) const;
  void addLockedNotes(Finding &F) const;
  void addUnlockedNotes(Finding &F, const Access &Main) const;
  void addCallNotes(Finding &F, const Access &A) const;
  bool claimLine(SiteId Where);
  bool claim(const Access &A);

  const ProgramFacts &P;
  const ContainerFact &C;
  LockInference Locks;
  const Guard &TheGuard;
  const LockUsage &Usage;
  const HolderMap &Holders;
  std::vector<Finding> &Out;
  std::set<std::pair<uint32_t, uint32_t>> Lines; ///< Already reported.
  std::set<EntityId> Helpers;                    ///< Already reported.
};

bool ContainerLocks::claimLine(SiteId Where) {
  if (Where == NoSite)
    return false;
  const Site &S = P.facts().Sites[Where];
  return Lines.insert({S.File, S.Line}).second;
}

std::string ContainerLocks::subject(const Access &A) const {
  std::string Name = quotedName(P, C.Decl);
  return A.Resolved->Container.Depth ? "an inner container of " + Name : Name;
}

Finding ContainerLocks::make(const Access &A, Confidence Sure,
                             std::string Message) const {
  Finding F;
  F.Rule = "unlocked-map-access";
  F.Where = A.Use->Where;
  F.Sure = Sure;
  F.Message = std::move(Message);
  F.Container = C.Decl;
  F.Use = A.Resolved->Use;
  return F;
}

void ContainerLocks::reportDeadHolders() {
  for (const Access &A : Locks.accesses()) {
    if (!(A.Use->Context & ViaTemporaryHolder) || !claimLine(A.Use->Where))
      continue;
    Finding F = make(A, Confidence::Likely,
                     subject(A) + " is used through a lock holder that is "
                                  "already destroyed");
    F.Variant = "dead-holder";
    Out.push_back(std::move(F));
  }
}

void ContainerLocks::reportSharedWrite(const Access &A, EntityId Lock) {
  std::string How = A.Use->Member.empty()
                        ? " is modified"
                        : " is modified by '" + A.Use->Member + "'";
  Finding F = make(A, Confidence::Likely,
                   subject(A) + How + " while " + quotedName(P, Lock) +
                       " is held for reading only");
  F.Variant = "shared-lock";
  F.Lock = Lock;
  for (const Access &Other : Locks.accesses())
    if (Other.Write && Other.holds(Lock) && Other.holdsExclusive()) {
      F.Notes.push_back(
          {Other.Use->Where,
           "modified here with " + quotedName(P, Lock) + " held for writing"});
      break;
    }
  Out.push_back(std::move(F));
}

/// A lock of another class that is never held for writing here may be there for
/// what is copied into the container.
bool ContainerLocks::isWrittenUnder(EntityId Lock) const {
  return areNeighbours(P, Lock, C.Decl) ||
         llvm::any_of(Locks.accesses(), [&](const Access &A) {
           return A.Write && A.holds(Lock) && A.holdsExclusive();
         });
}

void ContainerLocks::reportSharedWrites() {
  for (const Access &A : Locks.accesses()) {
    if (!A.Write || A.holdsExclusive())
      continue;
    for (const Hold &H : A.Holds)
      if (Locks.mayGuard(H.Lock) && isWrittenUnder(H.Lock) &&
          claimLine(A.Use->Where))
        reportSharedWrite(A, H.Lock);
  }
}

/// `if (m.empty()) return;` before the lock is taken: meant to be cheap.
bool ContainerLocks::isFastPath(const Access &A) const {
  if (A.Use->Op != MapOp::Size && A.Use->Op != MapOp::Empty)
    return false;
  const EntityId F = enclosingFunction(P, A.Use->Function);
  return llvm::any_of(Locks.accesses(), [&](const Access &Other) {
    return Other.holds(TheGuard.Lock) && Locks.placeOf(Other) == F &&
           !P.before(Other.Use->Where, A.Use->Where);
  });
}

/// One function goes by a sibling of the lock, which nothing that inserts or
/// removes holds: they do not keep each other out.
bool ContainerLocks::isOddOneOut(const Access &A) const {
  if (A.Holds.empty() || TheGuard.Under.Functions.size() < 2)
    return false;
  for (const Hold &H : A.Holds)
    if (!areNeighbours(P, H.Lock, TheGuard.Lock) ||
        P.facts().Entities[H.Lock].Owner != C.Owner)
      return false;
  return llvm::all_of(Locks.accesses(), [&](const Access &Other) {
    if (!Other.holds(TheGuard.Lock))
      return Locks.placeOf(Other) == Locks.placeOf(A);
    return !Other.Write || Other.Use->Op == MapOp::Access ||
           llvm::none_of(A.Holds,
                         [&](const Hold &H) { return Other.holds(H.Lock); });
  });
}

/// The lock that is held belongs to other containers of the class: all other
/// accesses hold the right one.
bool ContainerLocks::isWrongLock(const Access &A) const {
  if (isOddOneOut(A))
    return true;
  if (TheGuard.Under.Uses < 2 || TheGuard.Under.Uses + 1 != Locks.totalUses())
    return false;
  return llvm::all_of(A.Holds, [&](const Hold &H) {
    return areNeighbours(P, H.Lock, TheGuard.Lock) &&
           Locks.usesUnder(H.Lock) == 1 &&
           llvm::any_of(Usage, [&](const auto &Entry) {
             return Entry.first.first == H.Lock && Entry.first.second != C.Decl;
           });
  });
}

/// Where the lock is held, another container is used under it as well, and half
/// of the accesses do without it: perhaps it guards the other one only.
bool ContainerLocks::isHeldForOther() const {
  if (TheGuard.Declared || 2 * TheGuard.Under.Uses > Locks.totalUses())
    return false;
  return llvm::any_of(Usage, [&](const auto &Entry) {
    const auto &[Lock, Container] = Entry.first;
    return Lock == TheGuard.Lock && Container != C.Decl &&
           llvm::all_of(TheGuard.Under.Functions,
                        [&](EntityId F) { return Entry.second.count(F) != 0; });
  });
}

/// Where the access stands, or everywhere it is called from.
bool ContainerLocks::isFromSetUpOrTest(const Access &A) const {
  if (isSetUpOrTest(P.name(Locks.placeOf(A))) ||
      (A.ByCall && A.Way->Initialises))
    return true;
  return !A.Ways.empty() && llvm::all_of(A.Ways, [&](const UseWay *Way) {
    return Way->Initialises ||
           isSetUpOrTest(P.name(enclosingFunction(P, Way->Function)));
  });
}

/// A lambda is handed on by a function all of whose callers hold the lock: it
/// may well be called before they give it back.
bool ContainerLocks::isInCallbackUnderLock(const Access &A) const {
  const EntityId Host = P.hostOf(A.Way->Function);
  return Host != A.Way->Function &&
         llvm::any_of(P.entryLocks(Host), [&](const HeldLock &H) {
           return lockName(P, H.Path, Host) == TheGuard.Lock;
         });
}

/// `schedule(&Db::onCancel)`: who calls it is not known, and may well hold the
/// lock of another class, as all do that are known.
bool ContainerLocks::isCalledByAddress(const Access &A) const {
  const FunctionFact *F = P.function(P.hostOf(A.Way->Function));
  return A.ByCall && F && F->AddressTaken && !TheGuard.Declared &&
         P.callsTo(F->Id).empty() &&
         P.facts().Entities[TheGuard.Lock].Owner != C.Owner;
}

/// `Iterator begin() { return map_.begin(); }`: the lock would have to be held
/// for as long as the iterator is used, by the caller.
bool ContainerLocks::isCallersDuty(const Access &A) const {
  const FunctionFact *F = P.function(A.Use->Function);
  return F && llvm::any_of(F->Returns, [&](const Ref &R) {
           std::optional<AccessPath> Of = R.Path.enclosingContainer();
           return R.Kind == RefKind::Iterator && Of && *Of == A.Use->Container;
         });
}

/// Of the objects that classes hold of this one, those of one class may be
/// guarded by its lock and those of another by none.
bool ContainerLocks::isGuardOfOneHolder() const {
  auto It = Holders.find(C.Owner);
  return !TheGuard.Declared && C.Owner != NoEntity && It != Holders.end() &&
         It->second.size() > 1 &&
         P.facts().Entities[TheGuard.Lock].Owner != C.Owner;
}

Confidence ContainerLocks::confidence(const Access &A) const {
  if (isFastPath(A) || Locks.hasOneWriter() || isHeldForOther() ||
      isFromSetUpOrTest(A))
    return Confidence::Possible;
  if (!A.Holds.empty() && !isWrongLock(A))
    return Confidence::Possible;
  if (isInCallbackUnderLock(A) || isCalledByAddress(A) || isCallersDuty(A) ||
      isGuardOfOneHolder())
    return Confidence::Possible;
  if (!TheGuard.Declared && TheGuard.Under.Writes && !Locks.isTakenToWrite())
    return Confidence::Possible;
  if (A.Write || TheGuard.Under.Writes)
    return Confidence::Likely;
  return Confidence::Possible;
}

void ContainerLocks::addLockedNotes(Finding &F) const {
  std::string Lock = quotedName(P, TheGuard.Lock);
  std::set<EntityId> Seen;
  for (bool Writes : {true, false})
    for (const Access &A : Locks.accesses()) {
      if (A.ByCall || A.Write != Writes || !A.holds(TheGuard.Lock) ||
          Seen.size() >= 3 || !Seen.insert(Locks.placeOf(A)).second)
        continue;
      F.Notes.push_back(
          {A.Use->Where, (Writes ? "written here with " : "read here with ") +
                             Lock + " held"});
    }
}

void ContainerLocks::addUnlockedNotes(Finding &F, const Access &Main) const {
  unsigned Count = 0;
  for (const Access &A : Locks.accesses())
    if (&A != &Main && !A.ByCall && !A.UnknownLock && !A.holds(TheGuard.Lock) &&
        ++Count <= 3)
      F.Notes.push_back({A.Use->Where, "also accessed without it here"});
}

/// Of the calls of a helper: where the lock is missing, and where it is not.
void ContainerLocks::addCallNotes(Finding &F, const Access &A) const {
  std::string Lock = quotedName(P, TheGuard.Lock);
  auto Note = [&](const UseWay &Way, const std::string &Text) {
    const SiteId Where = P.facts().Calls[Way.Call].Where;
    if (Where != F.Where)
      F.Notes.push_back({Where, Text + Lock});
  };
  if (A.Way->Call != ~0u)
    Note(*A.Way, "called from here without ");
  for (const Access &Other : Locks.accesses())
    if (Other.ByCall && Other.Use == A.Use && Other.Way->Call != ~0u &&
        Other.holds(TheGuard.Lock)) {
      Note(*Other.Way, "called from here with ");
      break;
    }
}

void ContainerLocks::reportUnlocked(const Access &A) {
  std::string Message = subject(A) + (A.Write ? " is written" : " is read") +
                        " without " + quotedName(P, TheGuard.Lock) + ", which ";
  if (TheGuard.Declared)
    Message += "guards it";
  else
    Message += std::to_string(TheGuard.Under.Uses) + " of " +
               std::to_string(Locks.totalUses()) + " accesses hold";
  Finding F = make(A, confidence(A), std::move(Message));
  F.Lock = TheGuard.Lock;
  if (A.Handed) {
    F.Where = P.facts().Calls[A.Way->Call].Where;
    F.Notes.push_back({A.Use->Where, A.Write ? "written here" : "read here"});
  }
  if (A.ByCall) // Taking the lock where the use stands is no remedy.
    F.Use = ~0u;
  addLockedNotes(F);
  addCallNotes(F, A);
  addUnlockedNotes(F, A);
  Out.push_back(std::move(F));
}

/// One finding for a line; one for all that a helper does.
bool ContainerLocks::claim(const Access &A) {
  if (A.Handed)
    return claimLine(P.facts().Calls[A.Way->Call].Where);
  if (A.ByCall && !Helpers.insert(A.Use->Function).second)
    return false;
  return claimLine(A.Use->Where);
}

void ContainerLocks::reportUnlocked() {
  if (TheGuard.Lock == NoEntity || (!C.Closed && !TheGuard.Declared))
    return;
  bool LockedWrites = TheGuard.Under.Writes || TheGuard.Declared;
  // Where every write holds two locks, either is enough to read.
  std::vector<EntityId> Enough = Locks.locksOfAllWrites();
  // Writes first: of two accesses in one line the write is reported.
  for (bool Writes : {true, false})
    for (const Access &A : Locks.accesses()) {
      if (A.Write != Writes || A.UnknownLock || A.holds(TheGuard.Lock) ||
          (!Writes && !LockedWrites) || Locks.isClaimed(A))
        continue;
      if (llvm::none_of(Enough, [&](EntityId L) { return A.holds(L); }) &&
          claim(A))
        reportUnlocked(A);
    }
}

void ContainerLocks::judge() {
  reportDeadHolders();
  if (C.Guarded)
    return;
  reportSharedWrites();
  reportUnlocked();
}

bool isShared(const ContainerFact &C) {
  switch (C.Kept) {
  case Storage::Field:
  case Storage::Namespace:
  case Storage::StaticMember:
  case Storage::StaticLocal:
    return !C.IsConst;
  default:
    return false;
  }
}

} // namespace

void mapwarden::judgeUnlockedMapAccess(const ProgramFacts &P,
                                       std::vector<Finding> &Out) {
  judgeLockNames(P, Out);
  const Origins From(P);
  HolderMap Holders;
  for (const InstanceFact &I : P.facts().Instances) {
    const EntityId Holder =
        I.HeldBy == NoEntity ? NoEntity : P.facts().Entities[I.HeldBy].Owner;
    if (Holder != NoEntity && Holder != I.Record)
      Holders[I.Record].insert(Holder);
  }
  const LockUsage Usage = lockUsage(P);
  for (const ContainerFact &C : P.facts().Containers)
    if (isShared(C) && holdsMap(C))
      ContainerLocks(P, C, From, Usage, Holders, Out).judge();
}
