//===- FunctionModeler.h - A body becomes events ---------------*- C++ -*-===//
#ifndef MAPWARDEN_MODEL_FUNCTIONMODELER_H
#define MAPWARDEN_MODEL_FUNCTIONMODELER_H

#include "Model/Insertion.h"
#include "Model/ModelContext.h"
#include "Model/Surroundings.h"
#include <set>

namespace mapwarden {

/// The arguments of \p C that the code spells, from number \p From on.
ExprList argumentsOf(const clang::CallExpr *C, unsigned From = 0);

/// Walks one function (or lambda) body once, in evaluation order, and turns
/// what it sees into events and facts.
class FunctionModeler {
public:
  /// \param Around the surroundings of the outermost function.
  FunctionModeler(ModelContext &M, const clang::FunctionDecl *F,
                  const Surroundings &Around)
      : M(M), F(F), Self(M.Facts.entity(F)), Around(Around) {}

  FunctionModel run();

private:
  void walk(const clang::Stmt *Root);
  void visit(const clang::Stmt *S);

  void elementParams();

  // Declarations, assignments, jumps.
  void temporaryGuard(const clang::Expr *E);
  void declaration(const clang::VarDecl *V, const clang::DeclStmt *At);
  bool assignVariable(const clang::Expr *Left, const clang::Expr *Right,
                      const clang::Expr *At);
  void assignment(const clang::Expr *Left, const clang::Expr *Right,
                  const clang::Expr *At);
  void increment(const clang::Expr *Operand, const clang::Expr *At);
  void comparison(const clang::BinaryOperator *B);
  bool isPartOfElement(const clang::Expr *E);
  void countedGuards();
  void returned(const clang::ReturnStmt *R);
  void reference(const clang::DeclRefExpr *R);
  void lambda(const clang::LambdaExpr *L);
  bool isDeferred(const clang::LambdaExpr *L);
  /// \param Value what is assigned, if anything.
  void elementWrite(const clang::Expr *Left, const clang::Expr *At,
                    const clang::Expr *Value = nullptr);
  bool isReadElsewhere(const clang::Expr *Left) const;
  bool isThroughFoundIterator(const clang::Expr *E) const;

  // Calls.
  void call(const clang::CallExpr *C);
  void operatorCall(const clang::CXXOperatorCallExpr *O,
                    const clang::FunctionDecl *Callee);
  void endsObject(const clang::Expr *Holder);
  void memberCall(const clang::CXXMemberCallExpr *C,
                  const clang::FunctionDecl *Callee);
  void construct(const clang::CXXConstructExpr *C);
  bool containerCall(const clang::CallExpr *C, const clang::Expr *Object,
                     const clang::CXXMethodDecl *Method, std::string Name,
                     llvm::ArrayRef<const clang::Expr *> Args);
  bool isFromDeadHolder(const clang::Expr *Object) const;
  /// What operation \p C takes out of a container is lost in this function.
  bool dies(const clang::CallExpr *C, MapOp Op,
            llvm::ArrayRef<const clang::Expr *> Args) const;
  bool nodeDies(const clang::CallExpr *Extract) const;
  bool contentDies(const clang::CallExpr *Swap, const clang::Expr *Other) const;
  void keepsArguments(const clang::CallExpr *C, const clang::Expr *Object,
                      const ContainerType &Of, const Inserted &In,
                      const ExprList &List);
  void keepsInField(const clang::FieldDecl *Field, const clang::Expr *Init);
  bool makesObject(const clang::CallExpr *C, const clang::FunctionDecl *Callee);
  bool dependentCall(const clang::CallExpr *C);
  bool libraryCall(const clang::CallExpr *C, const clang::FunctionDecl *Callee);
  void userCall(const clang::Expr *C, const clang::FunctionDecl *Callee,
                const clang::Expr *Object,
                llvm::ArrayRef<const clang::Expr *> Args);
  bool isReferenceForCall(const clang::Expr *C,
                          const clang::FunctionDecl *Callee) const;
  void callableCall(const clang::CXXOperatorCallExpr *C);
  /// A call of \p Callee that \p Spelled stands for, made when statement
  /// \p At runs. Valid until the next one is added.
  CallFact &addCall(EntityId Callee, const clang::Expr *Spelled,
                    const clang::Stmt *At);
  void fillCallable(EntityId Callable, const clang::Expr *Value);
  static EntityId callablesIn(const AccessPath &Container);
  EntityId callableOf(const clang::Expr *E);
  EntityId callableBehind(const clang::Expr *E);
  void passedToOverridden(const clang::ParmVarDecl *P, const clang::Expr *At);
  void passContainers(const clang::Expr *C, const clang::FunctionDecl *Callee,
                      llvm::ArrayRef<const clang::Expr *> Args);
  void flag(const clang::Expr *E);
  void lockOperations(const clang::Stmt *At, const LockOperations &Ops);
  void addUse(const clang::Expr *At, AccessPath Container, MapOp Op,
              llvm::StringRef Member, const clang::Expr *Key = nullptr,
              const clang::Expr *Value = nullptr);

  bool onlyCallerLearns(const clang::Expr *Key) const;
  void markPutBack();
  void findGiveUps();
  void findGiveUps(const clang::Stmt *Begin, const clang::VarDecl *Waited);
  std::string erasedKey(size_t Use);
  bool isWrittenBetween(llvm::StringRef Key, size_t From, size_t To) const;

  // Locks that are taken for some data only.
  AccessPath questionIn(const clang::Expr *Condition) const;
  AccessPath questionBefore(const clang::Stmt *Lock) const;
  bool asksTheSame(const clang::Stmt *S) const;

  // Ownership.
  /// Where a released value goes: into a place, or to a function.
  struct Destination {
    AccessPath Place;
    EntityId Function = NoEntity;
    unsigned Arg = 0;
  };
  void release(const clang::Expr *Value, ReleaseFact::Kind How,
               const clang::Stmt *At, const Destination &To);
  void release(const clang::Expr *Value, ReleaseFact::Kind How,
               const clang::Stmt *At) {
    release(Value, How, At, Destination());
  }
  /// `state = State();`, `cache.reset();`: \p New is null when nothing takes
  /// the old object's place.
  void replaced(const clang::Expr *Object, const clang::Expr *New,
                const clang::Expr *At, llvm::StringRef Member);
  void replaceContainers(AccessPath Place, clang::QualType T,
                         const clang::Expr *At, llvm::StringRef Member,
                         unsigned Depth);
  bool isTestedHere(const clang::Expr *Pointer) const;
  void instance(const clang::CXXRecordDecl *R, const clang::Expr *Made);
  void heldByMain(const clang::VarDecl *V);
  void instanceOf(const clang::VarDecl *V, const clang::Stmt *At);

  void event(Event E);
  bool refersIntoContainer(const RefList &Refs) const;

  ModelContext &M;
  const clang::FunctionDecl *F;
  EntityId Self;
  const Surroundings &Around;
  FunctionModel Result;
  std::set<AccessPath> LookedUp; ///< Containers searched so far.
  /// What decided whether locks were taken so far; see ConditionalLocks.cpp.
  std::vector<AccessPath> Questions;
  /// Integers this function counts up, and comparisons of integers that decide
  /// something: together a size limit kept by hand.
  llvm::DenseSet<const clang::ValueDecl *> Incremented;
  llvm::SmallVector<std::pair<const clang::ValueDecl *, SiteId>, 2> CountTests;
};

} // namespace mapwarden

#endif
