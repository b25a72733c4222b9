//===- DeadBranches.cpp - Code that no caller switches on -----------------===//
#include "Link/Linker.h"

namespace mapwarden {

/// All callers of \p Function are in sight, and none gives the parameter the
/// value that \p Test asks for, be it by handing on one of its own.
bool Linker::isNeverGiven(EntityId Function, ParamTest Test,
                          unsigned Hops) const {
  const FunctionFact *F = P.function(Function);
  if (!F || F->IsMain || F->ForeignCallers || !P.knowsCallers(*F) ||
      Test.Param >= 16)
    return false;
  const llvm::ArrayRef<uint32_t> Calls = P.callsTo(Function);
  return !Calls.empty() && llvm::all_of(Calls, [&](uint32_t I) {
    const CallFact &Call = P.Unit.Calls[I];
    const uint16_t Bit = 1u << Test.Param;
    if ((Call.GivesTrue | Call.GivesFalse) & Bit)
      return !((Test.Truth ? Call.GivesTrue : Call.GivesFalse) & Bit);
    const FunctionFact *Caller = P.function(Call.Caller);
    if (!Hops || !Caller || Caller->IsLambda || Test.Param >= Call.Args.size())
      return false;
    const AccessPath &Given = Call.Args[Test.Param];
    return Given.Root == RootKind::Param && Given.isRootNamed() &&
           Given.Entity == Caller->Id &&
           isNeverGiven(Caller->Id, {Given.Index, Test.Truth}, Hops - 1);
  });
}

/// `void set(K k, bool on) { if (on) …; else set_.erase(k); }` where all
/// callers say `set(k, true)`.
void Linker::findDeadBranches() {
  auto Mark = [&](auto &Fact, EntityId Function) {
    if (Fact.OnlyIf.Param != ParamTest::None &&
        isNeverGiven(P.hostOf(Function), Fact.OnlyIf, 3))
      Fact.Context |= Unreachable;
  };
  for (UseFact &U : P.Unit.Uses)
    Mark(U, U.Function);
  for (CallFact &Call : P.Unit.Calls)
    Mark(Call, Call.Caller);
}

} // namespace mapwarden
