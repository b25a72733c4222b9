#include "Extract/Extraction.h"
#include "Catalog/Names.h"
#include "Extract/Flow.h"
#include "Extract/LockFlow.h"
#include "Extract/StaleFlow.h"
#include "Facts/Append.h"
#include "Model/Annotations.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace mapwarden {

/// A template that is instantiated a hundred times says the same each time.
static constexpr unsigned MaxInstantiations = 3;

void Extraction::run() {
  const TranslationUnitDecl *All = Model.Context.getTranslationUnitDecl();
  if (Options.WholeProgram) // What is precompiled there is the library.
    for (const Decl *D : All->noload_decls())
      collect(D);
  else
    collectAll(All);
  // Instantiations know more than their pattern, so they go first.
  for (bool Dependent : {false, true})
    for (const FunctionDecl *F : Functions)
      if (F->isDependentContext() == Dependent)
        model(F);
  addFunctions();
  if (Options.WholeProgram)
    addBodilessFunctions();
  addContainers();
  if (Options.WholeProgram)
    Model.Facts.finish();
}

void Extraction::collectAll(const DeclContext *Scope) {
  for (const Decl *D : Scope->decls())
    collect(D);
}

void Extraction::collect(const Decl *D) {
  if (D->isInvalidDecl() || D->isImplicit())
    return;
  // A block that opens in a system header closes there.
  if (isInSystemHeader(D))
    return;
  if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D)) {
    collectAll(cast<DeclContext>(D));
    return;
  }
  if (const auto *T = dyn_cast<FunctionTemplateDecl>(D)) {
    for (const FunctionDecl *F : T->specializations())
      collectFunction(F);
    collectFunction(T->getTemplatedDecl());
  } else if (const auto *T = dyn_cast<ClassTemplateDecl>(D)) {
    for (const ClassTemplateSpecializationDecl *S : T->specializations())
      if (!S->isExplicitSpecialization())
        collectRecord(S);
    collectRecord(T->getTemplatedDecl());
  } else if (const auto *R = dyn_cast<CXXRecordDecl>(D)) {
    collectRecord(R);
  } else if (const auto *F = dyn_cast<FunctionDecl>(D)) {
    collectFunction(F);
  } else if (const auto *V = dyn_cast<VarDecl>(D)) {
    collectVariable(V);
  } else if (const auto *M = dyn_cast<FieldDecl>(D);
             M && M->hasInClassInitializer()) {
    collectInitializer(M->getInClassInitializer());
  }
}

void Extraction::collectRecord(const CXXRecordDecl *R) {
  R = R->getDefinition();
  if (!R || R->isInvalidDecl() || !Seen.insert(R).second)
    return;
  addRecord(R);
  for (const Decl *D : R->decls())
    collect(D);
}

void Extraction::collectFunction(const FunctionDecl *F) {
  if (!F->doesThisDeclarationHaveABody() || F->isDefaulted() ||
      F->isInvalidDecl() || !Seen.insert(F).second)
    return;
  Functions.push_back(F);
  for (const ParmVarDecl *P : F->parameters())
    if (P->hasDefaultArg() && !P->hasUninstantiatedDefaultArg() &&
        !P->hasUnparsedDefaultArg())
      collectInitializer(P->getDefaultArg());
}

void Extraction::collectVariable(const VarDecl *V) {
  addHolder(V, InstanceFact::Static);
  noteDeclared(V);
  collectInitializer(V->getInit());
}

/// The function that \p L is: of a generic lambda, one instantiation.
static const FunctionDecl *operatorOf(const LambdaExpr *L) {
  const FunctionDecl *Operator = L->getCallOperator();
  if (const auto *T = L->getDependentCallOperator())
    for (const FunctionDecl *S : T->specializations())
      if (S->doesThisDeclarationHaveABody())
        Operator = S;
  return Operator;
}

/// `static Command commands[] = {{"drop", drop}};`: who finds the function
/// there calls it. What an initializer calls itself, runs when the object is
/// made.
void Extraction::collectNamed(const Stmt *S, const Stmt *Parent) {
  const auto *R = dyn_cast<DeclRefExpr>(S);
  const auto *F = R ? dyn_cast<FunctionDecl>(R->getDecl()) : nullptr;
  const auto *C = dyn_cast_or_null<CallExpr>(Parent);
  if (F && !isInSystemHeader(F) && !(C && strip(C->getCallee()) == R))
    Model.AddressTaken.insert(Model.Facts.entity(F));
}

