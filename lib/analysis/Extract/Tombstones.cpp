//===- Tombstones.cpp - Erase methods that only mark a slot ---------------===//
//
// A home-made table keeps its slots in an array or vector field. Its erase
// method sets a flag or a state of the slot; what else the slot holds stays
// alive until the slot is used again.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Names.h"
#include "Extract/Extraction.h"

using namespace clang;

namespace mapwarden {

namespace {

/// What one function does to the fields of slots.
struct SlotWrites {
  struct Mark {
    const Expr *At;
    const FieldDecl *Field;
    const Expr *Slot;
    EntityId Map; ///< Soft delete in an associative container.
  };
  llvm::SmallVector<Mark, 2> Marks;
  llvm::SmallVector<Mark, 2> States;       ///< `states_[i] = Deleted;`
  llvm::DenseSet<const FieldDecl *> Named; ///< All that the body mentions.
  llvm::DenseSet<const FieldDecl *> Touched;
  bool WholeSlot = false;
};

} // namespace

static bool removesByName(const FunctionDecl *F) {
  if (!F->getDeclName().isIdentifier())
    return false;
  StringRef Name = F->getName();
  for (StringRef Word :
       {"erase", "remove", "del", "evict", "drop", "invalidate", "unset",
        "unregister", "release", "expire"})
    if (Name.starts_with_insensitive(Word) || Name.ends_with_insensitive(Word))
      return true;
  return false;
}

static const FieldDecl *fieldIn(const Expr *E, const Expr *&Slot) {
  const auto *M = dyn_cast<MemberExpr>(strip(E));
  if (!M)
    return nullptr;
  Slot = strip(M->getBase());
  return dyn_cast<FieldDecl>(M->getMemberDecl());
}

/// An element of an array or sequence that is a field of the class itself.
static bool isSlot(const Expr *Slot, ModelContext &M,
                   const CXXRecordDecl *Table) {
  for (const Ref &R : M.Paths.resolve(Slot)) {
    const AccessPath &P = R.Path;
    if (P.Root != RootKind::This || P.Steps.size() < 2 ||
        P.Steps.back().Kind != StepKind::Element)
      continue;
    const auto *F = P.Steps[0].Kind == StepKind::Field
                        ? dyn_cast<FieldDecl>(M.Facts.decl(P.Steps[0].Field))
                        : nullptr;
    if (!F)
      continue;
    QualType T = M.Types.unwrap(F->getType());
    ContainerType C = M.Types.container(T);
    bool Row = T->isArrayType() || (C && !C.Row->isAssociative()) ||
               (!C && F->getType()->isPointerType());
    if (Row)
      return true;
  }
  return false;
}

/// `it->second.removed = true`: the map, when \p Slot is an element of one.
static EntityId softDeletedFrom(const Expr *Slot, const FieldDecl *Mark,
                                ModelContext &M) {
  bool Says = false;
  for (StringRef Word :
       {"delete", "remove", "erased", "dead", "expired", "tombstone", "gone"})
    Says |= Mark->getName().contains_insensitive(Word);
  if (!Says || !Mark->getType()->isBooleanType())
    return NoEntity;
  for (const Ref &R : M.Paths.resolve(Slot)) {
    std::optional<AccessPath> In = R.Path.enclosingContainer();
    std::optional<ContainerRef> Ref =
        In && R.Path.Steps.back().Kind == StepKind::Element ? In->containerRef()
                                                            : std::nullopt;
    const auto *D =
        Ref ? dyn_cast<DeclaratorDecl>(M.Facts.decl(Ref->Decl)) : nullptr;
    if (!D || Ref->Depth > 0)
      continue;
    ContainerType C = M.Types.wrappedContainer(D->getType());
    if (C && C.Row->isAssociative())
      return Ref->Decl;
  }
  return NoEntity;
}

/// What an array, or a field that stands for one, holds; null if it is none.
static QualType elementOf(QualType T, const TypeModel &Types) {
  if (T->isPointerType())
    return T->getPointeeType();
  if (ContainerType C = Types.container(T))
    return C.Row->isAssociative() ? QualType() : C.Mapped;
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  if (R && R->getTemplateArgs().size() > 0 &&
      R->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    T = R->getTemplateArgs()[0].getAsType(); // std::unique_ptr<T[]>
  const auto *A = T->getAsArrayTypeUnsafe();
  return A ? A->getElementType() : QualType();
}

/// The field of the class itself whose element \p E is: `states_[i]`.
static const FieldDecl *arrayOf(const Expr *E, const Expr *&Index) {
  const Expr *Base = nullptr;
  if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
    Base = A->getBase();
    Index = A->getIdx();
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
             O && O->getOperator() == OO_Subscript && O->getNumArgs() == 2) {
    Base = O->getArg(0);
    Index = O->getArg(1);
  }
  const auto *M = Base ? dyn_cast<MemberExpr>(strip(Base)) : nullptr;
  return M && isa<CXXThisExpr>(strip(M->getBase()))
             ? dyn_cast<FieldDecl>(M->getMemberDecl())
             : nullptr;
}

static bool ownsSomething(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return T->isDependentType() ||
         (R && R->hasDefinition() && !R->hasTrivialDestructor());
}

static bool isMark(QualType T) {
  return T->isBooleanType() || T->isEnumeralType() || T->isCharType() ||
         (T->isIntegerType() && !T->isPointerType());
}

static SlotWrites writesOf(const FunctionDecl *F, ModelContext &M,
                           const CXXRecordDecl *Table) {
  SlotWrites Result;
  llvm::SmallVector<const Stmt *, 32> Work{F->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    for (const Stmt *Child : S->children())
      Work.push_back(Child);
    const Expr *Slot = nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
        Result.Named.insert(Field);
    if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp()) {
      const FieldDecl *Array = arrayOf(strip(B->getLHS()), Slot);
      if (Array && isMark(B->getLHS()->getType()) &&
          !B->getRHS()->isValueDependent() &&
          B->getRHS()->isEvaluatable(M.Context))
        Result.States.push_back({B, Array, Slot, NoEntity});
      const FieldDecl *Field = fieldIn(B->getLHS(), Slot);
      if (!Field)
        continue;
      Result.Touched.insert(Field);
      bool Constant = !B->getRHS()->isValueDependent() &&
                      B->getRHS()->isEvaluatable(M.Context);
      if (!isMark(Field->getType()) || !Constant)
        continue;
      EntityId Map = softDeletedFrom(Slot, Field, M);
      if (Map != NoEntity || (Table && isSlot(Slot, M, Table)))
        Result.Marks.push_back({B, Field, Slot, Map});
    } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S);
               O && O->isAssignmentOp()) {
      if (const FieldDecl *Field = fieldIn(O->getArg(0), Slot))
        Result.Touched.insert(Field);
      Result.WholeSlot |= isSlot(strip(O->getArg(0)), M, Table);
    } else if (const auto *C = dyn_cast<CallExpr>(S)) {
      // Any use of a field in a call may be its reset.
      for (const Expr *A : C->arguments())
        if (const FieldDecl *Field = fieldIn(A, Slot))
          if (!isa<CXXOperatorCallExpr>(C))
            Result.Touched.insert(Field);
      if (const auto *MC = dyn_cast<CXXMemberCallExpr>(C)) {
        const auto *Method = MC->getMethodDecl();
        const Expr *Object = objectOf(MC);
        bool Mutates = Method && !Method->isConst();
        if (const FieldDecl *Field = fieldIn(Object, Slot); Field && Mutates)
          Result.Touched.insert(Field);
        Result.WholeSlot |= Mutates && !isInSystemHeader(Method) &&
                            isSlot(strip(Object), M, Table);
      }
    } else if (const auto *D = dyn_cast<CXXPseudoDestructorExpr>(S)) {
      (void)D;
      Result.WholeSlot = true;
    }
  }
  return Result;
}

