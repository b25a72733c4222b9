//===- PartsOfMain.cpp - main, and what it consists of --------------------===//
//
// `int main(int argc, char **argv) { return App(argc, argv).run(); }`: what
// main calls once, and nobody else calls, may as well stand in it. Before its
// service such a part prepares, and its locals live as long as the program.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Link/Linker.h"

namespace mapwarden {

/// What a main consists of besides itself, at most.
static constexpr unsigned MaxParts = 8;

/// \p Call, which stands in main or a part of it, is the service of that part
/// or follows it.
static bool isServiceCall(const ProgramFacts &P, const CallFact &Call) {
  return !(Call.Context & (InLoop | Deferred | Unreachable | Once)) &&
         (!(Call.Context & BeforeLoop) || namesService(P.name(Call.Callee)));
}

/// \p Main and its parts.
static std::vector<EntityId> partsOf(const ProgramFacts &P, EntityId Main) {
  std::vector<EntityId> Parts{Main};
  for (size_t I = 0; I < Parts.size(); ++I)
    for (uint32_t Index : P.callsFrom(Parts[I])) {
      const CallFact &Call = P.facts().Calls[Index];
      const FunctionFact *F = P.function(Call.Callee);
      if (F && F->HasBody && !F->IsConstructor && !F->IsDestructor &&
          !F->IsLambda && isServiceCall(P, Call) && P.knowsCallers(*F) &&
          P.callsTo(F->Id).size() == 1 && Parts.size() <= MaxParts &&
          !llvm::is_contained(Parts, F->Id))
        Parts.push_back(F->Id);
    }
  return Parts;
}

void Linker::findPartsOfMain() {
  P.PartOfMain.assign(P.Unit.Entities.size(), false);
  for (const FunctionFact &F : P.Unit.Functions)
    if (F.IsMain)
      for (EntityId Part : partsOf(P, F.Id))
        P.PartOfMain[Part] = true;
  for (CallFact &Call : P.Unit.Calls)
    if (!P.isPartOfMain(Call.Caller))
      Call.Context &= ~(BeforeLoop | AfterLoop);
  for (UseFact &Use : P.Unit.Uses)
    if (!P.isPartOfMain(Use.Function))
      Use.Context &= ~(BeforeLoop | AfterLoop);
  for (InstanceFact &Made : P.Unit.Instances)
    if (Made.Outermost && P.isPartOfMain(Made.Function) &&
        (Made.How == InstanceFact::Local || Made.How == InstanceFact::Other))
      Made.How = InstanceFact::MainLocal;
  for (ContainerFact &C : P.Unit.Containers)
    if (C.Outermost && C.Kept == Storage::Local && P.isPartOfMain(C.Function))
      C.Kept = Storage::MainLocal;
}

std::string ProgramFacts::whyLocalOfMain(EntityId Function) const {
  const FunctionFact *F = function(Function);
  return !F || F->IsMain
             ? "a local of main"
             : ("a local of '" + name(Function) + "', which is a part of main")
                   .str();
}

} // namespace mapwarden
