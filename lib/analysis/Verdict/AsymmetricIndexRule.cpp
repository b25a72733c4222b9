//===- AsymmetricIndexRule.cpp - asymmetric-index -------------------------===//
//
// Two containers of one class (or file) that are filled together: an entry is
// removed from the one, and nothing removes its partner from the other.
//
//===----------------------------------------------------------------------===//
#include "Verdict/Evidence.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {
namespace {

/// A growth or removal with what identifies its entry.
struct Touch {
  const ResolvedUse *Resolved;
  const UseFact *Use;
  EntityId Function; ///< Not a lambda.
};

/// What is known of one container that may be half of a pair.
struct Half {
  const ContainerFact *C = nullptr;
  std::vector<Touch> Grows, Removes;
  std::set<EntityId> GrowsIn, RemovesIn; ///< Functions.
  /// Keys that a function asks for, `find(port_)`: (function, text).
  std::set<std::pair<EntityId, std::string>> AskedFor;
};

class Pairs {
public:
  Pairs(const ProgramFacts &P, std::vector<Finding> &Out) : P(P), Out(Out) {}
  void judge(llvm::ArrayRef<const ContainerFact *> Siblings);

private:
  std::optional<Half> halfOf(const ContainerFact &C) const;
  std::pair<SiteId, bool> filledTogether(const Half &A, const Half &B,
                                         bool Reverse) const;
  bool isKeyOf(const UseFact &Value, const UseFact &Key) const;
  bool isKept(const Half &B) const;
  bool isOfSome(const Half &A, const Half &B) const;
  bool leavesWith(const Half &A, const Half &B) const;
  bool areInStep(const Half &A, const Half &B) const;
  bool isPrune(const Half &A, const Touch &Removed) const;
  bool callersRemove(EntityId Function, const Half &B) const;
  void judgeForgotten(const Half &A, const Half &B, bool Reverse);
  void judgeEndOfOwner(const Half &A, const Half &B);
  bool alsoRemoves(EntityId Function, const Half &B, unsigned Hops) const;
  void report(const Half &A, const Half &B, const Touch &At, SiteId Together,
              bool SameKey);

  const ProgramFacts &P;
  std::vector<Finding> &Out;
  std::set<std::pair<EntityId, EntityId>> Reported; ///< (function, B).
};

} // namespace

std::optional<Half> Pairs::halfOf(const ContainerFact &C) const {
  if (C.Levels.empty() || !C.Levels[0].Row.isAssociative() ||
      C.Levels[0].KeysFixed || C.IsConst || C.IsReference || !C.Closed ||
      !P.escapes(C.Decl).empty() || P.gapFor(C))
    return std::nullopt;
  Half H;
  H.C = &C;
  for (const ResolvedUse &R : P.uses(C.Decl)) {
    const UseFact &U = P.facts().Uses[R.Use];
    if (R.Container.Depth != 0 || (U.Context & Unreachable))
      continue;
    if (U.Op == MapOp::Unknown)
      return std::nullopt; // It may remove.
    const Touch T{&R, &U, P.hostOf(U.Function)};
    if (!U.Key.Text.empty())
      H.AskedFor.insert({T.Function, U.Key.Text});
    if (U.isGrowth() && R.Keys != KeyDomain::Fixed &&
        (U.Op != MapOp::Subscript || U.Written)) {
      H.Grows.push_back(T);
      H.GrowsIn.insert(T.Function);
    } else if (U.isRemoval()) {
      H.Removes.push_back(T);
      H.RemovesIn.insert(T.Function);
    }
  }
  if (H.Grows.empty())
    return std::nullopt;
  return H;
}

/// `byName[name] = id; users[id] = u;`: the value of the one is the key of the
/// other.
bool Pairs::isKeyOf(const UseFact &Value, const UseFact &Key) const {
  const EntityId Carrier = Value.Value.Carrier;
  if (Carrier == NoEntity || Key.Key.Text.empty())
    return false;
  llvm::StringRef Name = P.name(Carrier);
  return Name.substr(Name.rfind(':') + 1) == Key.Key.Text;
}

