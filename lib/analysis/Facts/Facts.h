//===- Facts.h - What one translation unit tells ---------------*- C++ -*-===//
//
// Plain data: every fact kind with its meaning and a C++ example. Extract
// writes them, Link and Verdict read them. No clang below here.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_FACTS_FACTS_H
#define MAPWARDEN_FACTS_FACTS_H

#include "Facts/FactParts.h"

namespace mapwarden {

/// One operation on a container.
///   `this->cache_[key] = v;`  → Subscript of This.cache_, Written
struct UseFact {
  SiteId Where = NoSite;
  EntityId Function = NoEntity;
  AccessPath Container;
  MapOp Op = MapOp::Unknown;
  std::string Member;  ///< "emplace", "operator[]", …
  bool Written = true; ///< Subscript, element access: the value is written.
  bool AtomicWrite = false; ///< The written value is atomic.
  bool ByIterator = false;  ///< erase(it), not erase(key).
  uint32_t Context = 0;
  ParamTest OnlyIf;
  /// Growth: the innermost branch around it, as in `if (late) late_.insert(k);`
  SiteId Branch = NoSite;
  KeyFact Key;
  ValueFact Value;
  /// Erase of what a path names: the erased element was reached through it.
  LockSet Locks;
  bool isGrowth() const {
    return Op == MapOp::Insert || Op == MapOp::InsertOrAssign ||
           Op == MapOp::Subscript || Op == MapOp::Resize;
  }
  bool isRemoval() const {
    return Op == MapOp::Erase || Op == MapOp::Take || Op == MapOp::Clear ||
           Op == MapOp::Replace;
  }
};

/// A container, or a reference or pointer to one, leaves the model's sight.
///   `unknownFunction(m);`  `return m;` (as a non-const reference)
struct EscapeFact {
  SiteId Where = NoSite;
  EntityId Function = NoEntity;
  AccessPath Container;
  /// A function without a visible body received it; NoEntity: returned/stored.
  EntityId Callee = NoEntity;
};

/// A comparison of a container's size with a limit that decides something.
///   `if (m.size() >= kMax) return;`   `return m.size() > limit_;` (predicate)
struct SizeTestFact {
  SiteId Where = NoSite;
  EntityId Function = NoEntity;
  AccessPath Container;
  bool Predicate = false; ///< The function returns the outcome.
};

/// A bool field or variable is read while locks are held.
///   `std::lock_guard l(mutex_); if (releasing_) return;`
struct FlagTestFact {
  SiteId Where = NoSite;
  EntityId Function = NoEntity;
  AccessPath Flag;
  LockSet Locks;
};

/// A call of a function whose identity is known.
struct CallFact {
  SiteId Where = NoSite;
  EntityId Caller = NoEntity;
  EntityId Callee = NoEntity;
  uint32_t Context = 0;
  ParamTest OnlyIf;
  /// Bits by parameter: it is given true, or false, be it by default.
  uint16_t GivesTrue = 0, GivesFalse = 0;
  bool InCondition = false; ///< Decides a branch: `if (full()) return;`
  bool Virtual = false;
  AccessPath Object; ///< `object.callee(…)`, This if implicit.
  llvm::SmallVector<AccessPath, 0> Args;  ///< What each argument names.
  llvm::SmallVector<KeyFact, 0> Keys;     ///< Each argument read as a key.
  llvm::SmallVector<ValueFact, 0> Values; ///< Each argument read as a value.
  LockSet Locks;
};

/// An owned value is given back or handed on, or a variable that held it.
///   `delete it->second;`  `fclose(f)`  `return p;`  `other.push_back(p)`
struct ReleaseFact {
  /// By delete, free, fclose…; returned, stored elsewhere, passed to an unknown
  /// function; overwritten by null or reset.
  enum Kind : uint8_t { Released, HandedOn, Nulled };
  SiteId Where = NoSite;
  EntityId Function = NoEntity;
  Kind How = Released;
  AccessPath Value;         ///< The place of the value: m Element, or a local.
  EntityId Type = NoEntity; ///< The released class, when it is one.
  bool Aggregate = false;   ///< A struct that holds it, not the pointer.
  EntityId Into = NoEntity; ///< Function it was passed to.
  uint8_t Arg = 0;
  /// HandedOn by storing it: the variable, field or container that has it now;
  /// a Temporary in `unique_ptr<T>(p)`. Unknown: returned or passed on.
  AccessPath Place;
};

/// After an insertion something fails, and the function says so and leaves:
///   `pending_[id] = r; if (!send(r)) return false;`
///   `auto sent = send(r); if (!sent.answer.wait_for(limit)) throw TimedOut();`
struct GiveUpFact {
  SiteId Where = NoSite; ///< The return or throw.
  EntityId Function = NoEntity;
  SiteId After = NoSite;      ///< The insertion, or the call that makes it.
  EntityId Callee = NoEntity; ///< What failed.
};

/// `Upload *u = it->second;`: the local holds a copy of a stored value.
struct CarryFact {
  EntityId Function = NoEntity;
  EntityId Local = NoEntity;
  AccessPath From;
};

/// How a function is entered and who may call it.
struct FunctionFact {
  EntityId Id = NoEntity;
  EntityId Owner = NoEntity;  ///< Its class.
  EntityId Parent = NoEntity; ///< The function a lambda stands in.
  bool HasBody = false;
  bool IsConstructor = false;
  bool IsDestructor = false;
  bool IsMove = false; ///< Move/copy constructor or assignment.
  bool IsMain = false;
  bool IsVirtual = false;
  bool IsLambda = false;
  bool IsDeferredLambda = false; ///< Stored, returned or run on another thread.
  bool AddressTaken = false;
  bool Closed = false;       ///< All its callers are in this unit (or program).
  bool IsPrivate = false;    ///< A private method: only its class may call it.
  bool TeardownName = false; ///< stop(), shutdown()…
  bool SetupName = false;    ///< start(), loadAll()… without parameters.
  bool InitByOption = false; ///< Matches the option InitFunctions.
  bool IsRemover = false;    ///< MAPWARDEN_REMOVER.
  /// Calls, or names, something of which nobody knows here what it does.
  ///   `onExpired_(id);`  `std::thread(&Hub::sweep, this)`
  bool CallsUnknown = false;
  /// Code that is no part of the program may call it: it overrides a function
  /// of a library, is an operator, or has C linkage.
  bool ForeignCallers = false;
  uint8_t Params = 0;
  llvm::SmallVector<EntityId, 1>
      Overrides;    ///< The virtual functions it overrides.
  RefList Returns;  ///< What its value may refer to.
  LockSet Requires; ///< From attributes: held by every caller.
};

/// How an object of a class comes to be, and what keeps it.
///   `static Hub hub;`  `Hub hub;` in main
///   `hubs_.push_back(make_unique<Hub>())`
struct InstanceFact {
  enum Holder : uint8_t {
    Static,    ///< Static or thread storage duration.
    MainLocal, ///< An Outermost local of main or a part of it; set by Link.
    Local,     ///< Any other local, parameter or temporary.
    Member,    ///< Field `HeldBy`.
    Element,   ///< Element of container `HeldBy`.
    Other,     ///< Returned, passed on: not known.
  };
  SiteId Where = NoSite;
  EntityId Record = NoEntity;
  EntityId Function = NoEntity; ///< Where it is made.
  Holder How = Other;
  EntityId HeldBy = NoEntity; ///< Field or variable.
  bool Outermost = false;     ///< HeldBy is a local outside of all loops.
};

struct RecordFact {
  EntityId Id = NoEntity;
  llvm::SmallVector<EntityId, 2> Bases;
  bool RunsService = false; ///< Has a thread or an event loop among its fields.
};

/// What the values of a container are, as far as ownership goes.
enum class ValueShape : uint8_t {
  Plain,
  RawPointer, ///< Also inside pair/struct/vector values.
  Integer,    ///< May be a handle.
  Owner,      ///< unique_ptr, shared_ptr, values with destructors.
  Weak,
};

/// One container type out of a nest of them.
///   `std::map<std::string, std::set<int>> m`: level 0 the map, level 1 the set
struct LevelFact {
  ContainerRow Row;
  bool KeysFixed = false; ///< By type: enum, bool, 8 bit, type_index.
  bool KeysSmall = false; ///< By type: 16 bit.
  ValueShape Values = ValueShape::Plain;
};

enum class Storage : uint8_t {
  Field,
  Namespace,
  StaticMember,
  StaticLocal,
  ThreadLocal,
  MainLocal, ///< An Outermost local of main or a part of it; set by Link.
  Local,
  Parameter,
};

/// A variable or field that is, points to or wraps a container.
struct ContainerFact {
  EntityId Decl = NoEntity;
  EntityId Owner = NoEntity;    ///< The class of a field.
  EntityId Function = NoEntity; ///< The function of a local.
  uint8_t Param = 0;            ///< The position of a parameter.
  Storage Kept = Storage::Local;
  std::string Type;
  std::string ValueType;
  EntityId ValueRecord =
      NoEntity; ///< The class of (what) the values (point to).
  llvm::SmallVector<LevelFact, 2> Levels;
  bool IsConst = false;
  bool IsReference = false; ///< Reference or non-owning pointer member.
  bool Guarded = false;     ///< Synchronized<Map>: locked by its wrapper.
  bool Closed = false;      ///< Every access is in this unit (or program).
  bool IsPrivate = false;   ///< A private or protected member.
  bool Outermost = false;   ///< A local outside of all loops.
  std::string BoundedBy;    ///< MAPWARDEN_BOUNDED_BY(…): "max;who".
  /// clang's guarded_by attribute, or MAPWARDEN_GUARDED_BY(…).
  EntityId GuardedBy = NoEntity;
  std::string LockNotFound; ///< The latter, when there is no such lock.
  bool OwnsValues = false;  ///< MAPWARDEN_OWNED_VALUES.
  bool OwnsNothing = false; ///< The same, and no part of a value can be owned.
};

/// A reference to an element is used after something that may invalidate it.
///   `auto &x = m[a]; m[b]; x.n++;`
struct StaleFact {
  enum Kind : uint8_t { Used, Stored, Returned, Captured, OneExpression };
  SiteId Bind = NoSite; ///< NoSite: a parameter.
  SiteId Mutation = NoSite;
  SiteId Use = NoSite;
  EntityId Function = NoEntity;
  Kind How = Used;
  RefKind Referrer = RefKind::Lvalue;
  /// The element the reference denotes. A parameter of the function by itself:
  /// what its callers pass, if that is an element.
  AccessPath Element;
  /// Element is rooted in the result of this call, whose body is not in sight:
  /// index into TUFacts::Calls. What the callee returns says what it denotes.
  uint32_t Source = ~0u;
  std::string Variable;  ///< What the code calls it.
  bool SameKey = false;  ///< Mutation names the same key or iterator.
  bool OtherKey = false; ///< Mutation names a key that may differ.
  /// The direct operation, or the call that has to be resolved.
  MapOp Op = MapOp::Unknown;
  /// The container of the direct operation, a prefix of Element. Unknown: the
  /// one that directly encloses the element.
  AccessPath Mutated;
  uint32_t Call = ~0u; ///< Index into TUFacts::Calls.
  /// The result of the call was tested and is true on every path to the use:
  /// `if (!connect(it->second)) return;` where failure removes the element.
  bool Succeeded = false;
  bool Unlocked = false; ///< The mutation is the release of lock `Lock`.
  AccessPath Lock;
};

/// A home-made table marks a slot as free but leaves its value as it was.
///   `slot.state = State::Deleted;`
struct TombstoneFact {
  SiteId Where = NoSite;
  EntityId Map = NoEntity; ///< Soft delete: the map the slot is an element of.
  EntityId Function = NoEntity;
  std::string Slot;  ///< How the code names the slot.
  std::string Value; ///< The field that keeps its value.
  std::string Mark;  ///< The field that is written.
};

/// Part of the program was not understood: conclusions from absence do not
/// hold for what it can reach. Only in the facts of a whole program.
struct GapFact {
  std::string Source;  ///< The unit's main file.
  bool Failed = false; ///< Not parsed at all; else with errors.
  /// Failed, or cut off by a fatal error: Files are not all of its headers.
  bool HeadersUnknown = false;
  /// The files that are known to be part of the unit.
  std::vector<uint32_t> Files;
  /// Containers that one of these declares, wherever they are defined; sorted.
  /// Empty where the headers are not known.
  std::vector<EntityId> Declared;
  /// Of a unit that was cut off: the identifiers in its main file; sorted.
  std::vector<std::string> Mentions;
};

/// Everything one translation unit tells, or a program after merge().
/// Independent of order.
struct TUFacts {
  bool WholeProgram = false; ///< Merged: all units of a program.
  std::vector<std::string> Files;
  std::vector<Site> Sites;
  std::vector<Entity> Entities;
  std::vector<ContainerFact> Containers;
  std::vector<FunctionFact> Functions;
  std::vector<RecordFact> Records;
  std::vector<InstanceFact> Instances;
  std::vector<UseFact> Uses;
  std::vector<EscapeFact> Escapes;
  std::vector<SizeTestFact> SizeTests;
  std::vector<FlagTestFact> FlagTests;
  std::vector<CallFact> Calls;
  std::vector<ReleaseFact> Releases;
  std::vector<GiveUpFact> GiveUps;
  std::vector<CarryFact> Carries;
  std::vector<StaleFact> Stales;
  std::vector<TombstoneFact> Tombstones;
  std::vector<GapFact> Gaps; ///< Of a whole program; sorted by source.
};

} // namespace mapwarden

#endif
