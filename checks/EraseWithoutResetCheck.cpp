#include "CheckBase.h"
#include "FunctionView.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::mapwarden {

namespace {

class EraseWithoutResetCheck : public MapCheck {
public:
  using MapCheck::MapCheck;

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override;
};

/// How the values of the map are released: the third argument of the helper.
struct Deleter {
  bool Known = false;
  std::string Argument; ///< `, [](auto *p) { ::fclose(p); }`; empty: delete.
};

} // namespace

//===--- erase and clear --------------------------------------------------===//

/// `delete p;` is right for a pointer of type \p T, as seen from \p At.
static bool isDeletable(QualType T, SourceLocation At, const FixContext &Fix) {
  T = T.getCanonicalType().getUnqualifiedType();
  if (!T->isRecordType())
    return T->isArithmeticType() && !T->isAnyCharacterType();
  const auto *R = T->getAsCXXRecordDecl();
  const CXXRecordDecl *Def = R ? R->getDefinition() : nullptr;
  if (!Def || Fix.isBefore(At, Def->getBraceRange().getEnd()) ||
      Def->getName() == "_IO_FILE")
    return false;
  const CXXDestructorDecl *Dtor = Def->getDestructor();
  if (Def->isAbstract() && !(Dtor && Dtor->isVirtual()))
    return false;
  return !Dtor || (Dtor->getAccess() == AS_public && !Dtor->isDeleted());
}

/// A function `void Name(T)` that the global scope declares before \p At.
static bool isCallable(StringRef Name, SourceLocation At,
                       const FixContext &Fix) {
  auto &Context = const_cast<ASTContext &>(Fix.context());
  DeclarationName Id(&Context.Idents.get(Name));
  for (const NamedDecl *D : Context.getTranslationUnitDecl()->lookup(Id))
    for (const Decl *Each : D->redecls())
      if (const auto *F = dyn_cast<FunctionDecl>(Each);
          F && F->getNumParams() == 1 && Fix.isBefore(F->getLocation(), At))
        return true;
  return false;
}

static Deleter deleterFor(QualType Value, StringRef Releaser, SourceLocation At,
                          FixContext &Fix) {
  // A sequence of pointers is released element by element.
  ContainerType Inner = Fix.types().container(Value);
  if (Inner && Inner.Row->Kind == Shape::Sequence)
    Value = Inner.Mapped;
  if (Value.isNull() || Releaser.empty())
    return {};
  const bool Pointer = Value->isPointerType();
  if (Releaser == "delete")
    return {Pointer && isDeletable(Value->getPointeeType(), At, Fix), ""};
  if ((!Pointer && !Value->isIntegerType()) || !isCallable(Releaser, At, Fix))
    return {};
  return {true, (Pointer ? ", [](auto *p) { ::" : ", [](auto p) { ::") +
                    Releaser.str() + "(p); }"};
}

/// Libraries whose maps the helpers are tested with.
static bool isSupported(const ContainerRow &Row) {
  StringRef Name = Row.Name;
  return Row.isAssociative() && !Row.Synchronized &&
         !Name.contains("multi_index") && Name.contains("::");
}

/// \p Object as the helper's first argument: `m`, `*p`, `*this->p_`.
static std::optional<std::string> asArgument(const Expr *Object,
                                             FixContext &Fix) {
  if (const auto *Arrow =
          dyn_cast<CXXOperatorCallExpr>(Object->IgnoreParenImpCasts());
      Arrow && Arrow->getOperator() == OO_Arrow) {
    std::optional<std::string> Holder = Fix.source(Arrow->getArg(0));
    return Holder ? std::optional("*" + *Holder) : std::nullopt;
  }
  std::optional<std::string> Text = Fix.source(Object);
  if (!Text || !Object->getType()->isPointerType())
    return Text;
  if (!isa<DeclRefExpr, MemberExpr, CallExpr>(Object->IgnoreParenImpCasts()))
    return std::nullopt;
  return "*" + *Text;
}

/// A helper erases from several maps: the others may not own their values.
static bool isUsedForOthers(const Finding &F, FixContext &Fix) {
  return llvm::any_of(Fix.facts().Containers, [&](const ContainerFact &C) {
    return C.Decl != F.Container && C.Kept != Storage::Parameter &&
           llvm::any_of(Fix.program().uses(C.Decl),
                        [&](const ResolvedUse &R) { return R.Use == F.Use; });
  });
}

/// Arrays are stored somewhere: `delete` would be wrong.
static bool storesArrays(const Finding &F, FixContext &Fix) {
  for (const ResolvedUse &R : Fix.program().uses(F.Container)) {
    Finding At;
    At.Use = R.Use;
    bool Array = false;
    if (const Stmt *S = Fix.stmt(At)) {
      const FunctionDecl *In = Fix.function(Fix.facts().Uses[R.Use].Function);
      const Stmt *Where = In ? In->getBody() : S;
      forEachIn(Where, [&](const Stmt *Each) {
        if (const auto *N = dyn_cast<CXXNewExpr>(Each))
          Array |= N->isArray();
      });
    }
    if (Array)
      return true;
  }
  return false;
}

