//===- PartialRemoval.cpp - Removals that miss some entries ---------------===//
#include "Verdict/PartialRemoval.h"
#include "Catalog/Names.h"
#include "Verdict/FailedInsertions.h"
#include "Verdict/RuleSupport.h"
#include "Verdict/WaysToEnd.h"

namespace mapwarden {
namespace {

/// One map under judgement, with what its removals are.
class Judgement {
public:
  Judgement(const ProgramFacts &P, const ContainerFact &C, uint8_t Depth,
            const Growth &G, const Shrinkage &S)
      : P(P), C(C), Depth(Depth), G(G), S(S) {}
  std::optional<PartialRemoval> judge() const;

private:
  bool isRemovedByKeyOnly() const;
  bool makesRoom() const;
  bool isCache() const;
  bool isOfCache() const;
  bool isMemo() const;
  std::optional<PartialRemoval> thrownAway() const;
  std::optional<PartialRemoval> deadSweep() const;
  std::optional<PartialRemoval> forgottenPlace() const;
  std::optional<PartialRemoval> otherKey() const;
  std::optional<PartialRemoval> onlyReply() const;
  std::optional<PartialRemoval> onlyReset() const;
  const UseFact *extraPlace(const ContainerFact &Sibling) const;
  std::set<EntityId> removers(const Shrinkage &Of) const;
  const UseFact &use(const ResolvedUse *R) const {
    return P.facts().Uses[R->Use];
  }

