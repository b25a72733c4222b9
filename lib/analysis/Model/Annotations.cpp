//===- Annotations.cpp - What the runtime library's attributes say --------===//
//
// The arguments of annotations are text. What a name in it means is looked up
// as the language would where the annotation stands, as far as declarations go:
// in the class and its bases, then in what is around it. When the unit has been
// read there is no Sema to ask.
//
//===----------------------------------------------------------------------===//
#include "Model/Annotations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace mapwarden {

std::optional<StringRef> annotation(const Decl *D, StringRef Name) {
  for (const Decl *R : D->redecls())
    for (const auto *A : R->specific_attrs<AnnotateAttr>())
      if (StringRef Text = A->getAnnotation();
          Text.consume_front("mapwarden::") && Text.consume_front(Name))
        return Text;
  return std::nullopt;
}

//===--- Lookup of one name -----------------------------------------------===//

static constexpr unsigned MaxBases = 16;

/// What is no function; behind `using other::mutex;` the mutex.
static const NamedDecl *first(DeclContextLookupResult Found) {
  for (const NamedDecl *D : Found) {
    D = D->getUnderlyingDecl();
    if (const auto *Member = dyn_cast<IndirectFieldDecl>(D))
      return Member->getAnonField();
    if (!isa<FunctionDecl, FunctionTemplateDecl>(D))
      return D;
  }
  return nullptr;
}

static const CXXRecordDecl *baseOf(const CXXBaseSpecifier &B) {
  const CXXRecordDecl *R = B.getType()->getAsCXXRecordDecl();
  return R ? R->getDefinition() : nullptr;
}

static const NamedDecl *inClass(const CXXRecordDecl *R, DeclarationName Name,
                                unsigned Depth = 0) {
  R = R ? R->getDefinition() : nullptr;
  if (!R || Depth > MaxBases)
    return nullptr;
  if (const NamedDecl *D = first(R->lookup(Name)))
    return D;
  for (const CXXBaseSpecifier &B : R->bases())
    if (const NamedDecl *D = inClass(baseOf(B), Name, Depth + 1))
      return D;
  return nullptr;
}

/// Also what is in the unnamed namespace there, or comes by a `using
/// namespace`.
static const NamedDecl *inNamespace(const DeclContext *C,
                                    DeclarationName Name) {
  if (const NamedDecl *D = first(C->lookup(Name)))
    return D;
  for (const UsingDirectiveDecl *U : C->using_directives())
    if (const NamedDecl *D = first(U->getNominatedNamespace()->lookup(Name)))
      return D;
  return nullptr;
}

/// Locals are not looked up by name: of several the last before \p User counts.
static const NamedDecl *inFunction(const DeclContext *C, DeclarationName Name,
                                   const Decl *User) {
  const NamedDecl *Found = nullptr;
  for (const Decl *D : C->decls()) {
    if (D == User)
      break;
    if (const auto *N = dyn_cast<NamedDecl>(D); N && N->getDeclName() == Name)
      Found = N;
  }
  return Found;
}

static const NamedDecl *inScope(const DeclContext *C, DeclarationName Name,
                                const Decl *User) {
  if (const auto *R = dyn_cast<CXXRecordDecl>(C))
    return inClass(R, Name);
  if (C->isFunctionOrMethod())
    return inFunction(C, Name, User);
  return inNamespace(C, Name);
}

static const NamedDecl *around(const ValueDecl *D, DeclarationName Name) {
  const Decl *User = D;
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent()) {
    if (const NamedDecl *Found = inScope(C, Name, User))
      return Found;
    User = cast<Decl>(C);
  }
  return nullptr;
}

//===--- Lookup of a path -------------------------------------------------===//

/// The class whose members `.`, `->` and `::` reach: that \p D is, or has the
/// type of. Through pointers, and smart pointers by their argument.
static const CXXRecordDecl *classOf(const NamedDecl *D) {
  if (const auto *T = dyn_cast<ClassTemplateDecl>(D))
    return T->getTemplatedDecl();
  if (const auto *R = dyn_cast<CXXRecordDecl>(D))
    return R->isInjectedClassName() ? cast<CXXRecordDecl>(R->getDeclContext())
                                    : R;
  if (const auto *T = dyn_cast<TypedefNameDecl>(D))
    return T->getUnderlyingType()->getAsCXXRecordDecl();
  const auto *V = dyn_cast<ValueDecl>(D);
  if (!V)
    return nullptr;
  QualType T = V->getType().getNonReferenceType();
  return T->isPointerType() ? T->getPointeeCXXRecordDecl()
                            : T->getAsCXXRecordDecl();
}

