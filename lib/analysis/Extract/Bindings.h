//===- Bindings.h - References to elements and their enemies ---*- C++ -*-===//
//
// The static side of StaleFlow: which bindings a function has, what could
// invalidate them, and how the two relate. No state.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_EXTRACT_BINDINGS_H
#define MAPWARDEN_EXTRACT_BINDINGS_H

#include "Extract/ElementNames.h"
#include "Extract/Flow.h"

namespace mapwarden {

/// A variable refers to an element since event `Bound`.
struct Binding {
  const clang::VarDecl *Var = nullptr;
  Ref To;
  const clang::Stmt *At = nullptr; ///< Null for a parameter.
  ElementName Name;
  /// The elements its initialiser mentions: `find(inner.begin(), …)`.
  llvm::SmallVector<ElementName, 4> Sources;
  llvm::SmallVector<AccessPath, 0> Locks; ///< Held when it was bound.
  /// The call that returned the reference, when only another unit knows to
  /// what: index into FunctionModel::Calls.
  uint32_t Source = ~0u;
  /// A parameter: only the callers know to what it refers.
  bool isParameter() const { return !At; }
};

/// Something that may invalidate bindings.
struct Mutation {
  enum Kind : uint8_t { Use, Call, Unlock };
  Kind What = Use;
  uint32_t Index = 0; ///< Of the use or call.
  const clang::Stmt *At = nullptr;
  AccessPath Lock;
};

/// How a mutation's key relates to the element of a binding.
enum KeyRelation : uint8_t { Unrelated = 0, SameElement = 1, OtherElement = 2 };
/// A further bit beside these: the result of the call was not tested, or false.
inline constexpr uint8_t NotSucceeded = 4;

class BindingTable {
public:
  BindingTable(const FunctionModel &F, Flow &G, const ElementNames &Names,
               llvm::BitVector Quiet);

  llvm::ArrayRef<Binding> all() const { return Bindings; }
  /// The bindings that event (or the step of its increment) makes.
  llvm::ArrayRef<uint32_t> of(uint32_t Event) const;
  /// The bindings that hold when the function is entered: of parameters.
  uint32_t countAtEntry() const { return F.ElementParams.size(); }
  /// Numbers of the mutations a step stands for; the table grows on demand.
  uint32_t mutation(Mutation M);
  const Mutation &mutation(uint32_t I) const { return Mutations[I]; }

  /// Whether use \p U can invalidate \p B, and whose element it names;
  /// \p Renamed: the variables of either name have changed since.
  KeyRelation relate(uint32_t Use, const Binding &B, bool Renamed) const;
  /// Whether call \p C passes a key that the call \p B came from was given.
  bool repeatsKey(uint32_t C, const Binding &B) const;
  /// Whether the key of \p B's element mentions a variable called \p Name.
  bool isKeyedBy(const Binding &B, llvm::StringRef Name) const;
  /// Whether an argument of call \p C is the key of \p B's element, named by no
  /// variable of \p Outdated.
  bool passesKey(uint32_t C, const Binding &B,
                 llvm::ArrayRef<const clang::VarDecl *> Outdated) const;
  /// The variable that use \p U names its element with; null if none.
  const clang::VarDecl *keyVariable(uint32_t U) const { return KeyVars[U]; }
  /// The variables that name an element with a copy of what \p V was.
  llvm::ArrayRef<const clang::VarDecl *>
  copiesOf(const clang::VarDecl *V) const;
  /// Whether call \p C may reach the container of \p B.
  bool reaches(uint32_t Call, const Binding &B) const;
  /// Whether the variable of \p B is elsewhere bound to the same container
  /// without \p Lock: then the code does not count on it for reading.
  bool boundWithout(const Binding &B, const AccessPath &Lock) const;
  /// Whether \p Tested is the result of the call that mutation \p I is: the
  /// call itself, or a variable it is assigned to.
  bool isResultOf(const clang::Expr *Tested, uint32_t I) const;
  /// True for uses that change their container.
  bool isMutation(uint32_t Use) const;

private:
  void addParameters();
  void addBindings(const Flow &G);
  void addBinding(uint32_t I, const Event &E);
  uint32_t sourceOf(const Ref &R, const clang::Expr *Value) const;
  void addIncrements();
  bool sameInner(const clang::Expr *Object, const Binding &B) const;
  KeyRelation relateParameter(uint32_t Use, const Binding &B,
                              bool Renamed) const;
  void addKey(uint32_t Use);
  void addCallKeys(const clang::Stmt *Call);
  void addCopy(const ElementName &Name, const clang::VarDecl *V);

  const FunctionModel &F;
  const ElementNames &Names;
  llvm::BitVector Quiet;
  std::vector<Binding> Bindings;
  llvm::DenseMap<uint32_t, llvm::SmallVector<uint32_t, 2>> ByEvent;
  llvm::DenseMap<const clang::VarDecl *, llvm::SmallVector<uint32_t, 2>> ByVar;
  /// The calls whose results a variable holds.
  llvm::DenseMap<const clang::VarDecl *,
                 llvm::SmallVector<const clang::Expr *, 1>>
      Results;
  std::vector<Mutation> Mutations;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, uint32_t> MutationIds;
  std::vector<ElementName> UseKeys;            ///< Parallel to the uses.
  std::vector<const clang::VarDecl *> KeyVars; ///< Parallel to the uses.
  std::vector<char> KeysAreOwn; ///< Likewise: `it->first`, which is present.
  llvm::DenseMap<const clang::VarDecl *,
                 llvm::SmallVector<const clang::VarDecl *, 1>>
      Copies;
  struct CallKey {
    ElementName Name;
    const clang::VarDecl *Var;
  };
  std::vector<llvm::SmallVector<CallKey, 1>> CallKeys; ///< As the calls.
  llvm::DenseMap<const clang::Stmt *, uint32_t> CallAt;
  std::vector<char> CallMayMutate; ///< Parallel to the calls.
  std::vector<char> CallIsLambda;  ///< Likewise, or a callable object.
};

/// The object whose member is called, or the first argument.
const clang::Expr *objectOf(const clang::Stmt *Use);

/// The argument that names the element: the key or the iterator.
const clang::Expr *keyArgument(const clang::Stmt *Use);

/// \p C, which \p Element lies in, can move the element by growing.
bool movesWith(const AccessPath &Element, const AccessPath &C);

} // namespace mapwarden

#endif
