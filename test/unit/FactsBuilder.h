//===- FactsBuilder.h - Hand-built TUFacts for unit tests ------*- C++ -*-===//
//
// A short way to write the facts of an imaginary program:
//
//   FactsBuilder B;
//   EntityId Hub = B.record("Hub");
//   EntityId Map = B.field(Hub, "users_");          // a std::map, Closed
//   EntityId Add = B.method(Hub, "Hub::add");       // Closed: false
//   B.use(Add, thisField(Map), MapOp::Insert);      // key domain: Open
//   B.instance(Hub, InstanceFact::Static);
//   ProgramFacts P = B.link();
//
// Every declaration and fact stands on a line of its own, counted from 1, so a
// finding's line tells what it is about: P.facts().Sites[F.Where].Line. A
// reference that a function returns is valid until the next call of the same
// function: change the fact at once (`B.use(…).Context = InLoop;`).
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_TEST_UNIT_FACTSBUILDER_H
#define MAPWARDEN_TEST_UNIT_FACTSBUILDER_H

#include "Link/ProgramFacts.h"
#include <initializer_list>
#include <utility>

namespace mapwarden {
namespace test {

//===--- Paths ------------------------------------------------------------===//
inline AccessPath rooted(RootKind Root, EntityId Entity = NoEntity,
                         uint8_t Index = 0) {
  AccessPath P;
  P.Root = Root;
  P.Entity = Entity;
  P.Index = Index;
  return P;
}
inline AccessPath thisPath() { return rooted(RootKind::This); }
/// `this->F`
inline AccessPath thisField(EntityId F) { return thisPath().field(F); }
inline AccessPath global(EntityId V) { return rooted(RootKind::Global, V); }
inline AccessPath local(EntityId V) { return rooted(RootKind::Local, V); }
/// Parameter \p I of \p Function.
inline AccessPath param(EntityId Function, uint8_t I = 0) {
  return rooted(RootKind::Param, Function, I);
}
/// What a call of \p Function returned.
inline AccessPath result(EntityId Function) {
  return rooted(RootKind::Result, Function);
}

inline KeyFact key(KeyDomain Domain, std::string Text = "", uint8_t Param = 0) {
  KeyFact K;
  K.Domain = Domain;
  K.Text = std::move(Text);
  K.Param = Param;
  return K;
}
inline HeldLock held(AccessPath Path, LockMode Mode = LockMode::Exclusive) {
  return HeldLock{std::move(Path), Mode};
}

//===--- Levels -----------------------------------------------------------===//
inline LevelFact level(Shape Kind) {
  LevelFact L;
  L.Row.Name = Kind == Shape::Sequence ? "std::vector" : "std::map";
  L.Row.Kind = Kind;
  L.Row.MovesRefs = Kind == Shape::Sequence;
  L.Row.MovesIters = Kind == Shape::Sequence;
  return L;
}

//===--- Facts ------------------------------------------------------------===//
class FactsBuilder {
public:
  TUFacts Facts;

  FactsBuilder() { Facts.Files.push_back("unit.cpp"); }

  /// The next line.
  SiteId site() {
    Facts.Sites.push_back({0, uint32_t(Facts.Sites.size() + 1), 1});
    return Facts.Sites.size() - 1;
  }
  uint32_t line(SiteId S) const { return Facts.Sites[S].Line; }
  /// The line of a declaration.
  uint32_t lineOf(EntityId E) const { return line(Facts.Entities[E].Decl); }

  EntityId entity(EntityKind Kind, std::string Name) {
    Entity E;
    E.Kind = Kind;
    E.USR = "c:@" + Name;
    E.Name = std::move(Name);
    E.Decl = site();
    Facts.Entities.push_back(std::move(E));
    return Facts.Entities.size() - 1;
  }
  EntityId variable(std::string Name) {
    return entity(EntityKind::Variable, std::move(Name));
  }
  /// A field that is no container: a mutex, a member object, a pointer.
  EntityId plainField(std::string Name) {
    return entity(EntityKind::Field, std::move(Name));
  }

  EntityId record(std::string Name,
                  std::initializer_list<EntityId> Bases = {}) {
    RecordFact R;
    R.Id = entity(EntityKind::Record, std::move(Name));
    R.Bases.assign(Bases.begin(), Bases.end());
    Facts.Records.push_back(R);
    return R.Id;
  }
  RecordFact &recordFact(EntityId Id) {
    return *llvm::find_if(Facts.Records,
                          [&](const RecordFact &R) { return R.Id == Id; });
  }

  /// A function with a body that other units may call.
  EntityId function(std::string Name, uint8_t Params = 0) {
    FunctionFact F;
    F.Id = entity(EntityKind::Function, std::move(Name));
    F.HasBody = true;
    F.Params = Params;
    Facts.Functions.push_back(F);
    return F.Id;
  }
  EntityId method(EntityId Owner, std::string Name, uint8_t Params = 0) {
    EntityId F = function(std::move(Name), Params);
    fn(F).Owner = Owner;
    return F;
  }
  /// A function that only this unit can call.
  EntityId closedFunction(std::string Name, uint8_t Params = 0) {
    EntityId F = function(std::move(Name), Params);
    fn(F).Closed = true;
    return F;
  }
  /// A private method.
  EntityId closedMethod(EntityId Owner, std::string Name, uint8_t Params = 0) {
    EntityId F = method(Owner, std::move(Name), Params);
    fn(F).Closed = true;
    return F;
  }
  EntityId mainFunction() {
    EntityId F = function("main");
    fn(F).IsMain = true;
    return F;
  }
  /// A lambda in \p Parent.
  EntityId lambda(EntityId Parent, bool Deferred) {
    EntityId F = closedFunction("(lambda)");
    fn(F).IsLambda = true;
    fn(F).IsDeferredLambda = Deferred;
    fn(F).Parent = Parent;
    return F;
  }
  FunctionFact &fn(EntityId Id) {
    return *llvm::find_if(Facts.Functions,
                          [&](const FunctionFact &F) { return F.Id == Id; });
  }