/// An initializer outside of functions: its lambdas, and the functions it
/// names. `std::function<void(int)> drop = [](int k) { … };`
void Extraction::collectInitializer(const Expr *Initializer) {
  struct Part {
    const Stmt *S;
    const Stmt *Parent;      ///< Past casts.
    bool CalledHere = false; ///< In brackets: start-up, not for later.
  };
  llvm::SmallVector<Part, 16> Work{{Initializer, nullptr}};
  while (!Work.empty()) {
    const auto [S, Parent, CalledHere] = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *L = dyn_cast<LambdaExpr>(S)) {
      if (!CalledHere)
        Model.Deferred.insert(Model.Facts.entity(L->getCallOperator()));
      collectFunction(operatorOf(L));
      continue;
    }
    collectNamed(S, Parent);
    const auto *C = dyn_cast<CXXOperatorCallExpr>(S);
    const Expr *Called =
        C && C->getOperator() == OO_Call ? strip(C->getArg(0)) : nullptr;
    if (isa_and_nonnull<LambdaExpr>(Called))
      Work.push_back({Called, S, true});
    const Stmt *Above = isa<CastExpr, ParenExpr>(S) ? Parent : S;
    for (const Stmt *Child : S->children())
      if (!Called || !Child || strip(dyn_cast<Expr>(Child)) != Called)
        Work.push_back({Child, Above});
  }
}

/// In a whole program a container counts even where nothing uses it.
void Extraction::noteDeclared(const DeclaratorDecl *D) {
  if (Options.WholeProgram && !D->getType()->isDependentType() &&
      Model.Types.wrappedContainer(D->getType()))
    Declared.insert(Model.Facts.entity(D));
}

void Extraction::model(const FunctionDecl *F) {
  EntityId Id = Model.Facts.entity(F);
  unsigned &Times = Modelled[Id];
  if (Times >= MaxInstantiations || (Times && F->isDependentContext()))
    return;
  ++Times;
  Surroundings Around(F, Model.Types, Model.Paths);
  modelBody(F, Around);
  EntityId Parent = Id;
  // Copied: modelling a lambda may grow the table of tables.
  auto Lambdas = Model.Paths.locals(F).Lambdas;
  for (const LambdaExpr *L : Lambdas) {
    const FunctionDecl *Operator = operatorOf(L);
    if (!Operator->getBody() || Operator->isInvalidDecl())
      continue;
    LambdaParents[Model.Facts.entity(L->getCallOperator())] = Parent;
    modelBody(Operator, Around);
  }
  findTombstones(F, Model);
}

void Extraction::modelBody(const FunctionDecl *F, const Surroundings &Around) {
  Definitions.try_emplace(Model.Facts.entity(F), F);
  FunctionModel Modelled = FunctionModeler(Model, F, Around).run();
  const size_t Steps = Modelled.Uses.size() + Modelled.Calls.size();
  const bool NeedsLocks = Modelled.HasLocks && Steps > 0;
  if (!F->isDependentContext() && (NeedsLocks || Modelled.HasBindings ||
                                   (!Modelled.Uses.empty() && Steps > 1))) {
    Flow Graph(Modelled, Model.Context);
    if (NeedsLocks)
      computeLocks(Modelled, Graph);
    findStale(
        Modelled, Graph, [&](const Stmt *S) { return Model.Facts.site(S); },
        Model.Facts.Facts.Calls.size(), Model.Facts.Facts.Stales);
  }
  // What a template locks before it is instantiated is not known.
  if (F->isDependentContext())
    for (UseFact &U : Modelled.Uses) {
      U.Locks.emplace_back();
      U.Locks.back().Path.Root = RootKind::Temporary;
    }
  append(std::move(Modelled));
}

void Extraction::append(FunctionModel &&F) {
  TUFacts &Facts = Model.Facts.Facts;
  appendAll(Facts.Uses, std::move(F.Uses));
  UseStmts.insert(UseStmts.end(), F.UseStmts.begin(), F.UseStmts.end());
  appendAll(Facts.Calls, std::move(F.Calls));
  for (FlagTestFact &Test : F.FlagTests)
    if (!Test.Locks.empty())
      Facts.FlagTests.push_back(std::move(Test));
}

static bool hasTeardownName(const FunctionDecl *F) {
  if (!F->getDeclName().isIdentifier() || F->getNumParams() > 1)
    return false;
  std::string Name;
  for (char C : F->getName())
    if (C != '_')
      Name += llvm::toLower(C);
  return llvm::is_contained(words::TeardownNames, Name) ||
         StringRef(Name).starts_with("shutdown") ||
         StringRef(Name).starts_with("onshutdown") ||
         StringRef(Name).starts_with("teardown");
}

/// `void StartResolvers()`: what it inserts was there before, its caller adds
/// no key.
static bool hasSetupName(const FunctionDecl *F) {
  if (!F->getDeclName().isIdentifier() || F->getNumParams() > 0)
    return false;
  return llvm::any_of(words::SetupBeginnings, [&](StringRef Word) {
    return F->getName().starts_with_insensitive(Word);
  });
}

bool Extraction::isInit(const FunctionDecl *F) const {
  if (Options.InitFunctions.empty())
    return false;
  std::string Name = F->getNameAsString();
  return llvm::is_contained(Options.InitFunctions, Name) ||
         llvm::is_contained(Options.InitFunctions, qualifiedName(F));
}

