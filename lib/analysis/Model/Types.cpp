#include "Model/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace mapwarden {

std::string qualifiedName(const NamedDecl *D) {
  std::string Name = D->getDeclName().isIdentifier() ? D->getName().str()
                                                     : D->getNameAsString();
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent()) {
    const auto *Scope = dyn_cast<NamedDecl>(C);
    if (!Scope || isa<FunctionDecl>(Scope))
      continue;
    if (const auto *NS = dyn_cast<NamespaceDecl>(Scope))
      if (NS->isInline() || NS->isAnonymousNamespace())
        continue;
    if (Scope->getDeclName().isIdentifier() && !Scope->getName().empty())
      Name = (Scope->getName() + "::" + Name).str();
  }
  return Name;
}

/// \p D belongs to a namespace whose code the catalogue describes.
static bool isInLibrary(const Decl *D) {
  const auto *Outermost = dyn_cast<NamespaceDecl>(D);
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent())
    if (const auto *NS = dyn_cast<NamespaceDecl>(C))
      Outermost = NS;
  if (!Outermost)
    return false;
  StringRef Name = Outermost->getName();
#define LIBRARY(Namespace)                                                     \
  if (Name == Namespace)                                                       \
    return true;
#define MEMBER(Speaks, Name, Operation, Result)
#define FREE_FUNCTION(Name, Operation)
#include "Catalog/Members.def"
  return false;
}

bool isInSystemHeader(const Decl *D) {
  const SourceManager &SM = D->getASTContext().getSourceManager();
  SourceLocation Loc = D->getLocation();
  if (Loc.isInvalid())
    return true;
  Loc = SM.getExpansionLoc(Loc);
  return SM.isInSystemHeader(Loc) || (!SM.isInMainFile(Loc) && isInLibrary(D));
}

static const CXXRecordDecl *recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl())
    return R;
  // `std::map<K, V>` inside a template that is not instantiated.
  if (const auto *TST = T->getAs<TemplateSpecializationType>())
    if (const auto *TD = dyn_cast_or_null<ClassTemplateDecl>(
            TST->getTemplateName().getAsTemplateDecl()))
      return TD->getTemplatedDecl();
  return nullptr;
}

static ArrayRef<TemplateArgument> argumentsOf(const CXXRecordDecl *R) {
  if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
    return S->getTemplateArgs().asArray();
  return {};
}

static QualType typeArgument(ArrayRef<TemplateArgument> Args, unsigned I) {
  if (I < Args.size() && Args[I].getKind() == TemplateArgument::Type)
    return Args[I].getAsType();
  return QualType();
}

const std::string &TypeModel::nameOf(const NamedDecl *D) const {
  if (const auto *R = dyn_cast<CXXRecordDecl>(D))
    if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
      D = S->getSpecializedTemplate();
  auto [It, New] = Names.try_emplace(D);
  if (New) {
    std::string Name = qualifiedName(D);
    It->second = std::move(Name);
  }
  return It->second;
}

static ContainerType fromArguments(const ContainerRow &Row,
                                   ArrayRef<TemplateArgument> Args) {
  ContainerType Result;
  Result.Row = &Row;
  switch (Row.Kind) {
  case Shape::Map:
  case Shape::MultiMap:
    Result.Key = typeArgument(Args, 0);
    Result.Mapped = typeArgument(Args, 1);
    break;
  case Shape::Set:
  case Shape::MultiSet:
    Result.Key = Result.Mapped = typeArgument(Args, 0);
    break;
  case Shape::StringMap:
  case Shape::Sequence:
  case Shape::Fixed:
    Result.Mapped = typeArgument(Args, 0);
    break;
  }
  return Result;
}

/// A class with `key_type`, find or count, insert or emplace, and erase. Its
/// elements are its own.
ContainerType TypeModel::byShape(const CXXRecordDecl *R) const {
  ASTContext &Ctx = const_cast<ASTContext &>(Context);
  auto Has = [&](StringRef Name) {
    return !R->lookup(&Ctx.Idents.get(Name)).empty();
  };
  auto TypeOf = [&](StringRef Name) {
    for (const NamedDecl *D : R->lookup(&Ctx.Idents.get(Name)))
      if (const auto *T = dyn_cast<TypedefNameDecl>(D))
        return T->getUnderlyingType();
    return QualType();
  };
  if (!Has("key_type") || !Has("erase") || !(Has("find") || Has("count")) ||
      !(Has("insert") || Has("emplace")))
    return {};
  // An intrusive one links objects of its user's, who has them after an erase.
  for (const NamedDecl *D : R->lookup(&Ctx.Idents.get("insert")))
    if (const auto *M = dyn_cast<CXXMethodDecl>(D))
      if (M->getNumParams() == 1 &&
          M->getParamDecl(0)->getType()->isPointerType())
        return {};
  ContainerType Result;
  Result.Row = &Rows.shapeRow();
  Result.Key = TypeOf("key_type");
  Result.Mapped = TypeOf("mapped_type");
  if (Result.Mapped.isNull())
    Result.Mapped = TypeOf("value_type");
  return Result;
}

