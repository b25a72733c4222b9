#include "LockFix.h"
#include "Guards.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::mapwarden {

//===--- Which guard ------------------------------------------------------===//

/// The access needs the lock for writing.
bool LockFix::needsWrite() const {
  return StringRef(F.Message).contains(" written ") ||
         StringRef(F.Message).contains(" is modified");
}

const VarDecl *LockFix::guardIn(const FunctionView &Where) const {
  const VarDecl *Found = nullptr;
  forEachGuard(Where, Fix, [&](const VarDecl *V) {
    const ValueDecl *Named = lockNamed(lockedBy(V));
    bool Fits = Named && Named->getCanonicalDecl() == Lock.getCanonicalDecl();
    if (Fits && (!needsWrite() || guardMode(V, Fix) == LockMode::Exclusive))
      Found = V;
  });
  return Found;
}

/// What \p Guard is declared with means the same in function In.
bool LockFix::isReachable(const VarDecl *Guard) const {
  if (isa<FieldDecl>(Lock)) {
    const auto *From = dyn_cast<CXXMethodDecl>(Guard->getDeclContext());
    const auto *To = dyn_cast<CXXMethodDecl>(In);
    const auto *Field = cast<FieldDecl>(&Lock);
    if (!From || !To || To->isStatic() || From->getParent() != To->getParent())
      return false;
    if (To->isConst() && !Field->isMutable())
      return false;
  } else if (Lock.getDeclContext()->getRedeclContext() !=
                 In->getDeclContext()->getRedeclContext() &&
             !Lock.getDeclContext()->Encloses(In->getDeclContext())) {
    return false;
  } else if (!Fix.isBefore(Lock.getLocation(), In->getBody()->getBeginLoc())) {
    return false;
  }
  // A parameter or local of the same name would be locked instead.
  bool Hidden = false;
  auto Hides = [&](const Decl *D) {
    const auto *N = dyn_cast<NamedDecl>(D);
    Hidden |= N && N->getDeclName() == Lock.getDeclName();
  };
  llvm::for_each(In->parameters(), Hides);
  View.forEach([&](const Stmt *S) {
    if (const auto *D = dyn_cast<DeclStmt>(S))
      llvm::for_each(D->decls(), Hides);
  });
  return !Hidden;
}

const VarDecl *LockFix::guardToCopy() const {
  for (const ResolvedUse &R : Fix.program().uses(F.Container)) {
    const FunctionDecl *Other = Fix.function(Fix.facts().Uses[R.Use].Function);
    if (!Other || Other == In || !Other->hasBody())
      continue;
    const VarDecl *V = guardIn(FunctionView(Other));
    if (V && V->getDeclContext() == Other && isReachable(V))
      return V;
  }
  return nullptr;
}

//===--- No second lock ---------------------------------------------------===//

/// \p S names the lock, or calls what may do so; with \p IsLocked, only the
/// calls count.
bool LockFix::mayLockAgain(const Stmt *S, bool IsLocked, unsigned Depth) const {
  if (Depth > 6)
    return true;
  bool Found = false;
  forEachIn(S, [&](const Stmt *Each) {
    if (Found)
      return;
    if (const auto *E = dyn_cast<Expr>(Each);
        E && !IsLocked && isa<DeclRefExpr, MemberExpr>(E))
      Found = namedBy(E) &&
              namedBy(E)->getCanonicalDecl() == Lock.getCanonicalDecl();
    if (isa<LabelStmt, CoawaitExpr, CoyieldExpr>(Each))
      Found = true;
    const FunctionDecl *Callee = nullptr;
    if (const auto *C = dyn_cast<CallExpr>(Each)) {
      Callee = C->getDirectCallee();
      Found |= !Callee; // A pointer to a function.
    } else if (const auto *C = dyn_cast<CXXConstructExpr>(Each)) {
      Callee = C->getConstructor();
    }
    if (!Callee || Found)
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (::mapwarden::isInSystemHeader(Callee)) {
      // A stored callable may do anything.
      Found = Method && Callee->getOverloadedOperator() == OO_Call &&
              Method->getParent()->getName() == "function";
      return;
    }
    const FunctionDecl *Def = nullptr;
    if (Method && Method->isVirtual())
      Found = true;
    else if (Callee->hasBody(Def))
      Found = Def == In || mayLockAgain(Def->getBody(), false, Depth + 1);
    else
      Found = !Callee->isImplicit() && !Callee->isDefaulted() &&
              (Method || !isa<FieldDecl>(Lock));
  });
  return Found;
}

