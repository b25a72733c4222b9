//===- AccessPath.h - Where an expression's storage lives ------*- C++ -*-===//
//
// The one name for "which object is meant" in all facts. No clang below here.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_FACTS_ACCESSPATH_H
#define MAPWARDEN_FACTS_ACCESSPATH_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>
#include <tuple>

namespace mapwarden {

/// Index of a declaration in TUFacts::Entities.
using EntityId = uint32_t;
inline constexpr EntityId NoEntity = ~0u;

/// Index of a source position in TUFacts::Sites.
using SiteId = uint32_t;
inline constexpr SiteId NoSite = ~0u;

/// What an access path starts from, as the function that owns the path sees it.
enum class RootKind : uint8_t {
  Unknown,   ///< Something the model could not follow.
  This,      ///< `*this` of the function's class.
  Param,     ///< Parameter `Index` of function `Entity`.
  Global,    ///< Variable `Entity` of static or thread storage duration.
  Local,     ///< Variable `Entity` of automatic storage duration.
  Result,    ///< What a call of function `Entity` returned.
  Temporary, ///< A prvalue that dies with the full expression.
};

/// One step from an object to a part of it.
enum class StepKind : uint8_t {
  Field,   ///< `.Field`.
  Element, ///< An element of a container: `m[k]`, `*it`, `it->second`.
  Key,     ///< The key part of an element: `it->first`.
  Deref,   ///< The pointee of a raw or smart pointer.
};

struct Step {
  StepKind Kind = StepKind::Field;
  EntityId Field = NoEntity;
  friend bool operator==(const Step &A, const Step &B) {
    return A.Kind == B.Kind && A.Field == B.Field;
  }
  friend bool operator<(const Step &A, const Step &B) {
    return std::tie(A.Kind, A.Field) < std::tie(B.Kind, B.Field);
  }
};

/// The declaration that names a container, and how many containers deep the
/// meant container lies in it: `std::map<K, std::set<V>> m` is (m, 0), any of
/// its inner sets (m, 1). Objects of one class are not told apart.
struct ContainerRef {
  EntityId Decl = NoEntity;
  uint8_t Depth = 0;
  friend bool operator==(ContainerRef A, ContainerRef B) {
    return A.Decl == B.Decl && A.Depth == B.Depth;
  }
  friend bool operator<(ContainerRef A, ContainerRef B) {
    return std::tie(A.Decl, A.Depth) < std::tie(B.Decl, B.Depth);
  }
};

/// A root and the steps from it: `this->byUser_[user].sessions` is
/// This .byUser_ Element .sessions.
struct AccessPath {
  static constexpr unsigned MaxSteps = 8;

  RootKind Root = RootKind::Unknown;
  uint8_t Index = 0;
  EntityId Entity = NoEntity;
  llvm::SmallVector<Step, 2> Steps;

  bool isKnown() const { return Root != RootKind::Unknown; }

  /// Appends a step; a path that grows too long becomes unknown, because a
  /// shortened path would name another object.
  AccessPath with(StepKind Kind, EntityId Field = NoEntity) const;
  AccessPath field(EntityId F) const { return with(StepKind::Field, F); }
  AccessPath element() const { return with(StepKind::Element); }
  AccessPath deref() const { return with(StepKind::Deref); }

  /// True when \p Prefix names this object or one that contains it.
  bool startsWith(const AccessPath &Prefix) const;
  /// True when a step of kind \p Kind occurs at or after step \p From.
  bool hasStep(StepKind Kind, unsigned From = 0) const;

  /// The path of the innermost container that holds the named object, i.e. the
  /// path before its last Element step; none when there is no such step.
  std::optional<AccessPath> enclosingContainer() const;

  /// The object of which this names a field, or a part of one: the path before
  /// its last Field step; none when there is no such step.
  std::optional<AccessPath> holder() const;

  /// The declaration that names this path when read as a container; none for
  /// paths rooted in a parameter, a result or nothing known without a field.
  std::optional<ContainerRef> containerRef() const;

  /// Number of Element steps behind the last Field step (or the root).
  uint8_t depth() const;
  /// True when no Field step occurs: the root itself names the container.
  bool isRootNamed() const { return !hasStep(StepKind::Field); }

  friend bool operator==(const AccessPath &A, const AccessPath &B) {
    return A.Root == B.Root && A.Entity == B.Entity && A.Index == B.Index &&
           A.Steps == B.Steps;
  }
  friend bool operator<(const AccessPath &A, const AccessPath &B);
};

/// \p Callee is a path as a callee sees it; replaces its root by \p Base and
/// keeps the steps.
AccessPath rebase(const AccessPath &Callee, const AccessPath &Base);

/// How an expression or variable refers to the object a path names.
enum class RefKind : uint8_t {
  Lvalue,   ///< The object itself, or a reference to it.
  Pointer,  ///< A raw pointer to it.
  Iterator, ///< An iterator that denotes it.
  View,     ///< A string_view, span, ArrayRef… into its buffer.
  Copy,     ///< A copy of it: not affected by what happens to the original.
};

struct Ref {
  AccessPath Path;
  RefKind Kind = RefKind::Lvalue;
  friend bool operator==(const Ref &A, const Ref &B) {
    return A.Kind == B.Kind && A.Path == B.Path;
  }
};
using RefList = llvm::SmallVector<Ref, 1>;

} // namespace mapwarden

#endif
