//===- AdmittedKeys.cpp - Keys that another container knows ---------------===//
#include "Verdict/Evidence.h"
#include "Verdict/RuleSupport.h"

namespace mapwarden {

static bool growsAtRunTime(const ProgramFacts &P, EntityId Container) {
  return llvm::any_of(P.uses(Container), [&](const ResolvedUse &R) {
    return P.facts().Uses[R.Use].isGrowth() && R.Runs == Reach::RunTime;
  });
}

/// \p Function asks a container other than \p C, which does not grow while the
/// program serves, for the key in its parameter \p Param.
static bool asksFixedContainer(const ProgramFacts &P, EntityId Function,
                               uint8_t Param, EntityId C) {
  return llvm::any_of(P.usesIn(Function), [&](uint32_t I) {
    const UseFact &U = P.facts().Uses[I];
    if ((U.Op != MapOp::Lookup && U.Op != MapOp::Contains &&
         U.Op != MapOp::LookupOrThrow) ||
        U.Key.Domain != KeyDomain::Param || U.Key.Param != Param)
      return false;
    const std::vector<ContainerRef> Asked = P.targets(U.Container, Function);
    return !Asked.empty() && llvm::all_of(Asked, [&](ContainerRef R) {
      const ContainerFact *X = P.container(R.Decl);
      return X && X->Closed && R.Decl != C && !growsAtRunTime(P, R.Decl);
    });
  });
}

bool isAdmitted(const ProgramFacts &P, const UseFact &U, EntityId C) {
  if (U.Key.Text.empty())
    return false;
  return llvm::any_of(P.callsFrom(U.Function), [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    if (!(Call.Context & Admits) || P.before(U.Where, Call.Where))
      return false;
    for (uint8_t Arg = 0; Arg < Call.Keys.size(); ++Arg)
      if (Call.Keys[Arg].Text == U.Key.Text &&
          asksFixedContainer(P, Call.Callee, Arg, C))
        return true;
    return false;
  });
}

} // namespace mapwarden