ContainerType TypeModel::classify(const CXXRecordDecl *R,
                                  unsigned Depth) const {
  if (const ContainerRow *Row = Rows.container(nameOf(R)))
    return fromArguments(*Row, argumentsOf(R));
  const CXXRecordDecl *Def = R->getDefinition();
  if (!Def || Depth > 4)
    return {};
  for (const CXXBaseSpecifier &B : Def->bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()))
      if (ContainerType Found = classify(Base, Depth + 1))
        return Found;
  return byShape(Def);
}

ContainerType TypeModel::container(QualType T) const {
  if (T.isNull())
    return {};
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return {};
  auto It = Known.find(R);
  if (It != Known.end())
    return It->second;
  ContainerType Result = classify(R, 0);
  Known.try_emplace(R, Result);
  return Result;
}

std::optional<WrapperKind> TypeModel::wrapper(QualType T,
                                              QualType *Inner) const {
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !R->getDeclName().isIdentifier())
    return std::nullopt;
  std::optional<WrapperKind> Kind = Rows.wrapper(nameOf(R));
  if (!Kind) // Project-wide guarded wrappers are listed by their plain name.
    if (auto Plain = Rows.wrapper(R->getName()); Plain == WrapperKind::Guarded)
      Kind = Plain;
  if (!Kind && handsOutLocked(R))
    Kind = WrapperKind::Guarded;
  if (Kind && Inner) {
    *Inner = typeArgument(argumentsOf(R), 0);
    if (!Inner->isNull() && (*Inner)->isArrayType())
      *Inner = QualType((*Inner)->getPointeeOrArrayElementType(), 0);
  }
  return Kind;
}

QualType TypeModel::unwrap(QualType T) const {
  for (unsigned I = 0; I < 6 && !T.isNull(); ++I) {
    T = T.getNonReferenceType();
    if (T->isPointerType()) {
      T = T->getPointeeType();
      continue;
    }
    QualType Inner;
    std::optional<WrapperKind> Kind = wrapper(T, &Inner);
    if (!Kind || Inner.isNull() || *Kind == WrapperKind::View ||
        *Kind == WrapperKind::Atomic || *Kind == WrapperKind::Weak)
      break;
    T = Inner;
  }
  return T;
}

ContainerType TypeModel::wrappedContainer(QualType T) const {
  return container(unwrap(T));
}

bool TypeModel::isIterator(QualType T) const {
  if (T.isNull())
    return false;
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !R->hasDefinition())
    return false;
  auto It = Iterators.find(R);
  if (It != Iterators.end())
    return It->second;
  ASTContext &Ctx = const_cast<ASTContext &>(Context);
  DeclarationNameTable &N = Ctx.DeclarationNames;
  bool Result = false;
  llvm::SmallVector<const CXXRecordDecl *, 4> Work{R->getDefinition()};
  for (unsigned I = 0; I < Work.size() && I < 8 && !Result; ++I) {
    const CXXRecordDecl *D = Work[I];
    Result = !D->lookup(N.getCXXOperatorName(OO_PlusPlus)).empty() ||
             !D->lookup(&Ctx.Idents.get("iterator_category")).empty();
    for (const CXXBaseSpecifier &B : D->bases())
      if (const CXXRecordDecl *Base = recordOf(B.getType()))
        if (Base->hasDefinition())
          Work.push_back(Base->getDefinition());
  }
  Iterators.try_emplace(R, Result);
  return Result;
}

bool TypeModel::isHolder(QualType T) const {
  const CXXRecordDecl *R = T->isReferenceType() ? nullptr : recordOf(T);
  if (!R || wrapper(T) || isIterator(T))
    return false;
  if (!R->hasDefinition()) // A class that is not instantiated before its use.
    if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
      R = S->getSpecializedTemplate()->getTemplatedDecl();
  ASTContext &Ctx = const_cast<ASTContext &>(Context);
  return R->hasDefinition() &&
         !R->getDefinition()
              ->lookup(Ctx.DeclarationNames.getCXXOperatorName(OO_Arrow))
              .empty();
}

