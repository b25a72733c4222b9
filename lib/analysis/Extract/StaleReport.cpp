#include "Extract/StaleReport.h"

using namespace clang;

namespace mapwarden {

static std::string nameOf(const VarDecl *V) {
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
  if (!New)
    return;
  Fact.Bind = Loop ? Fact.Use : SiteOf(B.At);
  Fact.Function = F.Id;
  Fact.How = How;
  Fact.Referrer = B.To.Kind;
  Fact.Element = B.To.Path;
  if (!Loop)
    Fact.Variable = nameOf(B.Var);
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
  Fact.Variable = nameOf(E.Var);
  if (Lock) {
    Fact.Mutation = Fact.Use;
    Fact.Unlocked = true;
    Fact.Lock = *Lock;
  }
  Out.push_back(std::move(Fact));
}

} // namespace mapwarden
