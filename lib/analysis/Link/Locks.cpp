//===- Locks.cpp - The locks that all callers of a function hold ----------===//
//
// A greatest fixpoint: a closed function starts with "all locks" and keeps
// those that every call site holds, be it by itself or by its own callers.
//
//===----------------------------------------------------------------------===//
#include "Link/Linker.h"

namespace mapwarden {

/// Adds \p New unless the same lock is held already; exclusive wins.
static void addLock(LockSet &Locks, const HeldLock &New) {
  for (HeldLock &L : Locks)
    if (sameLock(L.Path, New.Path)) {
      if (New.Mode == LockMode::Exclusive)
        L.Mode = LockMode::Exclusive;
      return;
    }
  Locks.push_back(New);
}

static void holdAll(LockSet &Locks, const LockSet &New) {
  for (const HeldLock &L : New)
    addLock(Locks, L);
}

/// What \p A and \p B have in common; shared if one of them holds it shared.
static LockSet common(const LockSet &A, const LockSet &B) {
  LockSet Result;
  for (HeldLock L : A)
    for (const HeldLock &M : B)
      if (sameLock(L.Path, M.Path)) {
        if (M.Mode == LockMode::Shared)
          L.Mode = LockMode::Shared;
        addLock(Result, L);
        break;
      }
  return Result;
}

static bool equalSets(const LockSet &A, const LockSet &B) {
  auto Has = [&](const HeldLock &L) {
    return llvm::any_of(B, [&](const HeldLock &M) {
      return sameLock(L.Path, M.Path) && L.Mode == M.Mode;
    });
  };
  return A.size() == B.size() && llvm::all_of(A, Has);
}

LockSet Linker::inCallee(const CallFact &Call, EntityId Id,
                         const LockSet &Held) const {
  LockSet Result;
  const FunctionFact *Callee = P.function(Id);
  for (const HeldLock &L : Held) {
    // A lambda sees what its parent sees.
    AccessPath Path =
        Callee && Callee->IsLambda ? L.Path : P.inCallee(L.Path, Call, Id);
    // A lock that came through a parameter may be a field after all.
    Path = Path.isKnown() ? named(Path, Id)
                          : P.inCallee(named(L.Path, Call.Caller), Call, Id);
    if (Path.isKnown())
      addLock(Result, {Path, L.Mode});
  }
  return Result;
}

AccessPath Linker::named(const AccessPath &Path, EntityId Function) const {
  if (!Path.isKnown() || Path.containerRef())
    return Path;
  std::vector<AccessPath> Names = P.resolve(Path, Function);
  return isOneLock(Names) ? Names.front() : Path;
}

/// The object is not shared yet, or not any more.
static bool isPrivateCall(const FunctionFact *Caller, const FunctionFact &F) {
  return Caller && Caller->Owner == F.Owner && F.Owner != NoEntity &&
         (Caller->IsConstructor || Caller->IsDestructor || Caller->IsMove);
}

std::optional<LockSet> Linker::locksAtCalls(const FunctionFact &F) const {
  std::optional<LockSet> Result;
  auto Meet = [&](const LockSet &Held) {
    Result = Result ? common(*Result, Held) : Held;
  };
  for (uint32_t I : P.callsTo(F.Id)) {
    const CallFact &Call = P.Unit.Calls[I];
    if (isPrivateCall(P.function(Call.Caller), F) ||
        (Call.Context & Unreachable) || Call.Caller == NoEntity)
      continue;
    if (Call.Context & Deferred) {
      Meet(LockSet());
      continue;
    }
    LockSet Held = Call.Locks;
    if (Call.Caller < Entries.size()) {
      if (!Entries[Call.Caller]) // All locks: says nothing yet.
        continue;
      holdAll(Held, *Entries[Call.Caller]);
    }
    Meet(inCallee(Call, F.Id, Held));
  }
  if (F.IsLambda && P.callsTo(F.Id).empty())
    return F.Parent < Entries.size() ? Entries[F.Parent] : LockSet();
  return Result;
}

void Linker::computeLocks() {
  Entries.assign(P.Unit.Entities.size(), LockSet());
  std::vector<EntityId> Open;
  for (const FunctionFact &F : P.Unit.Functions) {
    const bool AllCallersSeen =
        F.IsLambda ? !F.IsDeferredLambda
                   : P.knowsCallers(F) && !F.IsMain && !P.callsTo(F.Id).empty();
    if (AllCallersSeen)
      Open.push_back(F.Id);
    Entries[F.Id] = F.Requires;
    if (AllCallersSeen)
      Entries[F.Id].reset();
  }
  settle(Open, [&](EntityId Id) {
    const FunctionFact &F = *P.function(Id);
    std::optional<LockSet> Held = locksAtCalls(F);
    if (!Held)
      return false;
    holdAll(*Held, F.Requires);
    std::optional<LockSet> &Entry = Entries[Id];
    LockSet New = Entry ? common(*Entry, *Held) : *Held;
    if (Entry && equalSets(*Entry, New))
      return false;
    Entry = std::move(New); // Sets only shrink.
    return true;
  });
  P.EntryOf.resize(Entries.size());
  for (const FunctionFact &F : P.Unit.Functions) {
    std::optional<LockSet> &Entry = Entries[F.Id];
    P.EntryOf[F.Id] = Entry ? std::move(*Entry) : F.Requires;
  }
  Entries.clear();
}

LockSet Linker::locksOf(EntityId Function, llvm::ArrayRef<UseWay> Ways) const {
  std::optional<LockSet> Result;
  for (const UseWay &Way : Ways) {
    LockSet Held;
    for (const HeldLock &L : Way.Locks)
      addLock(Held, {named(L.Path, Way.Function), L.Mode});
    Result = Result ? common(*Result, Held) : Held;
  }
  return Result ? *Result : P.entryLocks(Function);
}

} // namespace mapwarden