/// Where one function adds the same key, or the same object, to both, or what
/// is a key of the one and a value of the other; and whether it is the key.
std::pair<SiteId, bool> Pairs::filledTogether(const Half &A, const Half &B,
                                              bool Reverse) const {
  for (const Touch &X : A.Grows)
    for (const Touch &Y : B.Grows) {
      // One place that fills now the one and now the other is a helper that
      // is given either.
      if (X.Use->Function != Y.Use->Function || X.Use == Y.Use)
        continue;
      const bool SameKey =
          !X.Use->Key.Text.empty() && X.Use->Key.Text == Y.Use->Key.Text;
      const bool SameValue = X.Use->Value.Carrier != NoEntity &&
                             X.Use->Value.Carrier == Y.Use->Value.Carrier;
      const bool IsReverse = isKeyOf(*X.Use, *Y.Use) || isKeyOf(*Y.Use, *X.Use);
      if (Reverse ? IsReverse : SameKey || SameValue)
        return {Y.Use->Where, SameKey};
    }
  return {NoSite, false};
}

/// Nothing takes entries out of it while the program runs.
bool Pairs::isKept(const Half &B) const {
  return B.C->BoundedBy.empty() && !B.C->Levels[0].Row.Bounded &&
         llvm::none_of(B.Removes,
                       [&](const Touch &T) {
                         return T.Resolved->Runs == Reach::RunTime;
                       }) &&
         P.sizeTests(B.C->Decl).empty();
}

bool Pairs::alsoRemoves(EntityId Function, const Half &B, unsigned Hops) const {
  if (B.RemovesIn.count(Function))
    return true;
  if (Hops == 0)
    return false;
  return llvm::any_of(P.callsFrom(Function), [&](uint32_t I) {
    return alsoRemoves(P.hostOf(P.facts().Calls[I].Callee), B, Hops - 1);
  });
}

void Pairs::report(const Half &A, const Half &B, const Touch &At,
                   SiteId Together, bool SameKey) {
  if (!Reported.insert({At.Function, B.C->Decl}).second)
    return;
  Finding F;
  F.Rule = "asymmetric-index";
  F.Where = At.Use->Where;
  F.Container = B.C->Decl;
  F.Use = At.Resolved->Use;
  F.Variant = SameKey ? "forgotten-key" : "forgotten-value";
  F.Message = "an entry leaves " + quotedName(P, A.C->Decl) +
              " here, but its partner in " + quotedName(P, B.C->Decl) +
              " stays";
  F.Notes.push_back({Together, "the two are filled together"});
  F.Notes.push_back({P.facts().Entities[B.C->Decl].Decl,
                     quotedName(P, B.C->Decl) + " is declared here"});
  Out.push_back(std::move(F));
}

/// What is added to the one is added to the other, and what takes an entry out
/// of B, at run time, takes one out of A as well.
bool Pairs::leavesWith(const Half &A, const Half &B) const {
  return A.GrowsIn == B.GrowsIn && P.sizeTests(B.C->Decl).empty() &&
         llvm::all_of(B.Removes, [&](const Touch &T) {
           return T.Resolved->Runs != Reach::RunTime ||
                  (T.Use->Op == MapOp::Erase && A.RemovesIn.count(T.Function));
         });
}

/// `all_[id] = job; if (job.late) late_[id] = job;`: A holds those entries of B
/// for which something is the case, which may pass.
bool Pairs::isOfSome(const Half &A, const Half &B) const {
  return llvm::all_of(A.Grows, [&](const Touch &X) {
    return X.Use->Branch != NoSite &&
           llvm::any_of(B.Grows, [&](const Touch &Y) {
             return Y.Use->Function == X.Use->Function &&
                    P.before(Y.Use->Where, X.Use->Branch);
           });
  });
}

/// What takes single entries out of the one does so with the other.
bool Pairs::areInStep(const Half &A, const Half &B) const {
  auto Erases = [](const Half &H) {
    std::set<EntityId> Result;
    for (const Touch &T : H.Removes)
      if (T.Use->Op == MapOp::Erase || T.Use->Op == MapOp::Take)
        Result.insert(T.Function);
    return Result;
  };
  const std::set<EntityId> Functions = Erases(A);
  return !Functions.empty() && Functions == Erases(B);
}

/// Who calls \p Function takes the partner out of \p B himself.
bool Pairs::callersRemove(EntityId Function, const Half &B) const {
  return llvm::any_of(P.callsTo(Function), [&](uint32_t I) {
    return alsoRemoves(P.hostOf(P.facts().Calls[I].Caller), B, 0);
  });
}