  const ProgramFacts &P;
  const ContainerFact &C;
  uint8_t Depth;
  const Growth &G;
  const Shrinkage &S;
};

} // namespace

/// Removals at run time that ask for a key, and nothing else that bounds it:
/// entries whose key nobody asks for stay.
bool Judgement::isRemovedByKeyOnly() const {
  if (S.Best != ShrinkGrade::RunTime || S.Unclear || G.SizeGuarded ||
      isSizeTested(P, C, Depth, G) || !P.escapes(C.Decl, Depth).empty() ||
      makesRoom())
    return false;
  std::set<EntityId> LooksUp;
  for (const ResolvedUse &R : P.uses(C.Decl))
    if (use(&R).Op == MapOp::Lookup)
      LooksUp.insert(use(&R).Function);
  // What is erased by an iterator that no look-up gave was chosen otherwise.
  return llvm::all_of(S.Uses, [&](const auto &Entry) {
    const UseFact &U = use(Entry.first);
    return Entry.second != ShrinkGrade::RunTime ||
           (!emptiesAll(U) && (!U.ByIterator || LooksUp.count(U.Function)));
  });
}

/// `cache_.emplace(k, v); …; cache_.erase(lru_.back());`, be it in a helper:
/// what comes in makes another go.
bool Judgement::makesRoom() const {
  return llvm::any_of(S.Uses, [&](const auto &Entry) {
    const UseFact &U = use(Entry.first);
    const EntityId Function = P.hostOf(U.Function);
    return Entry.second == ShrinkGrade::RunTime && !U.ByIterator &&
           U.Key.Domain == KeyDomain::Open && !U.Key.Text.empty() &&
           llvm::any_of(G.Uses, [&](const ResolvedUse *R) {
             const EntityId Host = P.hostOf(use(R).Function);
             if (Host == Function)
               return use(R).Key.Text != U.Key.Text;
             return llvm::any_of(P.callsFrom(Host), [&](uint32_t I) {
               return P.facts().Calls[I].Callee == Function;
             });
           });
  });
}

/// `if (auto it = cache_.find(k); it != end()) …; cache_[k] = compute(k);`:
/// what is there can be made again, so a keyed removal serves those entries
/// that change, not the size.
bool Judgement::isMemo() const {
  return isCache() && llvm::all_of(G.Uses, [&](const ResolvedUse *R) {
           return (use(R).Context & AfterLookup) != 0;
         });
}

bool Judgement::isCache() const {
  const std::string Name = P.name(C.Decl).lower();
  const std::string Type = llvm::StringRef(C.Type).lower();
  auto Says = [&](llvm::StringRef Word) {
    return llvm::StringRef(Name).contains(Word) ||
           llvm::StringRef(Type).contains(Word);
  };
  return Says("cache") || Says("memo");
}

bool Judgement::isOfCache() const {
  return C.Owner != NoEntity &&
         llvm::StringRef(P.name(C.Owner)).contains_insensitive("cache");
}

/// The functions (not lambdas) that remove at run time.
std::set<EntityId> Judgement::removers(const Shrinkage &Of) const {
  std::set<EntityId> Result;
  for (const auto &[R, Grade] : Of.Uses)
    if (Grade == ShrinkGrade::RunTime)
      Result.insert(P.hostOf(use(R).Function));
  return Result;
}

/// `bus.subscribe(handler);`: nobody but the caller is told the key that was
/// made up for it, and he does not listen.
std::optional<PartialRemoval> Judgement::thrownAway() const {
  for (const ResolvedUse *R : G.Uses) {
    if (!(use(R).Context & KeyReturned))
      continue;
    for (uint32_t I : P.callsTo(P.hostOf(use(R).Function))) {
      const CallFact &Call = P.facts().Calls[I];
      if (Call.Context & (ResultUsed | BeforeLoop | AfterLoop | Once) ||
          P.reachAsSetUp(Call.Caller) != Reach::RunTime)
        continue;
      return PartialRemoval{"; " + quotedName(P, P.hostOf(Call.Caller)) +
                                " throws away the key that could remove it",
                            true,
                            {{Call.Where, "the key is thrown away here"}}};
    }
  }
  return std::nullopt;
}

/// A sweep was written, so somebody knew of entries that no key removes, but
/// it never removes any.
std::optional<PartialRemoval> Judgement::deadSweep() const {
  for (const auto &[R, Grade] : S.Uses) {
    const UseFact &U = use(R);
    const bool Sweeps = U.Op == MapOp::Erase && U.ByIterator &&
                        (U.Context & (InLoop | WholeRange));
    if (!Sweeps || Grade > ShrinkGrade::NoCaller)
      continue;
    const std::string Name = quotedName(P, P.hostOf(U.Function));
    const bool AllNew = llvm::all_of(
        G.Uses, [&](const ResolvedUse *R) { return use(R).Key.Fresh; });
    return PartialRemoval{Grade == ShrinkGrade::CannotRun
                              ? "; its sweep in " + Name +
                                    " cannot run, and the other removals "
                                    "ask for a key"
                              : "; its sweep, " + Name +
                                    ", has no caller, and the other "
                                    "removals ask for a key",
                          AllNew,
                          {}};
  }
  return std::nullopt;
}

/// Where \p Sibling, all of whose other removals are next to those of this map,
/// loses entries and this map does not.
const UseFact *Judgement::extraPlace(const ContainerFact &Sibling) const {
  const Shrinkage Other = shrinkageOf(P, Sibling, 0, 0);
  const std::set<EntityId> Mine = removers(S), Theirs = removers(Other);
  if (Mine.empty() || Theirs.size() <= Mine.size() ||
      !llvm::all_of(Mine, [&](EntityId F) { return Theirs.count(F) > 0; }))
    return nullptr;
  for (const auto &[R, Grade] : Other.Uses)
    if (Grade == ShrinkGrade::RunTime && use(R).Op != MapOp::Replace &&
        !isTouchedBy(P, C.Decl, P.hostOf(use(R).Function), 2))
      return &use(R);
  return nullptr;
}

/// A sibling with the same keys is erased where this one is not.
std::optional<PartialRemoval> Judgement::forgottenPlace() const {
  const llvm::StringRef Key = keyTypeOf(C);
  if (C.Kept != Storage::Field || Key.empty())
    return std::nullopt;
  for (const ContainerFact &Sibling : P.facts().Containers) {
    if (Sibling.Owner != C.Owner || Sibling.Kept != C.Kept ||
        Sibling.Decl == C.Decl || Sibling.Levels.empty() ||
        !Sibling.Levels[0].Row.isAssociative() || keyTypeOf(Sibling) != Key)
      continue;
    const UseFact *Extra = extraPlace(Sibling);
    if (!Extra)
      continue;
    const std::string Name = quotedName(P, P.hostOf(Extra->Function));
    return PartialRemoval{"; " + Name + " removes from " +
                              quotedName(P, Sibling.Decl) +
                              ", which has the same keys, but not from it",
                          false,
                          {{Extra->Where, "the other removal is here"}}};
  }
  return std::nullopt;
}

namespace {

/// `kiosk.endpoint()`, `kiosk->host`: an object, and a part of it as a key.
struct PartKey {
  llvm::StringRef Object, Part;
  explicit operator bool() const { return !Part.empty(); }
};

} // namespace

static PartKey partKey(llvm::StringRef Text) {
  const size_t Dot = Text.find_first_of(".-");
  if (Dot == llvm::StringRef::npos)
    return {};
  llvm::StringRef Part = Text.drop_front(Dot);
  if (!Part.consume_front("->"))
    Part = Part.drop_front();
  Part.consume_back("()");
  auto IsName = [](llvm::StringRef Name) {
    return !Name.empty() && llvm::all_of(Name, [](char Ch) {
      return llvm::isAlnum(Ch) || Ch == '_';
    });
  };
  if (!IsName(Text.take_front(Dot)) || !IsName(Part))
    return {};
  return {Text.take_front(Dot), Part};
}

/// `getName()`, `name_`, `m_name`: one thing under several names.
static std::string plainName(llvm::StringRef Name) {
  Name.consume_front("m_");
  std::string Plain;
  for (const std::string &Word : wordsOf(Name))
    if (Word != "get")
      Plain += Word;
  return Plain;
}

/// `online_.emplace(kiosk.endpoint(), …)` and `online_.erase(kiosk.host)`: all
/// but the removals use another part of the object for a key.
std::optional<PartialRemoval> Judgement::otherKey() const {
  std::optional<PartKey> Usual;
  unsigned Lookups = 0;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = use(&R);
    if (R.Container.Depth != Depth || U.isRemoval() || U.Key.Text.empty())
      continue;
    const PartKey Key = partKey(U.Key.Text);
    if (!Key ||
        (Usual && (Key.Object != Usual->Object || Key.Part != Usual->Part)))
      return std::nullopt;
    Usual = Key;
    Lookups += !U.isGrowth();
  }
  if (!Usual || Lookups == 0)
    return std::nullopt;
  const UseFact *Wrong = nullptr;
  for (const auto &[R, Grade] : S.Uses) {
    const UseFact &U = use(R);
    if (Grade != ShrinkGrade::RunTime)
      continue;
    const PartKey Key = partKey(U.Key.Text);
    if (U.ByIterator || !Key || Key.Object != Usual->Object ||
        plainName(Key.Part) == plainName(Usual->Part))
      return std::nullopt;
    Wrong = &U;
  }
  if (!Wrong)
    return std::nullopt;
  return PartialRemoval{"; its removals ask for '" + Wrong->Key.Text +
                            "', which is no key of it",
                        true,
                        {{Wrong->Where, "the keys are made otherwise"}}};
}

