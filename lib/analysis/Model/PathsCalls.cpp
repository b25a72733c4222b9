#include "Model/Paths.h"

using namespace clang;

namespace mapwarden {

/// What a member of a container or an operator on one refers to.
RefList PathResolver::elementOf(const Expr *Object, Yields What) {
  RefList Result;
  RefKind Kind = RefKind::Lvalue;
  const bool Arrow = Object->getType()->isPointerType();
  switch (What) {
  case Yields::Nothing:
  case Yields::Copy:
    return Result;
  case Yields::Element:
    break;
  case Yields::Iterator:
  case Yields::IteratorBool:
  case Yields::IteratorPair:
    Kind = RefKind::Iterator;
    break;
  case Yields::Pointer:
    Kind = RefKind::Pointer;
    break;
  case Yields::Container:
    return Arrow ? pointee(Object) : resolve(Object);
  }
  for (const Ref &R : Arrow ? pointee(Object) : resolve(Object))
    Result.push_back({R.Path.element(), Kind});
  return Result;
}

RefList PathResolver::operatorCall(const CXXOperatorCallExpr *C) {
  if (C->getNumArgs() == 0)
    return {};
  const Expr *Object = C->getArg(0)->IgnoreParenBaseCasts();
  QualType T = Object->getType();
  switch (C->getOperator()) {
  case OO_Subscript:
    if (Types.container(T))
      return elementOf(Object, Yields::Element);
    if (Types.wrapper(T) == WrapperKind::Unique) {
      RefList Result;
      for (const Ref &R : deref(resolve(Object), T))
        Result.push_back({R.Path.element(), RefKind::Lvalue});
      return Result;
    }
    break;
  case OO_Star:
    if (C->getNumArgs() == 1)
      return deref(resolve(Object), T);
    break;
  case OO_Arrow: {
    RefList Result = deref(resolve(Object), T);
    for (Ref &R : Result)
      R.Kind = RefKind::Pointer;
    return Result;
  }
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_Plus:
  case OO_Minus:
  case OO_PlusEqual:
  case OO_Equal:
    return resolve(Object);
  default:
    break;
  }
  if (const FunctionDecl *F = C->getDirectCallee())
    return userCall(C, F);
  return {};
}

/// Members of the things that stand for an element: tsl's `it.value()`, LLVM's
/// `it->getSecond()`, `optional.value()`, `pointer.get()`.
static std::optional<StepKind> accessorStep(StringRef Name) {
  if (Name == "getFirst" || Name == "getKey" || Name == "key" ||
      Name == "first")
    return StepKind::Key;
  if (Name == "getSecond" || Name == "getValue" || Name == "value")
    return StepKind::Element;
  return std::nullopt;
}

RefList PathResolver::memberCall(const CXXMemberCallExpr *C) {
  const CXXMethodDecl *M = C->getMethodDecl();
  const Expr *Object = objectOf(C);
  if (!M || !Object)
    return dependentCall(C);
  QualType T = Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  bool Arrow = Object->getType()->isPointerType();
  auto Self = [&] { return Arrow ? pointee(Object) : resolve(Object); };
  if (isa<CXXConversionDecl>(M)) {
    RefList Result = Self();
    if (Types.isView(M->getReturnType()))
      for (Ref &R : Result)
        R.Kind = RefKind::View;
    return Result;
  }
  StringRef Name =
      M->getDeclName().isIdentifier() ? M->getName() : StringRef("");
  if (ContainerType Container = Types.container(T)) {
    MemberRow Row =
        Types.catalog().member(*Container.Row, M->getNameAsString());
    // LLVM's StringRef-like `data()`, `begin()` of a string are no elements.
    return elementOf(Object, Row.Result);
  }
  if (auto Kind = Types.wrapper(T)) {
    bool Holder =
        *Kind == WrapperKind::Guarded && Types.isHolder(M->getReturnType());
    if (Holder || Name == "get" || Name == "value" || Name == "operator->") {
      RefList Result = deref(Self(), T);
      bool Points = Holder || M->getReturnType()->isPointerType();
      for (Ref &R : Result)
        R.Kind = Points ? RefKind::Pointer : RefKind::Lvalue;
      return Result;
    }
    if (*Kind == WrapperKind::View)
      return Self();
    return {};
  }
  if (std::optional<StepKind> Step = accessorStep(Name);
      Step && isInSystemHeader(M)) {
    RefList Result;
    for (const Ref &R : Self())
      Result.push_back({*Step == StepKind::Key ? R.Path.with(*Step) : R.Path,
                        RefKind::Lvalue});
    return Result;
  }
  if ((Name == "c_str" || Name == "data") && isInSystemHeader(M)) {
    RefList Result = Self();
    for (Ref &R : Result)
      R.Kind = RefKind::View;
    return Result;
  }
  if (Types.isIterator(T) && (Name == "base" || Name == "operator->"))
    return Self();
  return userCall(C, M);
}

/// What another unit knows: the link finds out what such a path names.
RefList PathResolver::resultOf(const FunctionDecl *F) {
  const QualType T = F->getReturnType();
  if (F->hasBody() || F->isDependentContext())
    return {};
  AccessPath Path;
  Path.Root = RootKind::Result;
  Path.Entity = Facts.entity(F);
  if (T->isReferenceType())
    return {{Path, RefKind::Lvalue}};
  if (T->isPointerType() && !T->getPointeeType()->isFunctionType())
    return {{Path, RefKind::Pointer}};
  if (Types.isIterator(T))
    return {{Path, RefKind::Iterator}};
  return {};
}

RefList PathResolver::userCall(const CallExpr *C, const FunctionDecl *F) {
  RefList Result;
  const RefList Returned = returns(F);
  if (Returned.empty())
    return Facts.WholeProgram ? resultOf(F) : Result;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(C);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(C);
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  unsigned Shift = Operator && Method && Method->isInstance() ? 1 : 0;
  const EntityId Self = Facts.entity(F);
  for (const Ref &R : Returned) {
    RefList Bases;
    if (R.Path.Root == RootKind::This) {
      const Expr *Object = Member  ? objectOf(Member)
                           : Shift ? C->getArg(0)
                                   : nullptr;
      if (Object)
        Bases = Object->getType()->isPointerType() ? pointee(Object)
                                                   : resolve(Object);
      if (Bases.empty() && !R.Path.Steps.empty()) {
        AccessPath Anywhere;
        Anywhere.Root = RootKind::Temporary;
        Bases.push_back({Anywhere, RefKind::Lvalue});
      }
    } else if (R.Path.Root == RootKind::Param && R.Path.Entity == Self) {
      if (R.Path.Index + Shift < C->getNumArgs())
        Bases = resolveValue(C->getArg(R.Path.Index + Shift));
    } else {
      Result.push_back(R);
      continue;
    }
    for (const Ref &B : Bases)
      if (AccessPath P = rebase(R.Path, B.Path);
          P.isKnown() && Result.size() < MaxRefs)
        Result.push_back({P, R.Kind});
  }
  return Result;
}

RefList PathResolver::libraryCall(const CallExpr *C, StringRef Name) {
  if (C->getNumArgs() == 0)
    return {};
  const Expr *First = C->getArg(0);
  if (Name == "move" || Name == "forward" || Name == "as_const" ||
      Name == "ref" || Name == "cref" || Name == "exchange" ||
      Name == "launder")
    return resolve(First);
  if (Name == "addressof" || Name == "__addressof") {
    RefList Result = resolve(First);
    for (Ref &R : Result)
      R.Kind = RefKind::Pointer;
    return Result;
  }
  if (Name == "begin" || Name == "cbegin" || Name == "end" || Name == "cend" ||
      Name == "rbegin" || Name == "rend")
    return elementOf(First, Yields::Iterator);
  if (ContainerType T = Types.container(First->getType()); // get<1>(indexed)
      T && Types.catalog().member(*T.Row, Name).Result == Yields::Container)
    return resolve(First);
  if (Name == "get") {
    const auto *F = C->getDirectCallee();
    const TemplateArgumentList *Args =
        F ? F->getTemplateSpecializationArgs() : nullptr;
    if (!Args || Args->size() == 0 ||
        Args->get(0).getKind() != TemplateArgument::Integral)
      return {};
    RefList Result;
    for (const Ref &R : resolve(First))
      if (!R.Path.Steps.empty() &&
          R.Path.Steps.back().Kind == StepKind::Element)
        Result.push_back({Args->get(0).getAsIntegral() == 0
                              ? R.Path.with(StepKind::Key)
                              : R.Path,
                          R.Kind});
    return Result;
  }
  // next, prev, find_if, remove_if, lower_bound…: an iterator of the range.
  RefList Result;
  if (Types.isIterator(C->getType()) || C->getType()->isPointerType())
    for (const Ref &R : resolve(First))
      if (R.Kind == RefKind::Iterator)
        Result.push_back(R);
  return Result;
}

RefList PathResolver::call(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F)
    return dependentCall(C);
  if (isInSystemHeader(F))
    return F->getDeclName().isIdentifier() ? libraryCall(C, F->getName())
                                           : RefList();
  return userCall(C, F);
}

