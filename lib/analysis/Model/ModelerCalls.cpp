//===- ModelerCalls.cpp - Calls become uses and call facts ----------------===//
#include "Catalog/Names.h"
#include "Facts/Append.h"
#include "Model/FunctionModeler.h"

using namespace clang;

namespace mapwarden {

ExprList argumentsOf(const CallExpr *C, unsigned From) {
  ExprList Result;
  for (unsigned I = From; I < C->getNumArgs(); ++I)
    if (!isa<CXXDefaultArgExpr>(C->getArg(I)))
      Result.push_back(C->getArg(I));
  return Result;
}

void FunctionModeler::addUse(const Expr *At, AccessPath Container, MapOp Op,
                             StringRef Member, const Expr *Key,
                             const Expr *Value) {
  if (!Container.isKnown())
    return;
  UseFact U;
  U.Where = M.Facts.site(At);
  U.Function = Self;
  U.Op = Op;
  U.Member = Member.str();
  U.Context = Around.context(At, Container);
  U.OnlyIf = Around.onlyIf(At);
  if (const Stmt *Branch = U.isGrowth() ? Around.branch(At) : nullptr)
    U.Branch = M.Facts.site(Branch);
  if (Around.isResultUsed(At))
    U.Context |= ResultUsed;
  if (Key)
    U.Key = M.Keys.key(Key, Container);
  if (Key && U.isGrowth() && onlyCallerLearns(Key))
    U.Context |= KeyReturned;
  if (Value)
    U.Value = M.Values.value(Value);
  if (Op == MapOp::Subscript || Op == MapOp::LookupOrThrow ||
      (Op == MapOp::Access && !Member.empty()))
    U.Written = Around.isWritten(At);
  if (LookedUp.count(Container))
    U.Context |= AfterLookup;
  if (Op == MapOp::Lookup || Op == MapOp::Contains)
    LookedUp.insert(Container);
  U.Container = std::move(Container);
  Event E;
  E.Kind = EventKind::Use;
  E.At = At;
  E.Index = Result.Uses.size();
  append(Result.Uses, std::move(U));
  Result.UseStmts.push_back(At);
  event(std::move(E));
}

/// `auto &map = *guarded.lock();`: the holder dies with the declaration, and
/// the lock with it. Up to C++20 so does that of `for (e : *guarded.lock())`.
bool FunctionModeler::isFromDeadHolder(const Expr *Object) const {
  const auto *Use = dyn_cast<DeclRefExpr>(strip(Object));
  const auto *V = Use ? dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || !V->getInit() ||
      !(V->getType()->isReferenceType() || V->getType()->isPointerType()) ||
      (V->isImplicit() && M.Context.getLangOpts().CPlusPlus23))
    return false;
  const Expr *Init = strip(V->getInit());
  if (const auto *U = dyn_cast<UnaryOperator>(Init)) // &*guarded.lock()
    Init = strip(U->getSubExpr());
  const auto *Star = dyn_cast<CXXOperatorCallExpr>(Init);
  const auto *Lock = Star && Star->getOperator() == OO_Star
                         ? dyn_cast<CXXMemberCallExpr>(strip(Star->getArg(0)))
                         : nullptr;
  if (!Lock || !Lock->getType()->isRecordType())
    return false;
  const Expr *Guarded = objectOf(Lock);
  QualType T = Guarded->getType();
  return M.Types.wrapper(T->isPointerType() ? T->getPointeeType() : T) ==
         WrapperKind::Guarded;
}

/// `return m.emplace(k, v).second;`: the function itself does nothing with it.
static bool outcomeIsReturned(const CallExpr *Insert,
                              const Surroundings &Around) {
  const auto *M = dyn_cast_or_null<MemberExpr>(Around.consumer(Insert));
  return M && M->getMemberDecl()->getDeclName().isIdentifier() &&
         M->getMemberDecl()->getName() == "second" &&
         isa_and_nonnull<ReturnStmt>(Around.consumer(M));
}

