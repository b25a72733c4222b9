#include "Extract/StaleReport.h"

using namespace clang;

namespace mapwarden {

/// What the code calls \p V where it is used \p At; of a structured binding
/// the part that is meant, or the first.
static std::string nameOf(const VarDecl *V, const Stmt *At) {
  if (const auto *D = dyn_cast_or_null<DecompositionDecl>(V)) {
    const auto *R = dyn_cast_or_null<DeclRefExpr>(At);
    const auto *Part = R ? dyn_cast<BindingDecl>(R->getDecl()) : nullptr;
    if (!Part && !D->bindings().empty())
      Part = D->bindings().front();
    return Part ? Part->getNameAsString() : std::string();
  }
  return V && V->getIdentifier() ? V->getName().str() : std::string();
}

void StaleReport::used(const Binding &B, uint32_t BindingId,
                       uint32_t MutationId, uint8_t Keys, const Stmt *At,
                       StaleFact::Kind How) {
  // The hidden iterator of a range-for is advanced at the `for`.
  const CXXForRangeStmt *Loop = G.rangeLoop(B.Var);
  StaleFact Fact;
  Fact.Use = Loop ? SiteOf(Loop) : SiteOf(At);
  auto [It, New] =
      Emitted.try_emplace({BindingId, MutationId, Fact.Use}, Out.size());
  StaleFact &Kept = New ? Fact : Out[It->second];
  Kept.SameKey |= (Keys & SameElement) != 0;
  Kept.OtherKey |= (Keys & OtherElement) != 0;
  if (!New) {
    Kept.Succeeded &= !(Keys & NotSucceeded);
    return;
  }
  if (!B.isParameter())
    Fact.Bind = Loop ? Fact.Use : SiteOf(B.At);
  Fact.Function = F.Id;
  Fact.How = How;
  Fact.Referrer = B.To.Kind;
  Fact.Element = B.To.Path;
  if (B.Source != ~0u)
    Fact.Source = CallBase + B.Source;
  if (!Loop)
    Fact.Variable = nameOf(B.Var, At);
  const Mutation &M = Table.mutation(MutationId);
  switch (M.What) {
  case Mutation::Use:
    Fact.Mutation = F.Uses[M.Index].Where;
    Fact.Op = F.Uses[M.Index].Op;
    Fact.Mutated = F.Uses[M.Index].Container;
    break;
  case Mutation::Call:
    Fact.Mutation = F.Calls[M.Index].Where;
    Fact.Call = CallBase + M.Index;
    Fact.Succeeded = !(Keys & NotSucceeded);
    break;
  case Mutation::Unlock:
    Fact.Mutation = SiteOf(M.At);
    Fact.Unlocked = true;
    Fact.Lock = M.Lock;
    break;
  }
  Out.push_back(std::move(Fact));
}

void StaleReport::escaped(const Event &E, const Ref &R, StaleFact::Kind How,
                          const AccessPath *Lock) {
  StaleFact Fact;
  Fact.Use = Fact.Bind = SiteOf(E.At);
  Fact.Function = F.Id;
  Fact.How = How;
  Fact.Referrer = R.Kind;
  Fact.Element = R.Path;
  Fact.Variable = nameOf(E.Var, E.At);
  if (Lock) {
    Fact.Mutation = Fact.Use;
    Fact.Unlocked = true;
    Fact.Lock = *Lock;
  }
  Out.push_back(std::move(Fact));
}

} // namespace mapwarden
