//===- Extraction.h - From an AST to facts ---------------------*- C++ -*-===//
#ifndef MAPWARDEN_EXTRACT_EXTRACTION_H
#define MAPWARDEN_EXTRACT_EXTRACTION_H

#include "Model/FunctionModeler.h"

namespace mapwarden {

struct AnalysisOptions {
  /// Functions whose insertions are start-up work, by unqualified or qualified
  /// name.
  std::vector<std::string> InitFunctions;
  /// Facts will be merged with those of other units: entities get USR and
  /// Scope.
  bool WholeProgram = false;
};

/// What extraction leaves for the faces: the facts, and the way back from
/// sites and entities to the AST.
class Extraction {
public:
  Extraction(const clang::ASTContext &Context, const Catalog &Rows,
             AnalysisOptions Options)
      : Model(Context, Rows, Options.WholeProgram),
        Options(std::move(Options)) {}

  /// Walks the user's code of the translation unit once. Code in system
  /// headers, invalid declarations and uninstantiated bodies that an
  /// instantiation shows better are left out.
  void run();

  /// The expression a use stands for; null for entities without one.
  const clang::Stmt *useStmt(uint32_t Use) const { return UseStmts[Use]; }
  /// Null for NoEntity.
  const clang::NamedDecl *decl(EntityId Id) const {
    return Id == NoEntity ? nullptr : Model.Facts.decl(Id);
  }
  clang::SourceLocation location(SiteId Id) const {
    return Model.Facts.location(Id);
  }
  const TypeModel &types() const { return Model.Types; }
  PathResolver &paths() { return Model.Paths; }

  TUFacts takeFacts() { return std::move(Model.Facts.Facts); }

private:
  void collectAll(const clang::DeclContext *Scope);
  void collect(const clang::Decl *D);
  void collectRecord(const clang::CXXRecordDecl *R);
  void collectFunction(const clang::FunctionDecl *F);
  void collectVariable(const clang::VarDecl *V);
  void collectInitializer(const clang::Expr *Initializer);
  void collectNamed(const clang::Stmt *S, const clang::Stmt *Parent);
  void noteDeclared(const clang::DeclaratorDecl *D);

  void model(const clang::FunctionDecl *F);
  void modelBody(const clang::FunctionDecl *F, const Surroundings &Around);
  void append(FunctionModel &&F);

  void addRecord(const clang::CXXRecordDecl *R);
  void addHolder(const clang::DeclaratorDecl *D, InstanceFact::Holder How);
  void addContainers();
  ContainerFact containerFact(EntityId Id, const clang::DeclaratorDecl *D);
  void addLevels(ContainerFact &C, clang::QualType T);
  void readAnnotations(ContainerFact &C, const clang::DeclaratorDecl *D);
  void addFunctions();
  void addBodilessFunctions();
  FunctionFact functionFact(EntityId Id, const clang::FunctionDecl *F);
  bool isInit(const clang::FunctionDecl *F) const;

  ModelContext Model;
  AnalysisOptions Options;
  std::vector<const clang::Stmt *> UseStmts;
  std::vector<const clang::FunctionDecl *> Functions;
  llvm::DenseSet<const clang::Decl *> Seen;
  /// How often a function was modelled: once per instantiation, up to a limit.
  llvm::DenseMap<EntityId, unsigned> Modelled;
  llvm::DenseMap<EntityId, const clang::FunctionDecl *> Definitions;
  llvm::DenseMap<EntityId, EntityId> LambdaParents;
  std::set<EntityId> Declared; ///< Containers, used or not.
};

/// Statements in home-made tables that only mark a slot as free.
void findTombstones(const clang::FunctionDecl *F, ModelContext &M);

} // namespace mapwarden

#endif
