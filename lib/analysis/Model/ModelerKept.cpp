//===- ModelerKept.cpp - What containers and fields keep ------------------===//
#include "Catalog/Names.h"
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

/// The parts of `std::make_pair(a, b)`, `std::pair<A, B>(a, b)`.
static ArrayRef<const Expr *> partsOfPair(const Expr *E) {
  if (const auto *C = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *F = C->getDirectCallee();
    if (F && F->isInStdNamespace() && F->getDeclName().isIdentifier() &&
        (F->getName() == "make_pair" || F->getName() == "make_tuple"))
      return ArrayRef(C->getArgs(), C->getNumArgs());
  }
  const auto *C = dyn_cast<CXXConstructExpr>(E);
  const CXXRecordDecl *R = C ? C->getConstructor()->getParent() : nullptr;
  if (R && C->getNumArgs() == 2 && R->isInStdNamespace() &&
      R->getDeclName().isIdentifier() && R->getName() == "pair")
    return ArrayRef(C->getArgs(), 2);
  return {};
}

/// `voices_.push_back(Voice{clip, &mixers_[bus]})`: the container keeps the
/// parts of an aggregate, and of a pair.
static void keptParts(const Expr *A, ExprList &Parts) {
  const Expr *Inner = stripConstructions(A);
  if (ArrayRef<const Expr *> Pair = partsOfPair(Inner); !Pair.empty())
    return Parts.append(Pair.begin(), Pair.end());
  const auto *List = dyn_cast<InitListExpr>(Inner);
  if (!List || !A->getType()->isRecordType())
    return Parts.push_back(A);
  for (const Expr *Each : List->inits())
    Parts.push_back(Each);
}

/// `insert(pos, first, last)`: iterators that say where, and from where, unless
/// the elements are such iterators.
static bool saysWhere(const Expr *A, const ContainerType &Into,
                      const TypeModel &Types) {
  auto Is = [&](QualType T) {
    return !T.isNull() &&
           T.getCanonicalType().getUnqualifiedType() ==
               A->getType().getCanonicalType().getUnqualifiedType();
  };
  return Types.isIterator(A->getType()) && !A->getType()->isPointerType() &&
         !Is(Into.Mapped) && !Is(Into.Key);
}

/// Objects, pointers and callables that container \p Of keeps from insertion
/// \p C on.
void FunctionModeler::keepsArguments(const CallExpr *C, const Expr *Object,
                                     const ContainerType &Of,
                                     const Inserted &In, const ExprList &List) {
  const AccessPath Into = M.Paths.path(Object);
  for (const Expr *A : List)
    release(A, ReleaseFact::HandedOn, C, {Into});
  if (In.Value)
    fillCallable(callablesIn(Into), In.Value);
  ExprList Kept;
  for (const Expr *A : List)
    keptParts(A, Kept);
  for (const Expr *A : Kept) {
    QualType T = A->getType();
    if ((!T->isPointerType() && !M.Types.isIterator(T) && !M.Types.isView(T)) ||
        (A == In.Key && !Of.Row->isSet()) || saysWhere(A, Of, M.Types))
      continue;
    Event E;
    E.Kind = EventKind::Store;
    E.At = C;
    E.Into = Into;
    for (const Ref &R : M.Paths.resolveValue(A))
      if (R.Kind != RefKind::Lvalue && R.Kind != RefKind::Copy)
        E.Refs.push_back(R);
    if (refersIntoContainer(E.Refs) && E.Into.Root != RootKind::Local)
      event(std::move(E));
  }
}

/// `KeyIterator(const Keys &keys) : keys_(keys), it_(keys.begin())`: who has
/// one knows that it is good until the container changes.
static bool isIteratorClass(const RecordDecl *R) {
  return R->getDeclName().isIdentifier() &&
         hasWord(wordsOf(R->getName()), words::IteratorClasses);
}

/// `Entry(Lists &lists, Key k) : list_(lists[k])`: a field that refers to an
/// element for as long as the object lives.
void FunctionModeler::keepsInField(const FieldDecl *Field, const Expr *Init) {
  QualType T = Field->getType();
  if (isIteratorClass(Field->getParent()))
    return;
  const bool Reference = T->isReferenceType(), View = M.Types.isView(T);
  if (!Reference && !View && !T->isPointerType() && !M.Types.isIterator(T))
    return;
  Event E;
  E.Kind = EventKind::Store;
  E.At = Init;
  E.Into.Root = RootKind::This;
  E.Into = E.Into.field(M.Facts.entity(Field));
  for (const Ref &R :
       Reference ? M.Paths.resolve(Init) : M.Paths.resolveValue(Init))
    if (Reference || View || R.Kind != RefKind::Lvalue)
      E.Refs.push_back({R.Path, View ? RefKind::View : R.Kind});
  if (refersIntoContainer(E.Refs))
    event(std::move(E));
}

} // namespace mapwarden
