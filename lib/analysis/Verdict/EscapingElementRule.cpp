//===- EscapingElementRule.cpp - References that outlive their element ----===//
//
// Extract tells where a reference to an element is used after an operation or
// a call, or let go. Here the operation is looked up in the container's row,
// the call in the effects of its callee, and what may happen to an escaped
// reference in all uses of the container.
//
//===----------------------------------------------------------------------===//
#include "Verdict/Staleness.h"

using namespace mapwarden;

namespace {

/// What leaves a reference dangling.
struct Harm {
  MapOp Op = MapOp::Unknown;
  SiteId Where = NoSite; ///< The operation.
  RemovedKey Key = RemovedKey::Unknown;
  EntityId Container = NoEntity;
  bool ThroughPointer = false;
  bool Vague = false; ///< As Effect says.
  bool isRemoval() const {
    return Op == MapOp::Erase || Op == MapOp::Take || Op == MapOp::Clear ||
           Op == MapOp::Replace;
  }
};

class ElementRule {
public:
  explicit ElementRule(const ProgramFacts &P) : P(P), Stale(P) {}
  std::vector<Finding> run();

private:
  std::optional<Finding> judge(const StaleFact &S) const;
  std::optional<Finding> judgeUsed(const StaleFact &S) const;
  std::optional<Finding> judgeUnlocked(const StaleFact &S) const;
  bool alsoGoesUnlocked(const StaleFact &S, EntityId Container) const;
  std::optional<Finding> judgeEscaped(const StaleFact &S) const;

  std::optional<Harm> harmHere(const StaleFact &S) const;
  std::optional<Harm> harmByCall(const StaleFact &S) const;
  std::optional<Harm> harmByEffect(const StaleFact &S, const Effect &E,
                                   const CallFact &Call) const;
  std::optional<Harm> laterHarm(const StaleFact &S, bool UnderLock) const;
  std::optional<Harm> harmByUse(const StaleFact &S, const Enclosing &In,
                                const ResolvedUse &R, bool UnderLock) const;
  bool isSameContainer(const AccessPath &A, const Enclosing &B,
                       EntityId Function) const;
  bool holdsAtEntry(const StaleFact &S) const;
  bool isOutlivedByOthers(EntityId Container) const;
  Finding make(const StaleFact &S, EntityId Container, Confidence Sure,
               std::string Message) const;
  static std::string subject(const StaleFact &S);

