//===- Containers.cpp - Declared containers, classes, their instances -----===//
#include "Extract/Extraction.h"
#include "Model/Annotations.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace mapwarden {

/// Library classes that an object has when it serves for the whole run.
static constexpr llvm::StringLiteral ServiceParts[] = {
    "std::thread",
    "std::jthread",
    "boost::thread",
    "boost::asio::io_context",
    "boost::asio::thread_pool",
    "httplib::Server",
    "QThread",
    "QTcpServer"};

static bool isServicePart(const TypeModel &Types, QualType T) {
  T = Types.unwrap(T);
  if (ContainerType C = Types.container(T))
    T = Types.unwrap(C.Mapped);
  const CXXRecordDecl *R = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return R && llvm::is_contained(ServiceParts, qualifiedName(R));
}

void Extraction::addRecord(const CXXRecordDecl *R) {
  RecordFact Fact;
  Fact.Id = Model.Facts.entity(R);
  for (const CXXBaseSpecifier &B : R->bases())
    if (const CXXRecordDecl *Base = B.getType()->getAsCXXRecordDecl();
        Base && !isInSystemHeader(Base))
      Fact.Bases.push_back(Model.Facts.entity(Base));
  for (const FieldDecl *F : R->fields()) {
    Fact.RunsService |= isServicePart(Model.Types, F->getType());
    addHolder(F, InstanceFact::Member);
    noteDeclared(F);
  }
  Model.Facts.Facts.Records.push_back(std::move(Fact));
}

/// A variable or field keeps objects of a class: itself, through an owning
/// pointer, or as elements of a container.
void Extraction::addHolder(const DeclaratorDecl *D, InstanceFact::Holder How) {
  QualType T = D->getType();
  if (T->isReferenceType() || T->isPointerType() || T->isDependentType())
    return;
  for (unsigned I = 0; I < 4; ++I) {
    QualType Inner;
    if (const auto *A = T->getAsArrayTypeUnsafe()) {
      T = A->getElementType();
      How = InstanceFact::Element;
    } else if (ContainerType C = Model.Types.container(T)) {
      if (C.Mapped.isNull())
        return;
      T = C.Mapped;
      How = InstanceFact::Element;
    } else if (auto Kind = Model.Types.wrapper(T, &Inner)) {
      if (*Kind == WrapperKind::Weak || *Kind == WrapperKind::Borrow ||
          *Kind == WrapperKind::View || Inner.isNull())
        return;
      T = Inner;
    } else {
      break;
    }
  }
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || isInSystemHeader(R))
    return;
  InstanceFact I;
  I.Where = Model.Facts.site(D->getLocation());
  I.Record = Model.Facts.entity(R);
  I.How = How;
  I.HeldBy = Model.Facts.entity(D);
  Model.Facts.Facts.Instances.push_back(I);
}

/// A tag that only the C library may spell: `_IO_FILE *`, `__dirstream *`.
static bool hasReservedName(QualType T) {
  const TagDecl *Tag =
      T->isPointerType() ? T->getPointeeType()->getAsTagDecl() : nullptr;
  return Tag && Tag->getDeclName().isIdentifier() &&
         Tag->getName().starts_with("_");
}

/// How messages call the values of a container of type \p T: canonically,
/// but `FILE *` as the code calls it.
static std::string valueText(QualType T, QualType Value,
                             const ASTContext &Context) {
  if (hasReservedName(Value))
    if (const auto *Spelled = T->getAsNonAliasTemplateSpecializationType())
      for (const TemplateArgument &Arg : Spelled->template_arguments())
        if (Arg.getKind() == TemplateArgument::Type &&
            Context.hasSameType(Arg.getAsType(), Value))
          Value = Arg.getAsType();
  return Value.getAsString(Context.getPrintingPolicy());
}

void Extraction::addLevels(ContainerFact &C, QualType T) {
  for (unsigned I = 0; I < 4; ++I) {
    T = Model.Types.unwrap(T);
    if (T.isNull())
      return;
    LevelFact Level;
    if (const auto *A = T->getAsArrayTypeUnsafe()) {
      Level.Row.Kind = Shape::Fixed;
      T = A->getElementType();
      C.Levels.push_back(std::move(Level));
      continue;
    }
    ContainerType Found = Model.Types.container(T);
    if (!Found)
      return;
    Level.Row = *Found.Row;
    Level.KeysFixed = Model.Types.isFixedDomain(Found.Key) ||
                      Model.Types.comparesAddresses(T);
    Level.KeysSmall = Model.Types.isSmallDomain(Found.Key);
    Level.Values = Model.Values.shape(Found.Mapped);
    if (C.Levels.empty()) {
      if (!Found.Mapped.isNull())
        C.ValueType = valueText(T, Found.Mapped, Model.Context);
      if (const CXXRecordDecl *Value = Model.Types.userRecord(Found.Mapped))
        C.ValueRecord = Model.Facts.entity(Value);
    }
    C.Levels.push_back(std::move(Level));
    T = Found.Mapped;
  }
}

