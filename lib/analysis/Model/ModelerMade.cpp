//===- ModelerMade.cpp - Objects that the library makes for the program ---===//
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// What std::make_shared<Hub>(…), std::make_unique<Hub>(…) make.
static QualType madeBy(const FunctionDecl *F) {
  if (!F->getDeclName().isIdentifier())
    return QualType();
  StringRef Name = F->getName();
  const TemplateArgumentList *Args = F->getTemplateSpecializationArgs();
  if ((Name != "make_unique" && Name != "make_shared" &&
       Name != "allocate_shared" && Name != "make_intrusive") ||
      !Args || Args->size() == 0 ||
      Args->get(0).getKind() != TemplateArgument::Type)
    return QualType();
  return Args->get(0).getAsType();
}

/// An argument of type \p From may go to a parameter of type \p To: the same
/// class, or neither of them one.
static bool mayBind(QualType From, QualType To) {
  From = From.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  To = To.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (From == To)
    return true;
  const CXXRecordDecl *Class = From->getAsCXXRecordDecl();
  const CXXRecordDecl *Wanted = To->getAsCXXRecordDecl();
  if (Class && Wanted)
    return Class->hasDefinition() && Wanted->hasDefinition() &&
           Class->isDerivedFrom(Wanted);
  return !Class && (!Wanted || From->isPointerType());
}

/// The one constructor of \p R that takes \p Args; null when there are several
/// or it copies. Bodies of library templates may not have been instantiated, so
/// they cannot be asked.
static const CXXConstructorDecl *constructorFor(const CXXRecordDecl *R,
                                                ArrayRef<const Expr *> Args) {
  const CXXConstructorDecl *Found = nullptr;
  for (const CXXConstructorDecl *D : R->ctors()) {
    if (D->isCopyOrMoveConstructor() || D->isImplicit() || D->isDeleted() ||
        Args.size() < D->getMinRequiredArguments() ||
        Args.size() > D->getNumParams())
      continue;
    bool Fits = true;
    for (unsigned I = 0; I < Args.size(); ++I)
      Fits &= mayBind(Args[I]->getType(), D->getParamDecl(I)->getType());
    if (!Fits)
      continue;
    if (Found)
      return nullptr;
    Found = D;
  }
  return Found;
}

/// `std::make_unique<Session>(hub, id)`: a call of the constructor.
/// \returns false when \p Callee makes no object of the program.
bool FunctionModeler::makesObject(const CallExpr *C,
                                  const FunctionDecl *Callee) {
  const QualType Made = madeBy(Callee);
  const CXXRecordDecl *R = Made.isNull() ? nullptr : M.Types.userRecord(Made);
  if (!R)
    return false;
  instance(R, C);
  ExprList Args = argumentsOf(C, Callee->getName() == "allocate_shared");
  const CXXConstructorDecl *D =
      R->hasDefinition() ? constructorFor(R, Args) : nullptr;
  if (!D)
    return false;
  userCall(C, D, nullptr, Args);
  return true;
}

} // namespace mapwarden
