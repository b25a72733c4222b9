#include "Model/Values.h"

using namespace clang;

namespace mapwarden {

static ValueFact make(ValueOrigin Origin, StringRef Releaser = "") {
  ValueFact V;
  V.Origin = Origin;
  V.Releaser = Releaser.str();
  return V;
}

ValueShape ValueModel::shape(QualType T, unsigned Depth) const {
  if (T.isNull() || Depth > 3)
    return ValueShape::Plain;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return T->isFunctionPointerType() ||
                   (T->getPointeeType()->isCharType() &&
                    T->getPointeeType().isConstQualified())
               ? ValueShape::Plain
               : ValueShape::RawPointer;
  if (T->isIntegralType(Types.context()) && !T->isBooleanType())
    return ValueShape::Integer;
  QualType Inner;
  if (auto Kind = Types.wrapper(T, &Inner)) {
    if (*Kind == WrapperKind::Weak)
      return ValueShape::Weak;
    if (*Kind == WrapperKind::Atomic)
      return shape(Inner, Depth + 1);
    return *Kind == WrapperKind::View ? ValueShape::Plain : ValueShape::Owner;
  }
  if (ContainerType C = Types.container(T)) {
    ValueShape Element = shape(C.Mapped, Depth + 1);
    return Element == ValueShape::RawPointer ? Element : ValueShape::Plain;
  }
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (R && holdsRawPart(R, Depth))
    return ValueShape::RawPointer;
  if (!R || !R->hasDefinition() || Types.isIterator(T))
    return ValueShape::Plain;
  // Its destructor may release what it holds; that of std::string does.
  if (!R->getDefinition()->hasTrivialDestructor())
    return isInSystemHeader(R) ? ValueShape::Plain : ValueShape::Owner;
  ValueShape Result = ValueShape::Plain;
  for (const FieldDecl *F : R->getDefinition()->fields()) {
    const ValueShape Part = shape(F->getType(), Depth + 1);
    if (Part == ValueShape::RawPointer)
      return Part;
    if (Part == ValueShape::Integer) // `struct { int fd; long used; }`
      Result = Part;
  }
  return Result;
}

/// A pair or tuple with a raw pointer among its parts. Their arguments tell,
/// whether or not this unit has a use for the definition.
bool ValueModel::holdsRawPart(const CXXRecordDecl *R, unsigned Depth) const {
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (!S || !isInSystemHeader(S) || !S->getDeclName().isIdentifier() ||
      (S->getName() != "pair" && S->getName() != "tuple"))
    return false;
  llvm::SmallVector<TemplateArgument, 4> Parts;
  for (const TemplateArgument &A : S->getTemplateArgs().asArray())
    if (A.getKind() == TemplateArgument::Pack)
      Parts.append(A.pack_begin(), A.pack_end());
    else
      Parts.push_back(A);
  return llvm::any_of(Parts, [&](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Type &&
           shape(A.getAsType(), Depth + 1) == ValueShape::RawPointer;
  });
}

bool ValueModel::mayHoldRaw(QualType T, unsigned Depth) const {
  if (T.isNull() || T->isDependentType() || Depth > 3)
    return true;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return !T->isFunctionPointerType();
  QualType Inner;
  if (auto Kind = Types.wrapper(T, &Inner))
    return *Kind == WrapperKind::Borrow ||
           ((*Kind == WrapperKind::Value || *Kind == WrapperKind::Atomic) &&
            mayHoldRaw(Inner, Depth + 1));
  if (ContainerType C = Types.container(T))
    return mayHoldRaw(C.Mapped, Depth + 1);
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R) // `enum class Descriptor : int {};` is one, too.
    return T->isIntegralOrEnumerationType() && !T->isBooleanType();
  if (isInSystemHeader(R))
    return holdsRawPart(R, Depth) || R->getName() == "any" ||
           R->getName() == "variant";
  R = R->getDefinition();
  return !R || llvm::any_of(R->fields(), [&](const FieldDecl *F) {
    return mayHoldRaw(F->getType(), Depth + 1);
  }) || llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) {
    return mayHoldRaw(B.getType(), Depth + 1);
  });
}

bool ValueModel::mayOwn(QualType T) const {
  ValueShape S = shape(T);
  return S == ValueShape::RawPointer || S == ValueShape::Integer;
}