bool FunctionModeler::containerCall(const CallExpr *C, const Expr *Object,
                                    const CXXMethodDecl *Method,
                                    std::string Name,
                                    ArrayRef<const Expr *> Args) {
  bool Arrow = Object->getType()->isPointerType();
  QualType T = Arrow ? Object->getType()->getPointeeType() : Object->getType();
  ContainerType Container = M.Types.container(T);
  if (!Container)
    return false;
  const ContainerRow &Row = *Container.Row;
  MapOp Op = M.Types.catalog().member(Row, Name).Op;
  bool Const = Method && Method->isConst();
  if (Op == MapOp::Subscript && (!Row.isAssociative() || Const))
    Op = Row.isAssociative() ? MapOp::Lookup : MapOp::Access;
  if (Op == MapOp::Unknown) {
    if (Const || (Method && Method->isStatic()))
      Op = MapOp::Lookup;
    else if (&Row != &M.Types.catalog().shapeRow())
      return false;
  }
  ExprList List(Args.begin(), Args.end());
  Inserted In;
  bool ByIterator = false;
  switch (Op) {
  case MapOp::Insert:
  case MapOp::InsertOrAssign:
    In = insertedBy(Row, Name, List, M.Types);
    break;
  case MapOp::Subscript: {
    In.Key = List.empty() ? nullptr : List[0];
    In.Value = assignedTo(C, Around.consumer(C));
    break;
  }
  case MapOp::Erase:
  case MapOp::Take:
    ByIterator = !List.empty() && M.Types.isIterator(List[0]->getType());
    [[fallthrough]];
  case MapOp::Lookup:
  case MapOp::LookupOrThrow:
  case MapOp::Contains:
    In.Key = List.empty() || !Row.isAssociative() ? nullptr : List[0];
    break;
  default:
    break;
  }
  const bool Dies = dies(C, Op, Args);
  const bool Takes = Op == MapOp::Erase || Op == MapOp::Take;
  const std::optional<uint8_t> KeyOf =
      Takes && In.Key ? M.Keys.parameterKeyedBy(In.Key) : std::nullopt;
  const RefList Refs =
      Arrow ? M.Paths.pointee(Object) : M.Paths.resolve(Object);
  if (Refs.empty()) // Whose entry goes is not known.
    M.CallsUnknown.insert(Self);
  for (const Ref &R : Refs) {
    if (Op == MapOp::Unknown) {
      M.Facts.Facts.Escapes.push_back(
          {M.Facts.site(C), Self, R.Path,
           Method ? M.Facts.entity(Method) : NoEntity});
      continue;
    }
    size_t Before = Result.Uses.size();
    addUse(C, R.Path, Op, Name, In.Key, In.Value);
    for (size_t I = Before; I < Result.Uses.size(); ++I) {
      Result.Uses[I].ByIterator = ByIterator;
      if (Op == MapOp::Insert && outcomeIsReturned(C, Around))
        Result.Uses[I].Context &= ~ResultUsed;
      if (isFromDeadHolder(Object))
        Result.Uses[I].Context |= ViaTemporaryHolder;
      if (Dies)
        Result.Uses[I].Context |= ContentDies;
      if (KeyFact &Key = Result.Uses[I].Key;
          KeyOf && Key.Domain == KeyDomain::Open) {
        Key.Domain = KeyDomain::Param;
        Key.Param = *KeyOf;
      }
    }
  }
  if (Op == MapOp::Replace && Name == "swap") // Map().swap(m)
    for (const Expr *A : List)
      if (M.Types.container(A->getType()))
        for (const Ref &R : M.Paths.resolve(A))
          addUse(C, R.Path, Op, Name);
  if (Op == MapOp::Insert || Op == MapOp::InsertOrAssign)
    keepsArguments(C, Object, Container, In, List);
  return true;
}

