#include "Facts/AccessPath.h"

namespace mapwarden {

AccessPath AccessPath::with(StepKind Kind, EntityId Field) const {
  AccessPath Result = *this;
  if (!isKnown())
    return Result;
  if (Steps.size() >= MaxSteps)
    return AccessPath();
  Result.Steps.push_back({Kind, Field});
  return Result;
}

bool AccessPath::startsWith(const AccessPath &Prefix) const {
  if (Root != Prefix.Root || Entity != Prefix.Entity || Index != Prefix.Index ||
      Steps.size() < Prefix.Steps.size())
    return false;
  return std::equal(Prefix.Steps.begin(), Prefix.Steps.end(), Steps.begin());
}

bool AccessPath::hasStep(StepKind Kind, unsigned From) const {
  for (unsigned I = From; I < Steps.size(); ++I)
    if (Steps[I].Kind == Kind)
      return true;
  return false;
}

std::optional<AccessPath> AccessPath::enclosingContainer() const {
  for (unsigned I = Steps.size(); I-- > 0;) {
    if (Steps[I].Kind != StepKind::Element)
      continue;
    AccessPath Result = *this;
    Result.Steps.truncate(I);
    return Result;
  }
  return std::nullopt;
}

uint8_t AccessPath::depth() const {
  uint8_t Depth = 0;
  for (const Step &S : llvm::reverse(Steps)) {
    if (S.Kind == StepKind::Field)
      break;
    Depth += S.Kind == StepKind::Element;
  }
  return Depth;
}

std::optional<AccessPath> AccessPath::holder() const {
  AccessPath Result = *this;
  while (!Result.Steps.empty())
    if (Result.Steps.pop_back_val().Kind == StepKind::Field)
      return Result;
  return std::nullopt;
}

std::optional<ContainerRef> AccessPath::containerRef() const {
  for (const Step &S : llvm::reverse(Steps))
    if (S.Kind == StepKind::Field)
      return ContainerRef{S.Field, depth()};
  if (Root == RootKind::Global || Root == RootKind::Local)
    return ContainerRef{Entity, depth()};
  return std::nullopt;
}

bool operator<(const AccessPath &A, const AccessPath &B) {
  auto Head = [](const AccessPath &P) {
    return std::tie(P.Root, P.Entity, P.Index);
  };
  if (Head(A) != Head(B))
    return Head(A) < Head(B);
  return std::lexicographical_compare(A.Steps.begin(), A.Steps.end(),
                                      B.Steps.begin(), B.Steps.end());
}

AccessPath rebase(const AccessPath &Callee, const AccessPath &Base) {
  AccessPath Result = Base;
  for (const Step &S : Callee.Steps)
    Result = Result.with(S.Kind, S.Field);
  return Result;
}

} // namespace mapwarden
