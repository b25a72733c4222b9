#include "MapUses.h"
#include "Model/Types.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::mapwarden {

namespace {

class UseCollector : public RecursiveASTVisitor<UseCollector> {
public:
  explicit UseCollector(const ValueDecl *D) : D(D) {}

  bool TraverseDecl(Decl *Next) {
    if (!Next || (!isa<TranslationUnitDecl>(Next) &&
                  ::mapwarden::isInSystemHeader(Next)))
      return true;
    const auto *F = dyn_cast<FunctionDecl>(Next);
    const FunctionDecl *Before = In;
    if (F)
      In = F;
    bool Result = RecursiveASTVisitor::TraverseDecl(Next);
    In = Before;
    return Result;
  }
  bool TraverseLambdaExpr(LambdaExpr *L) {
    const FunctionDecl *Before = In;
    In = L->getCallOperator();
    bool Result = RecursiveASTVisitor::TraverseLambdaExpr(L);
    In = Before;
    return Result;
  }
  bool dataTraverseStmtPre(Stmt *S) {
    Stack.push_back(S);
    return true;
  }
  bool dataTraverseStmtPost(Stmt *) {
    Stack.pop_back();
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    add(R, R->getDecl());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    add(M, M->getMemberDecl());
    return true;
  }

  std::vector<MapUse> Uses;

private:
  void add(const Expr *Ref, const ValueDecl *Named);
  /// Removes the statement around from \p Rest; passes what changes nothing.
  static const Stmt *takeParent(ArrayRef<const Stmt *> &Rest);

  const ValueDecl *D;
  const FunctionDecl *In = nullptr;
  llvm::SmallVector<const Stmt *, 32> Stack;
};

} // namespace

const Stmt *UseCollector::takeParent(ArrayRef<const Stmt *> &Rest) {
  while (!Rest.empty()) {
    const Stmt *P = Rest.back();
    Rest = Rest.drop_back();
    if (!isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr>(P))
      return P;
  }
  return nullptr;
}

void UseCollector::add(const Expr *Ref, const ValueDecl *Named) {
  if (Named->getCanonicalDecl() != D->getCanonicalDecl())
    return;
  MapUse U;
  U.Ref = Ref;
  U.In = In;
  U.InTemplate = In && In->isDependentContext();
  ArrayRef<const Stmt *> Rest(Stack);
  if (!Rest.empty() && Rest.back() == Ref)
    Rest = Rest.drop_back();
  U.Around = takeParent(Rest);
  if (const auto *M = dyn_cast_or_null<MemberExpr>(U.Around);
      M && isa<CXXMethodDecl>(M->getMemberDecl())) {
    const Stmt *C = takeParent(Rest);
    U.Call = dyn_cast_or_null<CXXMemberCallExpr>(C);
    U.Member = M->getMemberDecl()->getNameAsString();
  } else if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(U.Around);
             O && O->getOperator() == OO_Subscript &&
             O->getArg(0)->IgnoreParenImpCasts() == Ref) {
    U.Call = O;
    U.Member = "operator[]";
  }
  if (U.Call)
    U.Around = takeParent(Rest);
  Uses.push_back(std::move(U));
}

std::vector<MapUse> usesOf(const ValueDecl *D, const ASTContext &Context) {
  UseCollector Collector(D);
  Collector.TraverseDecl(Context.getTranslationUnitDecl());
  return std::move(Collector.Uses);
}

//===--- The declaration --------------------------------------------------===//

static bool isEmptyInit(const Expr *Init) {
  if (!Init)
    return true;
  Init = Init->IgnoreImplicit();
  if (const auto *C = dyn_cast<CXXConstructExpr>(Init))
    return llvm::all_of(C->arguments(), [](const Expr *A) {
      return isa<CXXDefaultArgExpr>(A);
    });
  const auto *L = dyn_cast<InitListExpr>(Init);
  return L && L->getNumInits() == 0;
}

static bool isPlainDeclaration(const ValueDecl *D) {
  const DeclContext *Scope = D->getDeclContext();
  if (Scope->isDependentContext() ||
      isa<ClassTemplateSpecializationDecl>(Scope))
    return false;
  if (const auto *F = dyn_cast<FunctionDecl>(Scope);
      F && F->getTemplateInstantiationPattern())
    return false;
  if (const auto *V = dyn_cast<VarDecl>(D))
    return std::distance(V->redecls_begin(), V->redecls_end()) == 1 &&
           isEmptyInit(V->getInit());
  const auto *F = dyn_cast<FieldDecl>(D);
  return F && isEmptyInit(F->getInClassInitializer());
}

std::optional<WrittenMap> writtenMap(const ValueDecl *D,
                                     const ASTContext &Context) {
  const auto *Declared = dyn_cast_or_null<DeclaratorDecl>(D);
  if (!Declared || !Declared->getTypeSourceInfo() || !isPlainDeclaration(D))
    return std::nullopt;
  auto T = Declared->getTypeSourceInfo()
               ->getTypeLoc()
               .getUnqualifiedLoc()
               .getAs<TemplateSpecializationTypeLoc>();
  const TemplateDecl *Template =
      T ? T.getTypePtr()->getTemplateName().getAsTemplateDecl() : nullptr;
  if (!Template || !isa<ClassTemplateDecl>(Template) ||
      T.getBeginLoc().isMacroID() || T.getEndLoc().isMacroID() ||
      D->getLocation().isMacroID() || D->getEndLoc().isMacroID())
    return std::nullopt;
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &Lang = Context.getLangOpts();
  // `Map<K, V> a, b;`, `Map<K, V> const m;`: one edit would hit both, or part.
  auto Name = Lexer::findNextToken(T.getRAngleLoc(), SM, Lang);
  auto After = Lexer::findNextToken(D->getEndLoc(), SM, Lang);
  if (!Name || Name->getLocation() != D->getLocation() || !After ||
      After->isNot(tok::semi))
    return std::nullopt;
  WrittenMap Result;
  Result.Decl = D;
  Result.Name = SourceRange(T.getBeginLoc(), T.getTemplateNameLoc());
  Result.Whole = SourceRange(T.getBeginLoc(), T.getRAngleLoc());
  Result.Template = ::mapwarden::qualifiedName(Template);
  for (unsigned I = 0; I < T.getNumArgs(); ++I)
    Result.Arguments.push_back(T.getArgLoc(I).getSourceRange());
  return Result;
}

} // namespace clang::tidy::mapwarden