/// A call inside a template that is not instantiated.
bool FunctionModeler::dependentCall(const CallExpr *C) {
  const Expr *Callee = C->getCallee()->IgnoreParenImpCasts();
  const Expr *Object = nullptr;
  std::string Name;
  if (const auto *D = dyn_cast<CXXDependentScopeMemberExpr>(Callee);
      D && !D->isImplicitAccess()) {
    Object = D->getBase();
    Name = D->getMember().getAsString();
  } else if (const auto *U = dyn_cast<UnresolvedMemberExpr>(Callee);
             U && !U->isImplicitAccess()) {
    Object = U->getBase();
    Name = U->getMemberName().getAsString();
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C);
             O && O->getOperator() == OO_Subscript) {
    Object = O->getArg(0);
    Name = "operator[]";
    return containerCall(C, Object, nullptr, Name, argumentsOf(C, 1));
  }
  return Object && containerCall(C, Object, nullptr, Name, argumentsOf(C));
}

bool FunctionModeler::libraryCall(const CallExpr *C,
                                  const FunctionDecl *Callee) {
  StringRef Name =
      Callee->getDeclName().isIdentifier() ? Callee->getName() : StringRef();
  ExprList Args = argumentsOf(C);
  std::optional<MapOp> Op = M.Types.catalog().freeFunction(Name);
  for (unsigned I = 0; I < Args.size(); ++I) {
    QualType T = Args[I]->getType();
    if (!M.Types.container(T))
      continue;
    bool Moved = Name == "move" || Name == "forward";
    // `std::move(m).size()` does not empty it; `f(std::move(m))` does.
    if (Moved && isa_and_nonnull<MemberExpr>(Around.consumer(C)))
      continue;
    if (Name == "forward")
      continue;
    for (const Ref &R : M.Paths.resolve(Args[I])) {
      if (Op && (I == 0 || *Op == MapOp::Replace))
        addUse(C, R.Path, *Op, Name);
      else if (I < Callee->getNumParams() && !Op &&
               Callee->getParamDecl(I)->getType()->isLValueReferenceType() &&
               !Callee->getParamDecl(I)
                    ->getType()
                    ->getPointeeType()
                    .isConstQualified() &&
               Name != "begin" && Name != "end" && Name != "size" &&
               Name != "empty" && Name != "data" && Name != "get")
        M.Facts.Facts.Escapes.push_back(
            {M.Facts.site(C), Self, R.Path, M.Facts.entity(Callee)});
    }
  }
  // `freeaddrinfo(list)`, `BIO_free(bio)`: C names say what they do.
  const bool Ends = Callee->isExternC() && soundsLikeRelease(Name) &&
                    Args.size() == 1 && Args[0]->getType()->isPointerType();
  if (Ends || M.Types.catalog().isReleaser(Name))
    for (const Expr *A : Args)
      release(A, ReleaseFact::Released, C, {{}, M.Facts.entity(Callee)});
  return true;
}

void FunctionModeler::call(const CallExpr *C) {
  const FunctionDecl *Callee = C->getDirectCallee();
  if (!Callee) {
    if (!dependentCall(C))
      M.CallsUnknown.insert(Self);
    return;
  }
  lockOperations(C, M.Locks.call(C));
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C)) {
    operatorCall(O, Callee);
    return;
  }
  if (const auto *MC = dyn_cast<CXXMemberCallExpr>(C)) {
    memberCall(MC, Callee);
    return;
  }
  if (isInSystemHeader(Callee)) {
    if (!makesObject(C, Callee))
      libraryCall(C, Callee);
    return;
  }
  // A releaser the user declares: `void close_fd(int);`
  if (Callee->getDeclName().isIdentifier() &&
      M.Types.catalog().isReleaser(Callee->getName()))
    libraryCall(C, Callee);
  else
    userCall(C, Callee, nullptr, argumentsOf(C));
}