static EditList helperEdits(const CXXMemberCallExpr *C, const Finding &F,
                            FixContext &Fix) {
  EditList Edits;
  const Expr *Object = C->getImplicitObjectArgument();
  ContainerType Map = Fix.types().container(
      Object->getType()->isPointerType() ? Object->getType()->getPointeeType()
                                         : Object->getType());
  StringRef Name = C->getMethodDecl()->getName();
  unsigned Wanted = Name == "clear" ? 0 : 1;
  if (!Map || !isSupported(*Map.Row) || Object->isImplicitCXXThis() ||
      (Name != "erase" && Name != "clear") || C->getNumArgs() != Wanted)
    return Edits;
  SourceLocation Begin = C->getBeginLoc();
  Deleter How = deleterFor(Map.Row->isSet() ? Map.Key : Map.Mapped, F.Releaser,
                           Begin, Fix);
  std::optional<std::string> Text = asArgument(Object, Fix);
  if (!How.Known || !Text || !Fix.source(C))
    return Edits;
  if (Wanted == 0) {
    Edits.add(Fix.replace(C->getSourceRange(), "mapwarden::clear_reset(" +
                                                   *Text + How.Argument + ")"));
  } else {
    Edits.add(Fix.replaceUpTo(Begin, C->getArg(0)->getBeginLoc(),
                              "mapwarden::erase_reset(" + *Text + ", "));
    if (!How.Argument.empty())
      Edits.add(Fix.insert(C->getRParenLoc(), How.Argument));
  }
  Fix.include(Begin, "<mapwarden/erase_reset.h>", Edits);
  return Edits;
}

//===--- Tombstones -------------------------------------------------------===//

/// `slot.value = {};` after the statement that marks the slot.
static EditList resetEdits(const TombstoneFact &T, FixContext &Fix) {
  EditList Edits;
  const FunctionDecl *F = Fix.function(T.Function);
  if (!F || !F->hasBody())
    return Edits;
  FunctionView View(F);
  View.forEach([&](const Stmt *S) {
    const auto *B = dyn_cast<BinaryOperator>(S);
    const auto *Mark =
        B ? dyn_cast<MemberExpr>(B->getLHS()->IgnoreParenImpCasts()) : nullptr;
    if (!Mark || Fix.location(T.Where) != B->getBeginLoc() ||
        !View.asStatement(B))
      return;
    const auto *Slot =
        dyn_cast<RecordDecl>(Mark->getMemberDecl()->getDeclContext());
    const CXXRecordDecl *Type = nullptr;
    for (const FieldDecl *Each : Slot->fields())
      if (Each->getName() == T.Value)
        Type = Each->getType()->getAsCXXRecordDecl();
    // `= {}` needs an assignment and a constructor without arguments.
    if (!Type || !Type->hasDefaultConstructor() ||
        (!Type->hasMoveAssignment() &&
         !Type->hasCopyAssignmentWithConstParam()))
      return;
    std::optional<std::string> Base =
        Fix.source(SourceRange(Mark->getBeginLoc(), Mark->getOperatorLoc()));
    if (Base)
      Edits.add(Fix.lineAfter(B, *Base + T.Value + " = {};"));
  });
  return Edits;
}

//===--- The check --------------------------------------------------------===//

void EraseWithoutResetCheck::fix(const Finding &F, FixContext &Fix,
                                 DiagnosticBuilder &D) {
  SourceLocation Loc = Fix.location(F.Where);
  if (F.Variant == "tombstone") {
    D << resetEdits(Fix.facts().Tombstones[F.Tombstone], Fix).hints();
    return;
  }
  const auto *C = dyn_cast_or_null<CXXMemberCallExpr>(Fix.stmt(F));
  const bool InTemplate = !C || !Fix.function(Fix.facts().Uses[F.Use].Function);
  if (InTemplate || F.Sure < Confidence::Likely || !F.Variant.empty())
    return;
  if (F.SharedValues) { // Who else owns them is for the reader to say.
    Fix.offer(Loc, "several containers keep the pointer; exactly one of them "
                   "has to release it");
    return;
  }
  if (!storesArrays(F, Fix) && !isUsedForOthers(F, Fix))
    D << helperEdits(C, F, Fix).hints();
}

std::unique_ptr<ClangTidyCheck>
makeEraseWithoutResetCheck(StringRef Name, ClangTidyContext *Context,
                           std::shared_ptr<SharedAnalysis> Shared) {
  return std::make_unique<EraseWithoutResetCheck>(Name, Context,
                                                  std::move(Shared));
}

} // namespace clang::tidy::mapwarden
