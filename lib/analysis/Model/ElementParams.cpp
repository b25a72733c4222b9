//===- ElementParams.cpp - Parameters that may refer to own elements ------===//
//
// `void Table::drop(const std::string &name)` may be called with a name that
// the table itself keeps: `table.drop(it->first)`. Whether it is, only the
// callers know; here the parameters are found for which that is possible.
//
//===----------------------------------------------------------------------===//
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// What \p Container is made of: its keys, its values, and what these hold or
/// point to.
static void addParts(QualType Container, unsigned Depth, TypeSet &Out) {
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Container->getAsCXXRecordDecl());
  if (!S || Depth > 3)
    return;
  for (const TemplateArgument &Argument : S->getTemplateArgs().asArray()) {
    if (Argument.getKind() != TemplateArgument::Type)
      continue;
    QualType Part = Argument.getAsType();
    if (Part->isPointerType())
      Part = Part->getPointeeType();
    Out.insert(Part->getCanonicalTypeUnqualified().getTypePtr());
    addParts(Part, Depth + 1, Out);
  }
}

/// What the containers of class \p R and of its bases are made of.
static const TypeSet &keptBy(const CXXRecordDecl *R, ModelContext &M) {
  auto [It, New] = M.Kept.try_emplace(R);
  if (!New)
    return It->second;
  TypeSet Parts;
  for (const FieldDecl *Field : R->fields())
    if (M.Types.wrappedContainer(Field->getType()))
      addParts(Field->getType().getNonReferenceType(), 0, Parts);
  for (const CXXBaseSpecifier &B : R->bases())
    if (const CXXRecordDecl *Base = B.getType()->getAsCXXRecordDecl();
        Base && Base->hasDefinition()) {
      const TypeSet &Inherited = keptBy(Base->getDefinition(), M);
      Parts.insert(Inherited.begin(), Inherited.end());
    }
  return M.Kept[R] = std::move(Parts);
}

void FunctionModeler::elementParams() {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || Method->isStatic() || F->isDependentContext() ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(F) ||
      Method->getParent()->isLambda() ||
      (Result.Uses.empty() && Result.Calls.empty()))
    return;
  for (const ParmVarDecl *P : F->parameters()) {
    QualType T = P->getType();
    if (!T->isLValueReferenceType() && !T->isPointerType())
      continue;
    const QualType Named = T->getPointeeType();
    // `char *` and `int *` are handed around for other reasons.
    if (Named->isPointerType() ||
        (T->isPointerType() && Named->isBuiltinType()))
      continue;
    if (keptBy(Method->getParent(), M)
            .count(Named->getCanonicalTypeUnqualified().getTypePtr()))
      Result.ElementParams.push_back(P);
  }
  Result.HasBindings |= !Result.ElementParams.empty();
}

} // namespace mapwarden