/// `std::unique_ptr<Pool> pool_;`, and `pool_->mutex`.
static const CXXRecordDecl *pointeeOf(const CXXRecordDecl *R) {
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
  if (!S || S->getTemplateArgs().size() == 0 ||
      S->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  return S->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
}

static std::optional<const NamedDecl *> memberOf(const NamedDecl *D,
                                                 DeclarationName Name) {
  if (const auto *A = dyn_cast<NamespaceAliasDecl>(D))
    D = A->getNamespace();
  if (const auto *N = dyn_cast<NamespaceDecl>(D))
    return inNamespace(N, Name);
  const CXXRecordDecl *Class = classOf(D);
  bool Known = Class || !isa<ValueDecl>(D) ||
               !cast<ValueDecl>(D)->getType()->isDependentType();
  for (const CXXRecordDecl *R : {Class, pointeeOf(Class)}) {
    if (const NamedDecl *Found = inClass(R, Name))
      return Found;
    Known &= !R || (R->hasDefinition() && !R->hasAnyDependentBases());
  }
  return Known ? std::optional<const NamedDecl *>(nullptr) : std::nullopt;
}

/// Names may be inherited that are not known until the template of \p D is
/// instantiated.
static bool inheritsUnknown(const ValueDecl *D) {
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent())
    if (const auto *R = dyn_cast<CXXRecordDecl>(C);
        R && R->hasDefinition() && R->hasAnyDependentBases())
      return true;
  return false;
}

/// "a->b", "A::b" and "a.b" as their names; "" stands before a leading `::`.
/// None when anything else is in \p Text.
static llvm::SmallVector<StringRef, 4> namesIn(StringRef Text) {
  llvm::SmallVector<StringRef, 4> Names;
  if (Text.starts_with("::"))
    Names.push_back("");
  while (true) {
    if (!Names.empty() && !Text.consume_front("::") &&
        !Text.consume_front("->") && !Text.consume_front("."))
      return {};
    Text = Text.ltrim();
    StringRef Name = Text.take_while(
        [](char C) { return llvm::isAlnum(C) || C == '_' || C == '$'; });
    if (Name.empty() || llvm::isDigit(Name.front()))
      return {};
    Names.push_back(Name);
    Text = Text.drop_front(Name.size()).ltrim();
    if (Text.empty())
      return Names;
  }
}

/// What \p Name, the first on a path, means to \p D.
static const NamedDecl *firstNamed(StringRef Name, const ValueDecl *D) {
  ASTContext &Context = D->getASTContext();
  if (Name == "this")
    return dyn_cast<CXXRecordDecl>(D->getDeclContext());
  return around(D, &Context.Idents.get(Name));
}

std::optional<const NamedDecl *> namedBy(StringRef Text, const ValueDecl *D) {
  Text = Text.trim();
  while (Text.consume_front("*") || Text.consume_front("&"))
    Text = Text.ltrim();
  const auto Names = namesIn(Text);
  if (Names.empty())
    return nullptr;
  ASTContext &Context = D->getASTContext();
  const bool Global = Names[0].empty();
  const NamedDecl *Found = Global
                               ? inNamespace(Context.getTranslationUnitDecl(),
                                             &Context.Idents.get(Names[1]))
                               : firstNamed(Names[0], D);
  if (!Found && !Global && inheritsUnknown(D))
    return std::nullopt;
  for (StringRef Each : ArrayRef(Names).drop_front(Global ? 2 : 1)) {
    if (!Found)
      return nullptr;
    auto Member = memberOf(Found, &Context.Idents.get(Each));
    if (!Member)
      return std::nullopt;
    Found = *Member;
  }
  const bool IsObject = Found && isa<FieldDecl, VarDecl>(Found);
  return IsObject || Text == "this" ? Found : nullptr;
}

} // namespace mapwarden