static bool isInLoopOf(const FunctionDecl *F, SourceLocation Loc,
                       const SourceManager &SM) {
  llvm::SmallVector<const Stmt *, 16> Work{F->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S) &&
        SM.isPointWithin(Loc, S->getBeginLoc(), S->getEndLoc()))
      return true;
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return false;
}

static Storage storageOf(const VarDecl *V) {
  if (V->getTLSKind() != VarDecl::TLS_None)
    return Storage::ThreadLocal;
  if (V->isStaticDataMember())
    return Storage::StaticMember;
  if (V->isStaticLocal())
    return Storage::StaticLocal;
  if (V->hasGlobalStorage())
    return Storage::Namespace;
  if (isa<ParmVarDecl>(V))
    return Storage::Parameter;
  return Storage::Local;
}

void Extraction::readAnnotations(ContainerFact &C, const DeclaratorDecl *D) {
  if (std::optional<StringRef> Text = annotation(D, "bounded_by:"))
    C.BoundedBy = Text->str();
  C.OwnsValues = annotation(D, "owned_values").has_value();
  if (C.OwnsValues)
    if (ContainerType Outermost = Model.Types.wrappedContainer(D->getType()))
      C.OwnsNothing = !Model.Values.mayHoldRaw(Outermost.Mapped);
  C.GuardedBy = Model.Locks.guardedBy(D);
  if (std::optional<StringRef> Text = annotation(D, "guarded_by:");
      Text && C.GuardedBy == NoEntity && namedBy(*Text, D).has_value())
    C.LockNotFound = Text->str();
}

ContainerFact Extraction::containerFact(EntityId Id, const DeclaratorDecl *D) {
  ContainerFact C;
  C.Decl = Id;
  QualType T = D->getType();
  C.Type = T.getAsString(Model.Context.getPrintingPolicy());
  C.IsConst = T.isConstQualified();
  C.IsReference = T->isReferenceType();
  C.IsPrivate = D->getAccess() == AS_private || D->getAccess() == AS_protected;
  C.Guarded = Model.Types.wrapper(T) == WrapperKind::Guarded;
  if (const auto *F = dyn_cast<FieldDecl>(D)) {
    C.Kept = Storage::Field;
    C.Owner = Model.Facts.entity(F->getParent());
    C.Closed = Model.Closed.isClosed(F);
    C.IsReference |= T->isPointerType();
  } else if (const auto *V = dyn_cast<VarDecl>(D)) {
    C.Kept = storageOf(V);
    C.Closed = Model.Closed.isClosed(V);
    if (const auto *F = dyn_cast<FunctionDecl>(V->getDeclContext())) {
      C.Function = Model.Facts.entity(F);
      C.Outermost =
          C.Kept == Storage::Local &&
          !isInLoopOf(F, V->getLocation(), Model.Context.getSourceManager());
    }
    if (const auto *P = dyn_cast<ParmVarDecl>(V))
      C.Param = static_cast<uint8_t>(
          std::min<unsigned>(P->getFunctionScopeIndex(), 255));
  }
  addLevels(C, T);
  readAnnotations(C, D);
  return C;
}

/// Every container that a fact names.
void Extraction::addContainers() {
  TUFacts &Facts = Model.Facts.Facts;
  std::set<EntityId> Named = std::move(Declared);
  auto Note = [&](const AccessPath &P) {
    if (auto Ref = P.containerRef())
      Named.insert(Ref->Decl);
    // The containers on the way: `sessions_[id].items`.
    for (const Step &S : P.Steps)
      if (S.Kind == StepKind::Field)
        Named.insert(S.Field);
    if (P.Root == RootKind::Global || P.Root == RootKind::Local)
      Named.insert(P.Entity);
    auto Function = Definitions.find(P.Entity);
    if (P.Root == RootKind::Param && Function != Definitions.end() &&
        P.Index < Function->second->getNumParams())
      Named.insert(Model.Facts.entity(Function->second->getParamDecl(P.Index)));
  };
  for (const UseFact &U : Facts.Uses)
    Note(U.Container);
  for (const StaleFact &S : Facts.Stales)
    Note(S.Element);
  for (const CallFact &C : Facts.Calls)
    for (const AccessPath &P : C.Args)
      Note(P);
  for (const FunctionFact &F : Facts.Functions)
    for (const Ref &R : F.Returns)
      Note(R.Path);
  for (const InstanceFact &I : Facts.Instances)
    if (I.How == InstanceFact::Element && I.HeldBy != NoEntity)
      Named.insert(I.HeldBy);
  for (EntityId Id : Named) {
    const auto *D = dyn_cast<DeclaratorDecl>(Model.Facts.decl(Id));
    if (!D || isa<FunctionDecl>(D))
      continue;
    ContainerFact C = containerFact(Id, D);
    if (!C.Levels.empty())
      Facts.Containers.push_back(std::move(C));
  }
}

} // namespace mapwarden
