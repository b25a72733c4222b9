//===- Publication.cpp - Objects that nobody else knows yet ---------------===//
#include "Verdict/LockInference.h"

using namespace mapwarden;

Origins::Origins(const ProgramFacts &P) {
  for (const InstanceFact &I : P.facts().Instances) {
    Made.insert({I.Function, I.Record});
    if (I.HeldBy == NoEntity)
      continue;
    if (P.facts().Entities[I.HeldBy].Owner == NoEntity)
      DeclaredIn[I.HeldBy] = I.Function;
    else
      Parts.insert(I.HeldBy);
  }
}

/// \p Function makes objects of \p Class, or of one derived from it.
bool LockInference::makes(EntityId Function, EntityId Class) const {
  for (auto It = From.Made.lower_bound({Function, 0});
       It != From.Made.end() && It->first == Function; ++It)
    if (It->second == Class || P.isA(It->second, Class))
      return true;
  return false;
}

/// `Lease lease(book);` is a local, but `lease.book_` is no part of it.
bool LockInference::isOwnPart(llvm::ArrayRef<Step> Steps) const {
  return llvm::all_of(Steps, [&](const Step &S) {
    return S.Kind != StepKind::Field || From.Parts.count(S.Field) > 0;
  });
}

/// The container is a field of \p Path's root, or of a part of it.
bool LockInference::isInside(const AccessPath &Path) const {
  const llvm::ArrayRef<Step> Steps = Path.Steps;
  const auto Last = llvm::find_if(llvm::reverse(Steps), [](const Step &S) {
    return S.Kind == StepKind::Field;
  });
  return Last != Steps.rend() &&
         isOwnPart(Steps.drop_back(Last - Steps.rbegin() + 1));
}

/// `Impl *impl = new Impl; impl->open(); return impl;`: all calls of the method
/// are by who has just made the object, or by methods of which that is true.
bool LockInference::isSettingUp(EntityId Function, unsigned Hops) const {
  const FunctionFact *F = P.function(enclosingFunction(P, Function));
  if (!F || F->Owner == NoEntity || !P.knowsCallers(*F) || !Hops ||
      P.callsTo(F->Id).empty())
    return false;
  return llvm::all_of(P.callsTo(F->Id), [&](uint32_t I) {
    const CallFact &Call = P.facts().Calls[I];
    const FunctionFact *Caller = P.function(Call.Caller);
    if (!Caller || Caller->IsMain || (Call.Context & Deferred) ||
        !isOwnPart(Call.Object.Steps))
      return false;
    switch (Call.Object.Root) {
    case RootKind::This:
      return Caller->IsConstructor || isSettingUp(Caller->Id, Hops - 1);
    case RootKind::Local:
    case RootKind::Temporary:
      return makes(Caller->Id, F->Owner);
    default:
      return false;
    }
  });
}

/// `std::thread reader([&hub] { hub.serve(); });`: the variable is one of the
/// function that the lambda stands in, which goes on meanwhile.
bool LockInference::isCaptured(EntityId Variable, EntityId Function) const {
  const EntityId Runner = enclosingFunction(P, Function);
  const FunctionFact *F = P.function(Runner);
  const auto It = From.DeclaredIn.find(Variable);
  return F && F->IsLambda && It != From.DeclaredIn.end() &&
         enclosingFunction(P, It->second) != Runner;
}

/// The object is a local of the function, or made by it, by itself or as a part
/// of a larger one: nobody else knows it.
bool LockInference::isUnpublished(const AccessPath &Container,
                                  EntityId Function) const {
  if (Container.Root != RootKind::Global && isSettingUp(Function, 4))
    return true;
  if (Container.Root != RootKind::Local &&
      Container.Root != RootKind::Temporary)
    return false;
  if (P.isPartOfMain(enclosingFunction(P, Function)) ||
      (Container.Root == RootKind::Local &&
       isCaptured(Container.Entity, Function)))
    return false; // `Server server; server.start(); while (…) server.poll();`
  const llvm::ArrayRef<Step> Steps = Container.Steps;
  const auto IsField = [](const Step &S) { return S.Kind == StepKind::Field; };
  const auto *First = llvm::find_if(Steps, [&](const Step &S) {
    return IsField(S) || S.Kind == StepKind::Deref;
  });
  if (!isInside(Container))
    return makes(Function, C.Owner);
  if (First->Kind == StepKind::Field)
    return true;
  const auto *Part = llvm::find_if(Steps, IsField);
  return makes(Function, C.Owner) ||
         makes(Function, P.facts().Entities[Part->Field].Owner);
}