  /// A std::map<K, V>; with \p Inner a map of such containers.
  EntityId variableMap(std::string Name, Storage Kept,
                       std::initializer_list<Shape> Inner = {}) {
    return addContainer(variable(std::move(Name)), Kept, Inner);
  }
  EntityId globalMap(std::string Name,
                     std::initializer_list<Shape> Inner = {}) {
    return variableMap(std::move(Name), Storage::Namespace, Inner);
  }
  EntityId field(EntityId Owner, std::string Name,
                 std::initializer_list<Shape> Inner = {}) {
    EntityId F =
        addContainer(plainField(std::move(Name)), Storage::Field, Inner);
    Facts.Entities[F].Owner = container(F).Owner = Owner;
    return F;
  }
  ContainerFact &container(EntityId Decl) {
    return *llvm::find_if(Facts.Containers, [&](const ContainerFact &C) {
      return C.Decl == Decl;
    });
  }

  UseFact &use(EntityId Function, AccessPath Container, MapOp Op,
               KeyFact Key = KeyFact()) {
    UseFact U;
    U.Where = site();
    U.Function = Function;
    U.Container = std::move(Container);
    U.Op = Op;
    U.Key = std::move(Key);
    Facts.Uses.push_back(std::move(U));
    return Facts.Uses.back();
  }
  /// `object.callee(args…)`; \p Object defaults to This.
  CallFact &call(EntityId Caller, EntityId Callee,
                 std::initializer_list<AccessPath> Args = {},
                 AccessPath Object = thisPath()) {
    CallFact C;
    C.Where = site();
    C.Caller = Caller;
    C.Callee = Callee;
    C.Args.assign(Args.begin(), Args.end());
    C.Keys.resize(Args.size());
    C.Values.resize(Args.size());
    C.Object = std::move(Object);
    Facts.Calls.push_back(std::move(C));
    return Facts.Calls.back();
  }
  InstanceFact &instance(EntityId Record, InstanceFact::Holder How,
                         EntityId HeldBy = NoEntity,
                         EntityId Function = NoEntity) {
    InstanceFact I;
    I.Where = site();
    I.Record = Record;
    I.How = How;
    I.HeldBy = HeldBy;
    I.Function = Function;
    Facts.Instances.push_back(I);
    return Facts.Instances.back();
  }
  EscapeFact &escape(EntityId Function, AccessPath Container,
                     EntityId Callee = NoEntity) {
    EscapeFact E;
    E.Where = site();
    E.Function = Function;
    E.Container = std::move(Container);
    E.Callee = Callee;
    Facts.Escapes.push_back(std::move(E));
    return Facts.Escapes.back();
  }
  SizeTestFact &sizeTest(EntityId Function, AccessPath Container,
                         bool Predicate = false) {
    SizeTestFact S;
    S.Where = site();
    S.Function = Function;
    S.Container = std::move(Container);
    S.Predicate = Predicate;
    Facts.SizeTests.push_back(std::move(S));
    return Facts.SizeTests.back();
  }
  ReleaseFact &release(EntityId Function, ReleaseFact::Kind How,
                       AccessPath Value) {
    ReleaseFact R;
    R.Where = site();
    R.Function = Function;
    R.How = How;
    R.Value = std::move(Value);
    Facts.Releases.push_back(std::move(R));
    return Facts.Releases.back();
  }
  CarryFact &carry(EntityId Function, EntityId Local, AccessPath From) {
    CarryFact C;
    C.Function = Function;
    C.Local = Local;
    C.From = std::move(From);
    Facts.Carries.push_back(std::move(C));
    return Facts.Carries.back();
  }

  /// `auto &Variable = Element; <Op>; Variable…;` on three lines.
  StaleFact &stale(EntityId Function, std::string Variable, AccessPath Element,
                   MapOp Op = MapOp::Unknown) {
    StaleFact S;
    S.Bind = site();
    S.Mutation = site();
    S.Use = site();
    S.Function = Function;
    S.Variable = std::move(Variable);
    S.Element = std::move(Element);
    S.Op = Op;
    Facts.Stales.push_back(std::move(S));
    return Facts.Stales.back();
  }

  /// Links a copy of the facts.
  ProgramFacts link() const { return ProgramFacts::link(Facts); }

private:
  EntityId addContainer(EntityId Decl, Storage Kept,
                        std::initializer_list<Shape> Inner) {
    ContainerFact C;
    C.Decl = Decl;
    C.Kept = Kept;
    C.Closed = true;
    C.Levels.push_back(level(Shape::Map));
    for (Shape S : Inner)
      C.Levels.push_back(level(S));
    Facts.Containers.push_back(std::move(C));
    return Decl;
  }
};

} // namespace test
} // namespace mapwarden

#endif
