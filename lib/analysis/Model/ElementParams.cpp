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

/// \p T is among what \p Container is made of: its key, its value, or what
/// these hold or point to.
static bool isMadeOf(QualType Container, QualType T, unsigned Depth = 0) {
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Container->getAsCXXRecordDecl());
  if (!S || Depth > 3)
    return false;
  return llvm::any_of(S->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Argument) {
                        if (Argument.getKind() != TemplateArgument::Type)
                          return false;
                        QualType Part = Argument.getAsType();
                        if (Part->isPointerType())
                          Part = Part->getPointeeType();
                        return ASTContext::hasSameUnqualifiedType(Part, T) ||
                               isMadeOf(Part, T, Depth + 1);
                      });
}

/// A class, or one that it is derived from, keeps \p T in a container.
static bool keeps(const CXXRecordDecl *R, QualType T, TypeModel &Types,
                  unsigned Depth = 0) {
  for (const FieldDecl *Field : R->fields())
    if (Types.wrappedContainer(Field->getType()) &&
        isMadeOf(Field->getType().getNonReferenceType(), T))
      return true;
  return Depth < 4 &&
         llvm::any_of(
             R->bases(),
             [&](const CXXBaseSpecifier &B) {
               const CXXRecordDecl *Base = B.getType()->getAsCXXRecordDecl();
               return Base && Base->hasDefinition() &&
                      keeps(Base->getDefinition(), T, Types, Depth + 1);
             });
}

void FunctionModeler::elementParams() {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || Method->isStatic() || F->isDependentContext() ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(F) ||
      Method->getParent()->isLambda() ||
      Result.Uses.size() + Result.Calls.size() < 1)
    return;
  for (const ParmVarDecl *P : F->parameters()) {
    QualType T = P->getType();
    if (!T->isLValueReferenceType() && !T->isPointerType())
      continue;
    T = T->getPointeeType();
    if (T->isPointerType() ||
        (T->isBuiltinType() && P->getType()->isPointerType()))
      continue;
    if (keeps(Method->getParent(), T, M.Types))
      Result.ElementParams.push_back(P);
  }
  Result.HasBindings |= !Result.ElementParams.empty();
}

} // namespace mapwarden