bool LockFix::callersHoldIt() const {
  EntityId Self = Fix.facts().Uses[F.Use].Function;
  auto IsLock = [&](const HeldLock &H) {
    std::optional<ContainerRef> Name = H.Path.containerRef();
    return Name && Name->Decl == F.Lock;
  };
  return llvm::any_of(Fix.program().callsTo(Self), [&](uint32_t I) {
    const CallFact &Call = Fix.facts().Calls[I];
    return llvm::any_of(Call.Locks, IsLock) ||
           llvm::any_of(Fix.program().entryLocks(Call.Caller), IsLock);
  });
}

//===--- The edits --------------------------------------------------------===//

/// The innermost block around all accesses of the function to the container:
/// a guard for each of them would lock twice.
const CompoundStmt *LockFix::blockOfAccesses() const {
  const CompoundStmt *Block = View.block(Fix.stmt(F));
  for (const ResolvedUse &R : Fix.program().uses(F.Container)) {
    Finding Other;
    Other.Use = R.Use;
    const Stmt *S = Fix.stmt(Other);
    if (Fix.function(Fix.facts().Uses[R.Use].Function) != In)
      continue;
    while (Block && !View.isWithin(S, Block))
      Block = View.block(View.parent(Block));
  }
  // A guard in the block of a switch would be jumped over.
  while (Block && isa_and_nonnull<SwitchStmt>(View.parent(Block)))
    Block = View.block(View.parent(Block));
  return Block;
}

EditList LockFix::guard() {
  EditList Edits;
  if (View.function() != In || isa<CXXConstructorDecl>(In) ||
      mayLockAgain(In->getBody(), false) || callersHoldIt())
    return Edits;
  const CompoundStmt *Block = blockOfAccesses();
  const VarDecl *Guard = guardToCopy();
  if (!Block || !Guard)
    return Edits;
  SourceLocation Name = Guard->getLocation();
  std::optional<std::string> Type =
      Fix.source(SourceRange(Guard->getBeginLoc(), Name));
  SourceLocation AfterName = Lexer::getLocForEndOfToken(
      Name, 0, Fix.sources(), Fix.context().getLangOpts());
  std::optional<std::string> Whole = Fix.source(Guard->getSourceRange());
  if (!Type || !Whole || AfterName.isInvalid())
    return Edits;
  std::string Rest = Whole->substr(Type->size());
  Type->resize(Type->size() - Guard->getName().size());
  Edits.add(Fix.atStart(Block,
                        *Type + View.freshName(Guard->getName()) + Rest + ";"));
  return Edits;
}

/// Reader locks and the writer locks of the same library.
static StringRef writerFor(StringRef Reader) {
  return llvm::StringSwitch<StringRef>(Reader)
      .Case("shared_lock", "unique_lock")
      .Case("ReaderMutexLock", "WriterMutexLock")
      .Case("QReadLocker", "QWriteLocker")
      .Default("");
}

EditList LockFix::exclusive() {
  EditList Edits;
  const VarDecl *Guard = nullptr;
  unsigned Count = 0;
  forEachGuard(View, Fix, [&](const VarDecl *V) {
    if (lockNamed(lockedBy(V)) != &Lock)
      return;
    ++Count;
    if (guardMode(V, Fix) == LockMode::Shared)
      Guard = V;
  });
  if (!Guard || Count != 1 || View.function() != In ||
      mayLockAgain(In->getBody(), true))
    return Edits;
  // A guard that is passed on has to keep its type.
  for (const Expr *R : View.references(Guard))
    if (!isa_and_nonnull<MemberExpr>(View.parent(R)))
      return Edits;
  TypeLoc Written = Guard->getTypeSourceInfo()->getTypeLoc();
  if (auto Q = Written.getAs<QualifiedTypeLoc>())
    Written = Q.getUnqualifiedLoc();
  SourceLocation Name;
  if (auto T = Written.getAs<TemplateSpecializationTypeLoc>())
    Name = T.getTemplateNameLoc();
  else if (auto T = Written.getAs<DeducedTemplateSpecializationTypeLoc>())
    Name = T.getTemplateNameLoc();
  else if (auto T = Written.getAs<TagTypeLoc>())
    Name = T.getNameLoc();
  std::optional<std::string> Token = Fix.source(SourceRange(Name, Name));
  StringRef Writer = Token ? writerFor(*Token) : "";
  if (Writer.empty())
    return Edits;
  Edits.add(Fix.replace(SourceRange(Name, Name), Writer));
  if (*Token == "shared_lock" &&
      Guard->getType()->getAsCXXRecordDecl()->isInStdNamespace())
    Fix.include(Guard->getLocation(), "<mutex>", Edits);
  return Edits;
}

} // namespace clang::tidy::mapwarden
