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

#define MAPWARDEN_ENUM(E, ...)                                                 \
  template <> struct EnumNames<E> {                                            \
    static constexpr llvm::StringLiteral Names[] = {__VA_ARGS__};              \
  };

MAPWARDEN_ENUM(UnitStatus, "complete", "errors", "failed")
MAPWARDEN_ENUM(RootKind, "unknown", "this", "param", "global", "local",
               "result", "temporary")
MAPWARDEN_ENUM(StepKind, "field", "element", "key", "deref")
MAPWARDEN_ENUM(RefKind, "lvalue", "pointer", "iterator", "view", "copy")
MAPWARDEN_ENUM(EntityKind, "variable", "field", "function", "record")
MAPWARDEN_ENUM(KeyDomain, "fixed", "small", "param", "same-map", "open")
MAPWARDEN_ENUM(ValueOrigin, "unknown", "fresh", "borrowed", "param", "null",
               "result")
MAPWARDEN_ENUM(LockMode, "exclusive", "shared", "claim")
MAPWARDEN_ENUM(MapOp, "unknown", "insert", "insert-or-assign", "subscript",
               "resize", "erase", "take", "clear", "replace", "reserve",
               "lookup", "lookup-or-throw", "contains", "iterate", "end",
               "access", "size", "empty")
MAPWARDEN_ENUM(Dialect, "any", "std", "llvm", "qt", "wtf")
MAPWARDEN_ENUM(Shape, "map", "string-map", "multimap", "set", "multiset",
               "sequence", "fixed")
MAPWARDEN_ENUM(ReleaseFact::Kind, "released", "handed-on", "nulled")
MAPWARDEN_ENUM(InstanceFact::Holder, "static", "main-local", "local", "member",
               "element", "other")
MAPWARDEN_ENUM(ValueShape, "plain", "raw-pointer", "integer", "owner", "weak")
MAPWARDEN_ENUM(Storage, "field", "namespace", "static-member", "static-local",
               "thread-local", "main-local", "local", "parameter")
MAPWARDEN_ENUM(StaleFact::Kind, "used", "stored", "returned", "captured",
               "one-expression")

} // namespace mapwarden

#endif
