//===- EnumNames.h - How enumerators are spelled in print ------*- C++ -*-===//
//
// One table per enumeration that occurs in facts, in the order of its
// enumerators. A facts file holds the number; a number without a name here is
// an error when the file is read.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_FACTS_ENUMNAMES_H
#define MAPWARDEN_FACTS_ENUMNAMES_H

#include "Facts/Unit.h"

namespace mapwarden {

template <class E> struct EnumNames;

/// Last is the last enumerator, so that no name is forgotten.
#define MAPWARDEN_ENUM(E, Last, ...)                                           \
  template <> struct EnumNames<E> {                                            \
    static constexpr llvm::StringLiteral Names[] = {__VA_ARGS__};              \
    static_assert(std::size(Names) == static_cast<size_t>(E::Last) + 1);       \
  };

MAPWARDEN_ENUM(UnitStatus, Failed, "complete", "errors", "cut", "failed")
MAPWARDEN_ENUM(RootKind, Temporary, "unknown", "this", "param", "global",
               "local", "result", "temporary")
MAPWARDEN_ENUM(StepKind, Deref, "field", "element", "key", "deref")
MAPWARDEN_ENUM(RefKind, Copy, "lvalue", "pointer", "iterator", "view", "copy")
MAPWARDEN_ENUM(EntityKind, Record, "variable", "field", "function", "record")
MAPWARDEN_ENUM(KeyDomain, Open, "fixed", "small", "param", "same-map", "open")
MAPWARDEN_ENUM(ValueOrigin, Result, "unknown", "fresh", "borrowed", "param",
               "null", "result")
MAPWARDEN_ENUM(LockMode, Claim, "exclusive", "shared", "claim")
MAPWARDEN_ENUM(MapOp, Empty, "unknown", "insert", "insert-or-assign",
               "subscript", "resize", "erase", "take", "clear", "replace",
               "reserve", "lookup", "lookup-or-throw", "contains", "iterate",
               "end", "access", "size", "empty")
MAPWARDEN_ENUM(Dialect, MultiIndex, "any", "std", "llvm", "qt", "wtf",
               "multi-index")
MAPWARDEN_ENUM(Shape, Fixed, "map", "string-map", "multimap", "set", "multiset",
               "sequence", "fixed")
MAPWARDEN_ENUM(ReleaseFact::Kind, Nulled, "released", "handed-on", "nulled")
MAPWARDEN_ENUM(InstanceFact::Holder, Other, "static", "main-local", "local",
               "member", "element", "other")
MAPWARDEN_ENUM(ValueShape, Weak, "plain", "raw-pointer", "integer", "owner",
               "weak")
MAPWARDEN_ENUM(Storage, Parameter, "field", "namespace", "static-member",
               "static-local", "thread-local", "main-local", "local",
               "parameter")
MAPWARDEN_ENUM(StaleFact::Kind, OneExpression, "used", "stored", "returned",
               "captured", "one-expression")

} // namespace mapwarden

#endif