/// `closed()`, `removeSession(id)`, `~Handle()`: the end of an entry's life.
static bool soundsLikeEnd(const FunctionFact &F, llvm::StringRef Name) {
  return F.IsDestructor || hasWord(wordsOf(Name), words::EndOfEntry);
}

/// The only removal is where an answer is taken in: what is never answered
/// stays.
std::optional<PartialRemoval> Judgement::onlyReply() const {
  const std::set<EntityId> Removers = removers(S);
  if (Removers.size() != 1 || P.lifetime(C).Lives != Life::Program)
    return std::nullopt;
  const FunctionFact *F = P.function(*Removers.begin());
  if (!F || F->IsMain || soundsLikeEnd(*F, P.name(F->Id)))
    return std::nullopt;
  for (const ResolvedUse *R : G.Uses)
    if (P.hostOf(use(R).Function) == F->Id)
      return std::nullopt;
  return PartialRemoval{
      ", and only one way to end removes a key; others leave it", false, {}};
}

/// One key after the other comes in, and all leave at once when something
/// happens that has nothing to do with how many there are.
std::optional<PartialRemoval> Judgement::onlyReset() const {
  if (S.Unclear || G.SizeGuarded || P.lifetime(C).Lives != Life::Program ||
      isSizeTested(P, C, Depth, G) || !P.escapes(C.Decl, Depth).empty())
    return std::nullopt;
  std::set<EntityId> Resets;
  for (const auto &[R, Grade] : S.Uses) {
    if (Grade != ShrinkGrade::RunTime)
      continue;
    const EntityId Function = P.hostOf(use(R).Function);
    const FunctionFact *F = P.function(Function);
    if (use(R).Op != MapOp::Clear || (use(R).Context & InLoop) ||
        R->Container.Depth != Depth || addsKeys(P, G, Function, 2) ||
        hasWord(wordsOf(P.name(Function)), words::Routine) || !F ||
        soundsLikeEnd(*F, P.name(Function)))
      return std::nullopt;
    Resets.insert(Function);
  }
  if (Resets.size() != 1)
    return std::nullopt;
  // `setCacheEnabled(false)` is for those who have trouble with the cache.
  return PartialRemoval{
      "; entries leave only all at once, in " + quotedName(P, *Resets.begin()),
      (isCache() || isOfCache()) &&
          hasWord(wordsOf(P.name(*Resets.begin())), words::Switch),
      {}};
}

std::optional<PartialRemoval> Judgement::judge() const {
  if (!isRemovedByKeyOnly())
    return onlyReset();
  const PartialRemoval OnlyAsked{
      ", and only the keys that somebody asks to remove leave it",
      isMemo(),
      {}};
  if (OnlyAsked.Strong)
    return OnlyAsked;
  if (std::optional<PartialRemoval> R = thrownAway())
    return R;
  if (std::optional<PartialRemoval> R = wayThatStays(P, C, Depth, removers(S)))
    return R;
  if (std::optional<PartialRemoval> R =
          leftByFailure(P, C, Depth, G, removers(S)))
    return R;
  for (auto Evidence : {&Judgement::otherKey, &Judgement::deadSweep,
                        &Judgement::forgottenPlace, &Judgement::onlyReply})
    if (std::optional<PartialRemoval> R = (this->*Evidence)())
      return R;
  return isCache() ? std::optional(OnlyAsked) : std::nullopt;
}

std::optional<PartialRemoval> partialRemoval(const ProgramFacts &P,
                                             const ContainerFact &C,
                                             uint8_t Depth, const Growth &G,
                                             const Shrinkage &S) {
  return Judgement(P, C, Depth, G, S).judge();
}

} // namespace mapwarden