/// Code outside of the program may call \p F.
static bool hasForeignCallers(const FunctionDecl *F) {
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  if (M && M->getParent()->isLambda())
    return false;
  if (F->isExternC() || F->isOverloadedOperator() ||
      isa<CXXConversionDecl>(F) || F->hasAttr<UsedAttr>() ||
      F->hasAttr<ConstructorAttr>() || F->hasAttr<VisibilityAttr>())
    return !F->isMain();
  if (M)
    for (const CXXMethodDecl *Base : M->overridden_methods())
      if (isInSystemHeader(Base) || hasForeignCallers(Base))
        return true;
  return false;
}

FunctionFact Extraction::functionFact(EntityId Id, const FunctionDecl *F) {
  FunctionFact Fact;
  Fact.Id = Id;
  Fact.HasBody = true;
  if (const auto *M = dyn_cast<CXXMethodDecl>(F)) {
    Fact.IsLambda = M->getParent()->isLambda();
    Fact.IsVirtual = M->isVirtual();
    Fact.IsPrivate = M->getAccess() == AS_private;
    Fact.IsMove =
        M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator();
    if (const auto *C = dyn_cast<CXXConstructorDecl>(M)) {
      Fact.IsConstructor = true;
      Fact.IsMove = C->isCopyOrMoveConstructor();
    }
    Fact.IsDestructor = isa<CXXDestructorDecl>(M);
    for (const CXXMethodDecl *Base : M->overridden_methods())
      Fact.Overrides.push_back(Model.Facts.entity(Base));
    if (!Fact.IsLambda)
      Fact.Owner = Model.Facts.entity(M->getParent());
  }
  Fact.IsDeferredLambda = Model.Deferred.count(Id);
  Fact.AddressTaken = Model.AddressTaken.count(Id);
  Fact.IsMain = F->isMain();
  Fact.Closed = Model.Closed.isClosed(F);
  Fact.TeardownName = hasTeardownName(F);
  Fact.SetupName = hasSetupName(F);
  Fact.InitByOption = isInit(F);
  Fact.IsRemover = annotation(F, "remover").has_value();
  Fact.CallsUnknown = Model.CallsUnknown.count(Id);
  Fact.ForeignCallers = Options.WholeProgram && hasForeignCallers(F);
  Fact.Params = static_cast<uint8_t>(std::min(F->getNumParams(), 255u));
  Fact.Returns = Model.Paths.returns(F);
  Fact.Requires = Model.Locks.required(F);
  auto Parent = LambdaParents.find(Id);
  if (Parent != LambdaParents.end())
    Fact.Parent = Parent->second;
  return Fact;
}

/// Functions without a body in this unit of which it tells something all the
/// same: their address is taken, or others override them.
void Extraction::addBodilessFunctions() {
  auto &Facts = Model.Facts.Facts.Functions;
  llvm::DenseSet<EntityId> Known;
  for (const FunctionFact &F : Facts)
    Known.insert(F.Id);
  auto Add = [&](EntityId Id) {
    const auto *F = dyn_cast_or_null<FunctionDecl>(Model.Facts.decl(Id));
    if (!F || isInSystemHeader(F) || !Known.insert(Id).second)
      return;
    FunctionFact Fact = functionFact(Id, F);
    Fact.HasBody = false;
    Fact.Returns.clear();
    Facts.push_back(std::move(Fact));
  };
  for (EntityId Id : Model.AddressTaken)
    Add(Id);
  for (size_t I = 0; I < Facts.size(); ++I) { // Grows while it is walked.
    const auto Overrides = Facts[I].Overrides;
    llvm::for_each(Overrides, Add);
  }
  llvm::sort(Facts, [](const FunctionFact &A, const FunctionFact &B) {
    return A.Id < B.Id;
  });
}

void Extraction::addFunctions() {
  llvm::DenseSet<EntityId> Called;
  for (const CallFact &C : Model.Facts.Facts.Calls)
    if (C.Caller != C.Callee)
      Called.insert(C.Callee);
  bool HasMain = llvm::any_of(
      Definitions, [](const auto &Each) { return Each.second->isMain(); });
  for (auto [Id, F] : Definitions) {
    FunctionFact Fact = functionFact(Id, F);
    Fact.Closed |=
        Called.count(Id) && Model.Closed.isConfinedToMainFile(F, HasMain);
    Model.Facts.Facts.Functions.push_back(std::move(Fact));
  }
  for (EntityId Id : Model.Callables) {
    FunctionFact Fact;
    Fact.Id = Id;
    Fact.HasBody = true;
    // A parameter is called by its function only.
    Fact.Closed = isa<ParmVarDecl>(Model.Facts.decl(Id));
    Model.Facts.Facts.Functions.push_back(std::move(Fact));
  }
  llvm::sort(
      Model.Facts.Facts.Functions,
      [](const FunctionFact &A, const FunctionFact &B) { return A.Id < B.Id; });
}

} // namespace mapwarden
