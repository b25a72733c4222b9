//===- FactParts.h - What facts are made of --------------------*- C++ -*-===//
#ifndef MAPWARDEN_FACTS_FACTPARTS_H
#define MAPWARDEN_FACTS_FACTPARTS_H

#include "Catalog/Catalog.h"
#include "Facts/AccessPath.h"
#include <string>
#include <vector>

namespace mapwarden {

/// A position in a source file.
struct Site {
  uint32_t File = 0; ///< Index into TUFacts::Files.
  uint32_t Line = 0;
  uint32_t Column = 0;
};

enum class EntityKind : uint8_t { Variable, Field, Function, Record };

/// A declaration that facts refer to.
struct Entity {
  EntityKind Kind = EntityKind::Variable;
  std::string USR;  ///< Names it in the whole program; empty in a single unit.
  std::string Name; ///< Unqualified, for messages.
  /// Qualified name of what it is declared in ("i2p::data::NetDb"); like USR
  /// empty unless facts are collected for a whole program.
  std::string Scope;
  SiteId Decl = NoSite;
  /// Where its definition stands (a body, a class, a variable); NoSite: it is
  /// only declared in this unit. Like USR for whole programs only.
  SiteId Def = NoSite;
  EntityId Owner = NoEntity; ///< The class of a field.
  bool Internal = false;     ///< Not visible to other translation units.
};

/// How many different keys an insertion can bring.
enum class KeyDomain : uint8_t {
  Fixed,   ///< `m["ok"]`, `m[Color::Red]`, `m[&g]`, `m[typeid(T)]`, `m[x % 8]`.
  Small,   ///< Bounded by its type to 2^16: `std::map<uint16_t, V>`.
  Param,   ///< The caller's: parameter `Param` of the function.
  SameMap, ///< Comes from the same container: an existing key.
  Open,    ///< Strings, integers, pointers to heap objects: no bound.
};

struct KeyFact {
  KeyDomain Domain = KeyDomain::Open;
  uint8_t Param = 0;
  bool Fresh = false; ///< New each time: `m[++last]`, `m[object.get()]`.
  /// Normal form of the key expression; equal texts in one function mean equal
  /// keys as long as the variables in it are not written. Empty: unknown.
  std::string Text;
};

/// Where an inserted value comes from, as far as ownership goes.
enum class ValueOrigin : uint8_t {
  Unknown,
  Fresh,    ///< `new T`, `malloc(n)`, `fopen(…)`, `p.release()`: has to be
            ///< released.
  Borrowed, ///< `&object`, a reference's address: somebody else owns it.
  Param,    ///< Parameter `Param` of the function.
  Null,
  Result, ///< What function `Callee` returned.
};

struct ValueFact {
  ValueOrigin Origin = ValueOrigin::Unknown;
  uint8_t Param = 0;
  EntityId Callee = NoEntity;
  /// The local variable that carried it here, if any: two insertions with the
  /// same carrier store the same object.
  EntityId Carrier = NoEntity;
  /// "delete", "free", "fclose"…; empty when nothing is known.
  std::string Releaser;
};

/// A lock that is held: `Path` is what the code locked. In mode Claim it is a
/// flag that was set under a lock, and is set still.
struct HeldLock {
  AccessPath Path;
  LockMode Mode = LockMode::Exclusive;
};
using LockSet = llvm::SmallVector<HeldLock, 0>;

/// What surrounds a use or a call. Bits of a Context value.
enum ContextBits : uint32_t {
  InLoop = 1 << 0,
  Once = 1 << 1,        ///< call_once, static initialiser, `if (m.empty())`.
  BeforeLoop = 1 << 2,  ///< Before the last loop or call of main or its parts.
  SizeGuarded = 1 << 3, ///< Runs only when a size test of the container allows.
  Unreachable = 1 << 4, ///< The code cannot run: `for (it = m.begin(); it !=
                        ///< m.begin(); …)`.
  Deferred =
      1 << 5, ///< In a callable that is stored or runs on another thread.
  AfterLookup = 1 << 6, ///< The same function looked the same key up before.
  KeyPresent = 1 << 7,  ///< The key is known to be in the container already.
  ResultUsed = 1 << 8,  ///< The value of the operation or call is used.
  WholeRange = 1 << 9,  ///< Inside a loop over the same container.
  ViaTemporaryHolder = 1 << 10, ///< Through a lock holder that is already dead.
  AfterLoop = 1 << 11,   ///< The same, after it; in main and its parts only.
  ContentDies = 1 << 12, ///< What is taken out is lost at once: `m.extract(k);`
  KeyReturned = 1 << 13, ///< The function makes the key up, and tells nobody
                         ///< but its caller: `m[++last] = v; return last;`
  KeyFound = 1 << 14,    ///< On some path here a look-up found the key.
  Admits = 1 << 15,  ///< The caller goes on only if the call returns something.
  PutBack = 1 << 16, ///< The function inserts the key again after the removal:
                     ///< `m.erase(k); m.emplace(k, newer);`
  OldRead = 1 << 17, ///< Element access: the function reads the value, too.
};

/// A parameter of type bool has to be \p Truth for the code to run.
///   `void set(K k, bool on) { if (on) set_.insert(k); else set_.erase(k); }`
struct ParamTest {
  static constexpr uint8_t None = 255;
  uint8_t Param = None;
  bool Truth = false;
};

} // namespace mapwarden

#endif