/// `session = nullptr;`, `session.reset();`: whose destructor runs then is not
/// known.
void FunctionModeler::endsObject(const Expr *Holder) {
  const auto Kind = M.Types.wrapper(Holder->getType());
  if (Kind == WrapperKind::Unique || Kind == WrapperKind::Shared ||
      Kind == WrapperKind::Value)
    M.CallsUnknown.insert(Self);
}

void FunctionModeler::operatorCall(const CXXOperatorCallExpr *O,
                                   const FunctionDecl *Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && O->getNumArgs() > 0 &&
      containerCall(O, O->getArg(0)->IgnoreParenBaseCasts(), Method,
                    Method->getNameAsString(), argumentsOf(O, 1)))
    return;
  if (O->getOperator() == OO_Equal && O->getNumArgs() == 2) {
    assignment(O->getArg(0), O->getArg(1), O);
    endsObject(O->getArg(0));
    if (Callee->isDefaulted() || isInSystemHeader(Callee))
      replaced(O->getArg(0), O->getArg(1), O, "operator=");
  } else if (O->getOperator() == OO_Call && isInSystemHeader(Callee))
    callableCall(O);
  else if (O->getOperator() == OO_PlusPlus || O->isAssignmentOp())
    increment(O->getArg(0), O);
  if (isInSystemHeader(Callee))
    return;
  const bool OfObject = Method && Method->isInstance();
  userCall(O, Callee, OfObject ? O->getArg(0) : nullptr,
           argumentsOf(O, OfObject ? 1 : 0));
}

void FunctionModeler::memberCall(const CXXMemberCallExpr *C,
                                 const FunctionDecl *Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const Expr *Object = objectOf(C);
  const ExprList Args = argumentsOf(C);
  if (Method && Object &&
      containerCall(C, Object, Method, Method->getNameAsString(), Args))
    return;
  if (!isInSystemHeader(Callee)) {
    userCall(C, Callee, Object, Args);
    return;
  }
  StringRef Name =
      Callee->getDeclName().isIdentifier() ? Callee->getName() : "";
  if (Name == "reset" && C->getNumArgs() == 0 && Object)
    release(Object, ReleaseFact::Nulled, C);
  if (Name == "reset" && Object)
    endsObject(Object);
  if (Name == "reset" && Object)
    replaced(Object, Args.empty() ? nullptr : Args[0], C, Name);
  // A library object that takes a pointer keeps it.
  for (const Expr *A : Args)
    release(A, ReleaseFact::HandedOn, C,
            {Object ? M.Paths.path(Object) : AccessPath()});
}

void FunctionModeler::construct(const CXXConstructExpr *C) {
  const CXXConstructorDecl *D = C->getConstructor();
  ExprList Args;
  for (const Expr *A : C->arguments())
    if (!isa<CXXDefaultArgExpr>(A))
      Args.push_back(A);
  if (M.Types.container(C->getType())) {
    // Copying a container reads all of it; moving from it empties it.
    if (Args.size() == 1 && D->isCopyConstructor())
      for (const Ref &R : M.Paths.resolve(Args[0]))
        addUse(C, R.Path, MapOp::Iterate, "copy");
    return;
  }
  if (const CXXRecordDecl *R = M.Types.userRecord(C->getType());
      R && isa<CXXTemporaryObjectExpr>(C))
    instance(R, C);
  if (isInSystemHeader(D)) {
    for (const Expr *A : Args) // unique_ptr<T>(p), pair(p, q)
      if (M.Types.wrapper(C->getType())) {
        Destination Into;
        Into.Place.Root = RootKind::Temporary;
        release(A, ReleaseFact::HandedOn, C, Into);
      }
    return;
  }
  if (!D->isCopyOrMoveConstructor() && !D->isImplicit())
    userCall(C, D, nullptr, Args);
}

} // namespace mapwarden