/// `m_.find(k)` inside a template that nobody instantiates.
RefList PathResolver::dependentCall(const CallExpr *C) {
  const Expr *Callee = C->getCallee()->IgnoreParenImpCasts();
  const Expr *Object = nullptr;
  std::string Name;
  if (const auto *D = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    if (D->isImplicitAccess())
      return {};
    Object = D->getBase();
    Name = D->getMember().getAsString();
  } else if (const auto *U = dyn_cast<UnresolvedMemberExpr>(Callee)) {
    if (U->isImplicitAccess())
      return {};
    Object = U->getBase();
    Name = U->getMemberName().getAsString();
  }
  if (!Object)
    return {};
  ContainerType Container = Types.container(Object->getType());
  if (!Container)
    return {};
  return elementOf(Object, Types.catalog().member(*Container.Row, Name).Result);
}

RefList PathResolver::construct(const CXXConstructExpr *C) {
  if (C->getNumArgs() == 0)
    return {};
  QualType T = C->getType();
  const Expr *From = C->getArg(0);
  if (Types.isView(T)) {
    // The buffer of a std::vector stays where it is when the vector moves.
    bool Stays = Types.keepsBufferOnMove(strip(From)->getType());
    RefList Result = resolve(From);
    for (Ref &R : Result)
      R = {Stays ? R.Path.deref() : R.Path, RefKind::View};
    return Result;
  }
  RefList Refs = resolve(From);
  if (Types.wrapper(T) == WrapperKind::Borrow)
    return Refs;
  // A copied iterator (also const_iterator from iterator, reverse_iterator,
  // pair<iterator, bool>) still points where the original does.
  llvm::erase_if(Refs,
                 [](const Ref &R) { return R.Kind != RefKind::Iterator; });
  return Refs;
}

} // namespace mapwarden