/// `kDeleted`, `Slot::Tombstone`
static bool saysGone(const Expr *State) {
  const auto *R = dyn_cast<DeclRefExpr>(strip(State));
  return R && R->getDecl()->getDeclName().isIdentifier() &&
         hasWord(wordsOf(R->getDecl()->getName()), words::SlotStates);
}

/// `hashes_[i] = Deleted;` in a table of parallel arrays for hashes, keys and
/// values, where nothing is said of the values.
static void findStates(const FunctionDecl *F, const CXXRecordDecl *Table,
                       const SlotWrites &Writes, ModelContext &M) {
  const FieldDecl *Values = nullptr;
  bool HasKeys = false;
  for (const FieldDecl *Field : Table->fields()) {
    const QualType Element = elementOf(Field->getType(), M.Types);
    if (Element.isNull())
      continue;
    const bool IsKey = Field->getName().contains_insensitive("key") ||
                       Field->getName().contains_insensitive("hash");
    HasKeys |= IsKey;
    if (!IsKey && ownsSomething(Element) && !Writes.Named.count(Field))
      Values = Field;
  }
  for (const SlotWrites::Mark &State : Writes.States)
    if (Values &&
        (HasKeys || saysGone(cast<BinaryOperator>(State.At)->getRHS()))) {
      TombstoneFact T;
      T.Where = M.Facts.site(State.At);
      T.Function = M.Facts.entity(F);
      T.Value = Values->getNameAsString();
      T.Mark = State.Field->getNameAsString();
      T.Slot = M.Keys.text(cast<BinaryOperator>(State.At)->getLHS());
      M.Facts.Facts.Tombstones.push_back(std::move(T));
    }
}

void findTombstones(const FunctionDecl *F, ModelContext &M) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(F) || !removesByName(F))
    return;
  const CXXRecordDecl *Table = Method ? Method->getParent() : nullptr;
  SlotWrites Writes = writesOf(F, M, Table);
  if (Table)
    findStates(F, Table, Writes, M);
  if (Writes.Marks.empty() || Writes.WholeSlot)
    return;
  for (const SlotWrites::Mark &Mark : Writes.Marks) {
    const auto *Slot = dyn_cast<CXXRecordDecl>(Mark.Field->getParent());
    if (!Slot || isInSystemHeader(Slot))
      continue;
    const FieldDecl *Kept = nullptr;
    bool Reset = false;
    for (const FieldDecl *Field : Slot->fields()) {
      if (Field == Mark.Field)
        continue;
      // The last one is the value; a key that stays beside it costs little.
      if (ownsSomething(Field->getType())) {
        Kept = Field;
        Reset |= Writes.Touched.count(Field);
      }
    }
    if (!Kept || Reset)
      continue;
    TombstoneFact T;
    T.Where = M.Facts.site(Mark.At);
    T.Function = M.Facts.entity(F);
    T.Value = Kept->getNameAsString();
    T.Mark = Mark.Field->getNameAsString();
    T.Map = Mark.Map;
    T.Slot = M.Keys.text(Mark.Slot);
    M.Facts.Facts.Tombstones.push_back(std::move(T));
  }
}

} // namespace mapwarden