ValueFact ValueModel::value(const Expr *E, unsigned Depth) {
  if (!E || Depth > 6)
    return {};
  E = strip(E);
  if (isa<CXXNewExpr>(E))
    return make(cast<CXXNewExpr>(E)->getNumPlacementArgs()
                    ? ValueOrigin::Unknown
                    : ValueOrigin::Fresh,
                "delete");
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E))
    return make(ValueOrigin::Null);
  if (isa<CXXThisExpr, StringLiteral>(E))
    return make(ValueOrigin::Borrowed);
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    if (U->getOpcode() == UO_AddrOf)
      return make(ValueOrigin::Borrowed);
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl()))
      return variable(V, Depth);
    return {};
  }
  if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
    ValueFact A = value(C->getTrueExpr(), Depth + 1);
    return A.Origin != ValueOrigin::Unknown && A.Origin != ValueOrigin::Null
               ? A
               : value(C->getFalseExpr(), Depth + 1);
  }
  if (const auto *C = dyn_cast<CallExpr>(E))
    return call(C, Depth);
  // {k, v}, pair(k, v), T{p, cb}: the first part that can own something.
  auto FirstOwner = [&](auto Parts) {
    for (const Expr *Part : Parts)
      if (mayOwn(Part->getType())) {
        ValueFact V = value(Part, Depth + 1);
        if (V.Origin != ValueOrigin::Unknown)
          return V;
      }
    return ValueFact();
  };
  if (const auto *L = dyn_cast<InitListExpr>(E))
    return FirstOwner(L->inits().take_front(8));
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    return FirstOwner(C->arguments());
  return {};
}

ValueFact ValueModel::variable(const VarDecl *V, unsigned Depth) {
  if (V->hasGlobalStorage())
    return {};
  ValueFact Result;
  const FunctionDecl *F = outermostFunction(V);
  if (const auto *P = dyn_cast<ParmVarDecl>(V)) {
    Result = make(ValueOrigin::Param);
    Result.Param = static_cast<uint8_t>(
        std::min<unsigned>(P->getFunctionScopeIndex(), 255));
  }
  const bool Given = Result.Origin == ValueOrigin::Param;
  if (!F && !Given)
    return Result;
  llvm::SmallVector<const Expr *, 2> Sources;
  if (F)
    Sources = Paths.locals(F).Sources.lookup(V);
  for (const Expr *Source : Sources) {
    ValueFact Each = value(Source, Depth + 1);
    // `if (fd < 0) fd = socket(…);` makes a parameter's value, too.
    if (Each.Origin == ValueOrigin::Null ||
        (Given && Each.Origin != ValueOrigin::Fresh))
      continue;
    if (Result.Origin != ValueOrigin::Fresh)
      Result = Each;
  }
  Result.Carrier = Facts.entity(V);
  return Result;
}

ValueFact ValueModel::call(const CallExpr *C, unsigned Depth) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F)
    return {};
  StringRef Name = F->getDeclName().isIdentifier() ? F->getName() : "";
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
    const Expr *Object = objectOf(M);
    auto Kind = Types.wrapper(Object->getType());
    if (Kind && Name == "release")
      return make(ValueOrigin::Fresh, "delete");
    if (Kind && Name == "get")
      return make(ValueOrigin::Borrowed);
  } else if (StringRef Releaser = Types.catalog().releaserOf(Name);
             !Releaser.empty() && !isa<CXXMethodDecl>(F)) {
    return make(ValueOrigin::Fresh, Releaser);
  }
  if (isInSystemHeader(F)) {
    if ((Name == "move" || Name == "forward" || Name == "make_pair") &&
        C->getNumArgs() > 0) {
      const Expr *Part = C->getArg(C->getNumArgs() - 1);
      if (!mayOwn(Part->getType()) && mayOwn(C->getArg(0)->getType()))
        Part = C->getArg(0); // make_pair(handle, position)
      return value(Part, Depth + 1);
    }
    return {};
  }
  // What does a function with a body return?
  ValueFact Result = make(ValueOrigin::Result);
  Result.Callee = Facts.entity(F);
  const FunctionDecl *Def = nullptr;
  if (F->getReturnType()->isPointerType() && F->getBody(Def) && Depth < 4)
    for (const ReturnStmt *R : Paths.locals(Def).Returns) {
      ValueFact Each = value(R->getRetValue(), Depth + 2);
      if (Each.Origin == ValueOrigin::Fresh && Each.Carrier == NoEntity)
        return make(ValueOrigin::Fresh, Each.Releaser);
      if (Each.Origin == ValueOrigin::Borrowed)
        return Each;
    }
  return Result;
}

} // namespace mapwarden