/// `a.erase(k); a[k] = v;`: the entry is replaced.
static bool comesBack(const Half &A, const Touch &Removed) {
  const std::string &Key = Removed.Use->Key.Text;
  return !Key.empty() && llvm::any_of(A.Grows, [&](const Touch &T) {
    return T.Function == Removed.Function && T.Use->Key.Text == Key;
  });
}

/// `if (inner.erase(x) && inner.empty()) a.erase(it);`: what leaves is empty.
bool Pairs::isPrune(const Half &A, const Touch &Removed) const {
  return llvm::any_of(P.uses(A.C->Decl), [&](const ResolvedUse &R) {
    const UseFact &U = P.facts().Uses[R.Use];
    return R.Container.Depth > 0 && P.hostOf(U.Function) == Removed.Function &&
           (U.Op == MapOp::Empty || U.Op == MapOp::Size);
  });
}

void Pairs::judgeForgotten(const Half &A, const Half &B, bool Reverse) {
  // A set that something empties, `online_`, says what is the case; it is no
  // index of the other.
  if (!isKept(B) && (B.C->Levels[0].Row.isSet() || !leavesWith(A, B)))
    return;
  // What grows elsewhere, too, has a life of its own.
  for (EntityId F : B.GrowsIn)
    if (!A.GrowsIn.count(F))
      return;
  const auto [Together, SameKey] = filledTogether(A, B, Reverse);
  if (Together == NoSite)
    return;
  if (isOfSome(A, B))
    return;
  const bool InStep = areInStep(A, B);
  for (const Touch &T : A.Removes)
    if ((T.Use->Op != MapOp::Clear || InStep) && T.Use->Op != MapOp::Replace &&
        T.Resolved->Runs == Reach::RunTime && !comesBack(A, T) &&
        !isPrune(A, T) && !alsoRemoves(T.Function, B, 2) &&
        !callersRemove(T.Function, B))
      report(A, B, T, Together, SameKey);
}

/// Containers that outlive an object and hold entries under one of its members:
/// its destructor has to take its key out of both.
void Pairs::judgeEndOfOwner(const Half &A, const Half &B) {
  if (A.C->Kept == Storage::Field || B.C->Kept == Storage::Field)
    return;
  for (const Touch &T : A.Removes) {
    const FunctionFact *F = P.function(T.Function);
    if (!F || !F->IsDestructor || T.Use->Op != MapOp::Erase ||
        alsoRemoves(T.Function, B, 2))
      continue;
    for (const Touch &Other : B.Removes) {
      const FunctionFact *G = P.function(Other.Function);
      if (G && G->Owner == F->Owner && Other.Use->Op == MapOp::Erase &&
          B.AskedFor.count({Other.Function, T.Use->Key.Text}))
        return report(A, B, T, Other.Use->Where, /*SameKey=*/true);
    }
  }
}

void Pairs::judge(llvm::ArrayRef<const ContainerFact *> Siblings) {
  std::vector<Half> Halves;
  for (const ContainerFact *C : Siblings)
    if (std::optional<Half> H = halfOf(*C))
      Halves.push_back(std::move(*H));
  auto ForEachPair = [&](auto Visit) {
    for (const Half &A : Halves)
      for (const Half &B : Halves)
        if (A.C != B.C && !A.Removes.empty())
          Visit(A, B);
  };
  ForEachPair([&](const Half &A, const Half &B) {
    judgeForgotten(A, B, /*Reverse=*/false);
    judgeEndOfOwner(A, B);
  });
  // What has a partner with the same keys is reported where that one leaves.
  ForEachPair([&](const Half &A, const Half &B) {
    judgeForgotten(A, B, /*Reverse=*/true);
  });
}

void judgeAsymmetricIndex(const ProgramFacts &P, std::vector<Finding> &Out) {
  std::map<std::pair<EntityId, uint32_t>, std::vector<const ContainerFact *>>
      BySide;
  for (const ContainerFact &C : P.facts().Containers) {
    const SiteId Decl = P.facts().Entities[C.Decl].Decl;
    if (Decl == NoSite)
      continue;
    if (C.Kept == Storage::Field)
      BySide[{C.Owner, 0}].push_back(&C);
    else if (C.Kept == Storage::Namespace || C.Kept == Storage::StaticMember)
      BySide[{NoEntity, P.facts().Sites[Decl].File}].push_back(&C);
  }
  Pairs Judge(P, Out);
  for (const auto &[Side, Siblings] : BySide)
    if (Siblings.size() > 1 && Siblings.size() <= 64)
      Judge.judge(Siblings);
}

} // namespace mapwarden