/// A template with a mutex and an object of its first argument's type, which a
/// method hands out by a holder.
bool TypeModel::handsOutLocked(const CXXRecordDecl *R) const {
  const QualType Inner = typeArgument(argumentsOf(R), 0);
  if (Inner.isNull() || !R->hasDefinition())
    return false;
  if (auto It = Guarding.find(R); It != Guarding.end())
    return It->second;
  Guarding[R] = false;
  bool Holds = false, Locks = false;
  for (const FieldDecl *F : R->getDefinition()->fields()) {
    Holds |= Context.hasSameUnqualifiedType(F->getType(), Inner);
    Locks |= isLockable(F->getType());
  }
  const bool Result =
      Holds && Locks &&
      llvm::any_of(R->getDefinition()->methods(), [&](const CXXMethodDecl *M) {
        return M->getAccess() == AS_public && isHolder(M->getReturnType());
      });
  Guarding[R] = Result;
  return Result;
}

bool TypeModel::isLockable(QualType T) const {
  if (!T.isNull() && T->isReferenceType())
    T = T.getNonReferenceType();
  if (!T.isNull() && T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !R->hasDefinition())
    return false;
  auto It = Lockables.find(R);
  if (It != Lockables.end())
    return It->second;
  Lockables[R] = false;
  bool Acquires = false, Releases = false;
  auto Scan = [&](const CXXRecordDecl *D) {
    for (const CXXMethodDecl *M : D->methods())
      if (M->getDeclName().isIdentifier())
        if (auto Row = Rows.lockMethod(M->getName())) {
          Acquires |= Row->Action == LockAction::Acquire;
          Releases |= Row->Action == LockAction::Release;
        }
    return true;
  };
  Scan(R->getDefinition());
  if (!(Acquires && Releases))
    R->getDefinition()->forallBases(Scan);
  bool Result = Acquires && Releases;
  Lockables[R] = Result;
  return Result;
}

bool TypeModel::keepsBufferOnMove(QualType T) const {
  if (auto Kind = wrapper(T))
    return *Kind == WrapperKind::Unique || *Kind == WrapperKind::Shared;
  ContainerType C = container(T);
  if (!C || C.Row->Kind == Shape::Fixed)
    return false;
  return C.Row->isAssociative() || C.Row->Name == "std::vector" ||
         C.Row->Name == "std::deque" || C.Row->Name == "std::list" ||
         C.Row->Name == "QList" || C.Row->Name == "QVector";
}

/// `std::map<const EventType *, Handler>`: objects that describe types are as
/// many as somebody wrote.
static bool describesType(const CXXRecordDecl *R) {
  if (!R || !R->getDeclName().isIdentifier())
    return false;
  const StringRef Name = R->getName();
  return Name.ends_with("Type") || Name.ends_with("TypeInfo") ||
         Name.ends_with("MetaObject") || Name.ends_with("MetaClass");
}

bool TypeModel::isFixedDomain(QualType T) const {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (T->isEnumeralType() || T->isBooleanType())
    return true;
  QualType Pointee = T->getPointeeType();
  if (Pointee.isNull() && !wrapper(T, &Pointee))
    Pointee = QualType();
  if (!Pointee.isNull() && describesType(Pointee->getAsCXXRecordDecl()))
    return true;
  if (T->isIntegralType(Context))
    return Context.getTypeSize(T) <= 8;
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  const std::string &Name = nameOf(R);
  if (Name == "std::type_index" || Name == "std::type_info" ||
      Name == "std::source_location")
    return true;
  if (Name == "std::pair" || Name == "std::tuple") {
    ArrayRef<TemplateArgument> Args = argumentsOf(R);
    if (Name == "std::tuple" && Args.size() == 1 &&
        Args[0].getKind() == TemplateArgument::Pack)
      Args = Args[0].pack_elements();
    return !Args.empty() && llvm::all_of(Args, [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Type &&
             isFixedDomain(A.getAsType());
    });
  }
  return false;
}

bool TypeModel::comparesAddresses(QualType Container) const {
  const CXXRecordDecl *R = recordOf(Container);
  if (!R)
    return false;
  ArrayRef<TemplateArgument> Args = argumentsOf(R);
  QualType Key = typeArgument(Args, 0);
  if (Key.isNull() || !Key->isPointerType() ||
      !Key->getPointeeType()->isAnyCharacterType())
    return false;
  bool Usual = false;
  for (const TemplateArgument &A : Args) {
    const CXXRecordDecl *Part = A.getKind() == TemplateArgument::Type
                                    ? recordOf(A.getAsType())
                                    : nullptr;
    StringRef Name = Part ? StringRef(nameOf(Part)) : StringRef();
    Usual |= Name == "std::less" || Name == "std::equal_to";
  }
  return Usual;
}

bool TypeModel::isSmallDomain(QualType T) const {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  return T->isIntegralType(Context) && !T->isBooleanType() &&
         Context.getTypeSize(T) == 16;
}

const CXXRecordDecl *TypeModel::userRecord(QualType T) const {
  const CXXRecordDecl *R = recordOf(unwrap(T));
  if (!R || isInSystemHeader(R))
    return nullptr;
  return R->getDefinition();
}

} // namespace mapwarden