  const ProgramFacts &P;
  Staleness Stale;
};

std::string verbFor(const StaleFact &S, const Harm &H) {
  bool Gone = H.Op == MapOp::Clear || H.Op == MapOp::Replace ||
              (H.isRemoval() && H.Key == RemovedKey::Same);
  if (Gone)
    return S.Call == ~0u && !Staleness::isParameter(S) ? "has removed"
                                                       : "may have removed";
  return S.Referrer == RefKind::Iterator ? "may have invalidated"
                                         : "may have moved";
}

std::string ElementRule::subject(const StaleFact &S) {
  return S.Variable.empty() ? "this" : "'" + S.Variable + "'";
}

Finding ElementRule::make(const StaleFact &S, EntityId Container,
                          Confidence Sure, std::string Message) const {
  Finding F;
  F.Rule = "escaping-element";
  F.Where = S.Use;
  F.Sure = Sure;
  F.Message = std::move(Message);
  F.Container = Container;
  F.Stale = uint32_t(&S - P.facts().Stales.data());
  if (S.Bind != NoSite && S.Bind != S.Use)
    F.Notes.push_back({S.Bind, subject(S) + " is bound here"});
  return F;
}

//===--- Used after an operation or a call --------------------------------===//

std::optional<Harm> ElementRule::harmHere(const StaleFact &S) const {
  if (Stale.isSwap(S.Mutation, S.Op))
    return std::nullopt;
  const UseFact *U = Stale.useAt(S.Mutation, S.Op);
  if (U && (U->Context & Unreachable))
    return std::nullopt;
  // pop_back() removes the last element only.
  if (U && !S.SameKey && llvm::StringRef(U->Member).starts_with("pop"))
    return std::nullopt;
  RemovedKey Key = S.SameKey    ? RemovedKey::Same
                   : S.OtherKey ? RemovedKey::Other
                                : RemovedKey::Unknown;
  for (const Enclosing &In : Stale.enclosing(S)) {
    bool Meant = S.Mutated.isKnown()
                     ? isSameContainer(S.Mutated, In, S.Function)
                     : In.Innermost;
    if (Meant && Staleness::hurts(S, In, S.Op, Key))
      return Harm{S.Op, S.Mutation, Key, In.Ref.Decl, In.ThroughPointer};
  }
  return std::nullopt;
}

/// Equal paths; or one container of a program-long object, reached once
/// through `this` and once through the global that holds it.
bool ElementRule::isSameContainer(const AccessPath &A, const Enclosing &B,
                                  EntityId Function) const {
  if (A == B.Path)
    return true;
  auto IsFixed = [](RootKind R) {
    return R == RootKind::Global || R == RootKind::Result;
  };
  bool Mixed = (IsFixed(A.Root) && B.Path.Root == RootKind::This) ||
               (IsFixed(B.Path.Root) && A.Root == RootKind::This) ||
               (IsFixed(A.Root) && IsFixed(B.Path.Root));
  const ContainerFact *C = P.container(B.Ref.Decl);
  return Mixed && C && P.lifetime(*C).Lives == Life::Program &&
         llvm::is_contained(P.targets(A, Function), B.Ref);
}

std::optional<Harm> ElementRule::harmByEffect(const StaleFact &S,
                                              const Effect &E,
                                              const CallFact &Call) const {
  std::optional<AccessPath> Path = ProgramFacts::inCaller(E, Call);
  UseFact Kind;
  Kind.Op = E.Op;
  // `if (!connect(it)) return;`: where it goes on, nothing was removed.
  if (!Path || E.Key.Domain == KeyDomain::SameMap ||
      (S.Succeeded && Kind.isRemoval()) || Stale.isSwap(E.Where, E.Op))
    return std::nullopt;
  const UseFact *U = Stale.useAt(E.Where, E.Op);
  if (U && (U->Context & (KeyPresent | Once | Unreachable)) && U->isGrowth())
    return std::nullopt;
  if (U && llvm::StringRef(U->Member).starts_with("pop"))
    return std::nullopt;
  const bool Same = S.SameKey && E.Key.Domain == KeyDomain::Param &&
                    Stale.isKeyOfSource(S, E.Key, Call);
  RemovedKey Key = Same || (U && Stale.isOwnEntry(Call, *U))
                       ? RemovedKey::Same
                       : RemovedKey::Unknown;
  // An element that exists is not inserted once more.
  if (Key == RemovedKey::Same && Kind.isGrowth() && E.Op != MapOp::Resize)
    return std::nullopt;
  for (const Enclosing &In : Stale.enclosing(S))
    if ((isSameContainer(*Path, In, Call.Caller) ||
         (E.Captured && Stale.comesBack(*Path, In, Call.Caller))) &&
        Staleness::hurts(S, In, E.Op, Key))
      return Harm{E.Op, E.Where, Key, In.Ref.Decl, In.ThroughPointer, E.Vague};
  return std::nullopt;
}

std::optional<Harm> ElementRule::harmByCall(const StaleFact &S) const {
  const CallFact &Call = P.facts().Calls[S.Call];
  const auto Callees = Stale.calleesOf(Call);
  std::optional<Harm> Vague;
  for (EntityId Callee : Callees)
    for (const Effect &E : P.effects(Callee))
      if (std::optional<Harm> H = harmByEffect(S, E, Call)) {
        H->Vague |= isVague(Callees.size());
        if (!H->Vague)
          return H;
        Vague = H;
      }
  return Vague;
}

std::optional<Finding> ElementRule::judgeUsed(const StaleFact &S) const {
  bool ByCall = S.Call != ~0u;
  std::optional<Harm> H = ByCall ? harmByCall(S) : harmHere(S);
  if (!H)
    return std::nullopt;
  std::string Container = quotedName(P, H->Container);
  std::string Cause =
      ByCall ? "call of " + quotedName(P, P.facts().Calls[S.Call].Callee)
             : nounFor(H->Op);
  std::string Message =
      S.How == StaleFact::OneExpression
          ? (S.Variable.empty() ? "a reference" : subject(S)) +
                " to an element of " + Container + " is used after the " +
                Cause + " in the same expression " + verbFor(S, *H) + " it"
          : subject(S) +
                (Staleness::isParameter(S) ? " may refer" : " refers") +
                " to an element of " + Container + " that the " + Cause + " " +
                lineText(P, S.Mutation, S.Use) + " " + verbFor(S, *H);
  Finding F = make(S, H->Container,
                   H->Vague ? Confidence::Possible : Confidence::Likely,
                   std::move(Message));
  if (Staleness::isParameter(S))
    if (SiteId Call = Stale.passedAt(S, H->Container); Call != NoSite)
      F.Notes.push_back({Call, "called from here with such an element"});
  F.Notes.push_back({S.Mutation, "the " + Cause + " is here"});
  if (ByCall && H->Where != NoSite)
    F.Notes.push_back(
        {H->Where, "the " + nounFor(H->Op) + " in the callee is here"});
  return F;
}

//===--- Let go -----------------------------------------------------------===//

/// What other code may do to the element at run time; with \p UnderLock only
/// code that takes the lock of \p S, elsewhere for removals.
std::optional<Harm> ElementRule::harmByUse(const StaleFact &S,
                                           const Enclosing &In,
                                           const ResolvedUse &R,
                                           bool UnderLock) const {
  const UseFact &U = P.facts().Uses[R.Use];
  bool Grows =
      (U.isGrowth() || U.Op == MapOp::Reserve) && !(U.Context & KeyPresent);
  if (!(R.Container == In.Ref) || R.Runs != Reach::RunTime ||
      (U.Context & (Once | BeforeLoop | Unreachable)) ||
      (!Grows && !U.isRemoval()) || Stale.isSwap(U.Where, U.Op))
    return std::nullopt;
  if (UnderLock && llvm::none_of(R.Locks, [&](const HeldLock &H) {
        return sameLock(H.Path, S.Lock);
      }))
    return std::nullopt;
  if (UnderLock && !Grows && P.hostOf(U.Function) == P.hostOf(S.Function))
    return std::nullopt;
  if (!Staleness::hurts(S, In, U.Op, RemovedKey::Same))
    return std::nullopt;
  return Harm{U.Op, U.Where, RemovedKey::Same, In.Ref.Decl, In.ThroughPointer};
}

bool ElementRule::isOutlivedByOthers(EntityId Container) const {
  const ContainerFact *C = P.container(Container);
  return C && C->Kept != Storage::Local && C->Kept != Storage::MainLocal &&
         C->Kept != Storage::Parameter;
}

/// Growth that moves elements counts more than removals.
std::optional<Harm> ElementRule::laterHarm(const StaleFact &S,
                                           bool UnderLock) const {
  std::optional<Harm> Removal;
  for (const Enclosing &In : Stale.enclosing(S)) {
    if (!isOutlivedByOthers(In.Ref.Decl))
      continue;
    for (const ResolvedUse &R : P.uses(In.Ref.Decl)) {
      std::optional<Harm> H = harmByUse(S, In, R, UnderLock);
      if (H && !H->isRemoval())
        return H;
      if (H && !Removal)
        Removal = H;
    }
  }
  return Removal;
}

bool ElementRule::holdsAtEntry(const StaleFact &S) const {
  return llvm::any_of(P.entryLocks(S.Function), [&](const HeldLock &H) {
    return sameLock(H.Path, S.Lock);
  });
}

std::string lockText(const ProgramFacts &P, const AccessPath &Lock) {
  std::optional<ContainerRef> Name = Lock.containerRef();
  return Name ? quotedName(P, Name->Decl) : "its lock";
}

/// The function itself also goes to the container without the lock: it runs on
/// the one thread that writes, or unlocked-map-access has more to say.
bool ElementRule::alsoGoesUnlocked(const StaleFact &S,
                                   EntityId Container) const {
  return llvm::any_of(P.uses(Container), [&](const ResolvedUse &R) {
    const UseFact &U = P.facts().Uses[R.Use];
    return U.Function == S.Function && U.Op != MapOp::End && U.Where != S.Use &&
           U.Op != MapOp::Access &&
           llvm::none_of(R.Locks, [&](const HeldLock &H) {
             return sameLock(H.Path, S.Lock);
           });
  });
}

std::optional<Finding> ElementRule::judgeUnlocked(const StaleFact &S) const {
  // What is done to an inner container without the lock is the business of
  // unlocked-map-access.
  bool Returned = S.How == StaleFact::Returned;
  if (holdsAtEntry(S) || (!Returned && Stale.isUseSite(S.Use)))
    return std::nullopt;
  std::optional<Harm> H = laterHarm(S, !Returned);
  if (!H || (!Returned && alsoGoesUnlocked(S, H->Container)))
    return std::nullopt;
  std::string Lock = lockText(P, S.Lock), Name = quotedName(P, H->Container);
  std::string Message =
      Returned
          ? "a reference to an element of " + Name + " is returned while " +
                Lock + ", which protects it, is released"
          : subject(S) + " refers to an element of " + Name +
                ", but is used after " + Lock + " was released";
  Confidence Sure =
      Returned && H->ThroughPointer ? Confidence::Possible : Confidence::Likely;
  Finding F = make(S, H->Container, Sure, std::move(Message));
  F.Variant = "unlocked";
  if (S.Mutation != NoSite && S.Mutation != S.Use)
    F.Notes.push_back({S.Mutation, Lock + " is released here"});
  F.Notes.push_back({H->Where, "another thread may run this " + nounFor(H->Op) +
                                   " meanwhile"});
  return F;
}

std::optional<Finding> ElementRule::judgeEscaped(const StaleFact &S) const {
  std::optional<Harm> H = laterHarm(S, false);
  if (!H || Stale.isKeptByLocalsOnly(S))
    return std::nullopt;
  bool Captured = S.How == StaleFact::Captured;
  std::string What = S.Variable.empty() ? "a reference" : subject(S);
  std::string Message =
      Captured
          ? What + " refers to an element of " + quotedName(P, H->Container) +
                " and is captured by code that runs later"
          : std::string(S.Referrer == RefKind::Iterator  ? "an iterator"
                        : S.Referrer == RefKind::Pointer ? "a pointer"
                        : S.Referrer == RefKind::View    ? "a view"
                                                         : "a reference") +
                " to an element of " + quotedName(P, H->Container) +
                " is stored";
  Message += H->isRemoval() ? ", and the element may be removed"
                            : ", and the element may be moved";
  // Removals may be paired with a reset of what was stored.
  bool Sure = !H->isRemoval() || (Captured && !H->ThroughPointer);
  Finding F =
      make(S, H->Container, Sure ? Confidence::Likely : Confidence::Possible,
           std::move(Message));
  F.Variant = Captured ? "captured" : "stored";
  F.Notes.push_back({H->Where, "by the " + nounFor(H->Op) + " here"});
  return F;
}

//===--- The rule ---------------------------------------------------------===//

std::optional<Finding> ElementRule::judge(const StaleFact &S) const {
  if (S.Referrer == RefKind::Copy)
    return std::nullopt;
  if (S.Unlocked)
    return judgeUnlocked(S);
  switch (S.How) {
  case StaleFact::Used:
  case StaleFact::OneExpression:
    return judgeUsed(S);
  case StaleFact::Stored:
  case StaleFact::Captured:
    return judgeEscaped(S);
  case StaleFact::Returned: // The caller's business.
    break;
  }
  return std::nullopt;
}

/// One finding for each binding, the surest, of these the first; and one for
/// each place of use.
std::vector<Finding> ElementRule::run() {
  std::vector<Finding> All, Result;
  for (const StaleFact &S : P.facts().Stales)
    if (std::optional<Finding> F = judge(S))
      All.push_back(std::move(*F));
  llvm::sort(All, [&](const Finding &A, const Finding &B) {
    if (A.Sure != B.Sure)
      return A.Sure > B.Sure;
    if (P.before(A.Where, B.Where) || P.before(B.Where, A.Where))
      return P.before(A.Where, B.Where);
    return A.Stale < B.Stale;
  });
  std::set<std::tuple<EntityId, std::string, SiteId>> Bindings;
  std::set<SiteId> Places;
  for (Finding &F : All) {
    const StaleFact &S = P.facts().Stales[F.Stale];
    if (Places.count(F.Where) ||
        !Bindings.insert({S.Function, S.Variable, S.Bind}).second)
      continue;
    Places.insert(F.Where);
    Result.push_back(std::move(F));
  }
  return Result;
}

} // namespace

void mapwarden::judgeEscapingElement(const ProgramFacts &P,
                                     std::vector<Finding> &Out) {
  for (Finding &F : ElementRule(P).run())
    Out.push_back(std::move(F));
}
