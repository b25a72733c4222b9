//===- Catalog.h - What is a map, a lock, a wrapper ------------*- C++ -*-===//
//
// The tables of *.def, extended by the user's .mapwarden.yaml, behind look-ups
// by qualified name. Knows no clang.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_CATALOG_CATALOG_H
#define MAPWARDEN_CATALOG_CATALOG_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace mapwarden {

/// What a member function does to its container.
enum class MapOp : uint8_t {
  Unknown,        ///< Not in the table and not const.
  Insert,         ///< Adds when absent; keeps what is there.
  InsertOrAssign, ///< Adds, or overwrites the value that is there.
  Subscript,      ///< Adds a default value when absent; yields the element.
  Resize,         ///< Sets the number of elements of a sequence.
  Erase,          ///< Removes some elements.
  Take,           ///< Removes an element and hands its value to the caller.
  Clear,          ///< Removes all elements.
  Replace,        ///< Exchanges the whole content (swap, =, assign).
  Reserve,        ///< Moves elements about without adding any.
  Lookup,         ///< Finds an element.
  LookupOrThrow,  ///< Finds an element that has to be there.
  Contains,       ///< Tells whether a key is there.
  Iterate,        ///< Walks the elements.
  End,            ///< The past-the-end iterator: touches no element.
  Access,         ///< An element by position.
  Size,           ///< The number of elements.
  Empty,          ///< Whether there are any.
};

/// What the value of a call refers to.
enum class Yields : uint8_t {
  Nothing,
  Element,
  Iterator,
  IteratorBool,
  IteratorPair,
  Pointer,
  Copy,
  Container, ///< The container itself, by another name.
};

enum class Dialect : uint8_t { Any, Std, Llvm, Qt, Wtf, MultiIndex };
enum class Shape : uint8_t {
  Map,
  StringMap, ///< Keys are strings, the first template argument is the value.
  MultiMap,
  Set,
  MultiSet,
  Sequence,
  Fixed,
};

struct MemberRow {
  MapOp Op = MapOp::Unknown;
  Yields Result = Yields::Nothing;
};

/// One row of Containers.def; see there for the meaning of the columns.
struct ContainerRow {
  std::string Name;
  Shape Kind = Shape::Map;
  Dialect Speaks = Dialect::Std;
  bool MovesRefs = false;
  bool MovesIters = false;
  bool EraseMovesRefs = false;
  bool EraseMovesIters = false;
  bool Synchronized = false;
  bool Bounded = false; ///< Never holds more than so many entries.
  /// Rows of a user's class: what its members do; they win over Members.def.
  llvm::StringMap<MemberRow> OwnMembers;

  bool isAssociative() const {
    return Kind != Shape::Sequence && Kind != Shape::Fixed;
  }
  bool isSet() const { return Kind == Shape::Set || Kind == Shape::MultiSet; }
};

/// Claim: no lock, but a flag that keeps others away (never in the catalogue).
enum class LockMode : uint8_t { Exclusive, Shared, Claim };
enum class LockAction : uint8_t { Acquire, Release, Try };
enum class LockTag : uint8_t { Defers, Adopts, Tries };
struct LockRow {
  LockAction Action = LockAction::Acquire;
  LockMode Mode = LockMode::Exclusive;
};

enum class WrapperKind : uint8_t {
  Unique,
  Shared,
  Weak,
  Borrow,
  Value,
  Guarded,
  Atomic,
  View,
};

/// Everything the analysis knows by name. Immutable after load; look-ups are
/// O(1) and may run concurrently. Returned pointers live as long as the
/// catalogue.
class Catalog {
public:
  /// The built-in tables.
  Catalog();

  /// The built-in tables and the rows of a YAML file.
  /// \returns an error that names file, line and column when the file cannot
  /// be read or does not follow the schema of docs/configuration.md.
  static llvm::Expected<Catalog> load(llvm::StringRef YamlPath);

  /// \p QualifiedName without inline namespaces and template arguments.
  const ContainerRow *container(llvm::StringRef QualifiedName) const;
  /// The row that stands for classes recognised by their shape.
  const ContainerRow &shapeRow() const { return ByShape; }
  /// What member \p Name of a container of row \p Row does.
  MemberRow member(const ContainerRow &Row, llvm::StringRef Name) const;

  /// What library function \p Name does to the container it is given.
  std::optional<MapOp> freeFunction(llvm::StringRef Name) const;

  std::optional<LockMode> guard(llvm::StringRef QualifiedName) const;
  std::optional<LockRow> lockMethod(llvm::StringRef Name) const;
  std::optional<LockRow> lockFunction(llvm::StringRef Name) const;
  std::optional<LockTag> lockTag(llvm::StringRef QualifiedName) const;
  std::optional<WrapperKind> wrapper(llvm::StringRef QualifiedName) const;

  /// The function that releases what function \p Creator creates; empty when
  /// it creates nothing to release.
  llvm::StringRef releaserOf(llvm::StringRef Creator) const;
  /// True when \p Function releases a resource (free, fclose, close…).
  bool isReleaser(llvm::StringRef Function) const;

  void addContainer(ContainerRow Row);
  void addGuard(llvm::StringRef Name, LockMode Mode);
  void addLockMethod(llvm::StringRef Name, LockRow Row);
  void addLockFunction(llvm::StringRef Name, LockRow Row);
  void addWrapper(llvm::StringRef Name, WrapperKind Kind);
  void addHandle(llvm::StringRef Creator, llvm::StringRef Releaser);

private:
  llvm::StringMap<ContainerRow> Containers;
  llvm::StringMap<MemberRow>
      Members[static_cast<unsigned>(Dialect::MultiIndex) + 1];
  llvm::StringMap<MapOp> FreeFunctions;
  llvm::StringMap<LockMode> Guards;
  llvm::StringMap<LockRow> LockMethods, LockFunctions;
  llvm::StringMap<LockTag> LockTags;
  llvm::StringMap<WrapperKind> Wrappers;
  llvm::StringMap<std::string> Handles;
  llvm::StringMap<char> Releasers;
  ContainerRow ByShape;
};

} // namespace mapwarden

#endif
