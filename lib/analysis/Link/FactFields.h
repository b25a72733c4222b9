//===- FactFields.h - Every part of every fact -----------------*- C++ -*-===//
//
// One enumeration for all who treat facts as data: fields(V, Fact) calls
// V.entity(Id), V.site(Id), V.file(Index), V.call(Index), V.number(N) and
// V.text(S) for the parts of a fact, by reference and in a fixed order. A part
// that is missing here is lost to merging: equal facts would not be told from
// unequal ones, or ids would keep the numbers of their unit.
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_LINK_FACTFIELDS_H
#define MAPWARDEN_LINK_FACTFIELDS_H

#include "Facts/Facts.h"

namespace mapwarden {

template <typename V, typename List, typename Each>
void listFields(V &Visit, List &Items, Each One) {
  auto Size = Items.size();
  Visit.number(Size);
  for (auto &Item : Items)
    One(Item);
}

template <typename V, typename Path> void pathFields(V &Visit, Path &P) {
  Visit.number(P.Root);
  Visit.number(P.Index);
  Visit.entity(P.Entity);
  listFields(Visit, P.Steps, [&](auto &S) {
    Visit.number(S.Kind);
    Visit.entity(S.Field);
  });
}

template <typename V, typename Key> void keyFields(V &Visit, Key &K) {
  Visit.number(K.Domain);
  Visit.number(K.Param);
  Visit.number(K.Fresh);
  Visit.text(K.Text);
}

template <typename V, typename Value> void valueFields(V &Visit, Value &X) {
  Visit.number(X.Origin);
  Visit.number(X.Param);
  Visit.entity(X.Callee);
  Visit.entity(X.Carrier);
  Visit.text(X.Releaser);
}

template <typename V, typename Locks> void lockFields(V &Visit, Locks &Set) {
  listFields(Visit, Set, [&](auto &L) {
    pathFields(Visit, L.Path);
    Visit.number(L.Mode);
  });
}

template <typename V> void fields(V &Visit, UseFact &F) {
  Visit.site(F.Where);
  Visit.entity(F.Function);
  pathFields(Visit, F.Container);
  Visit.number(F.Op);
  Visit.text(F.Member);
  Visit.number(F.Written);
  Visit.number(F.AtomicWrite);
  Visit.number(F.ByIterator);
  Visit.number(F.Context);
  keyFields(Visit, F.Key);
  valueFields(Visit, F.Value);
  lockFields(Visit, F.Locks);
}

template <typename V> void fields(V &Visit, EscapeFact &F) {
  Visit.site(F.Where);
  Visit.entity(F.Function);
  pathFields(Visit, F.Container);
  Visit.entity(F.Callee);
}

template <typename V> void fields(V &Visit, SizeTestFact &F) {
  Visit.site(F.Where);
  Visit.entity(F.Function);
  pathFields(Visit, F.Container);
  Visit.number(F.Predicate);
}

template <typename V> void fields(V &Visit, CallFact &F) {
  Visit.site(F.Where);
  Visit.entity(F.Caller);
  Visit.entity(F.Callee);
  pathFields(Visit, F.Object);
  listFields(Visit, F.Args, [&](auto &P) { pathFields(Visit, P); });
  listFields(Visit, F.Keys, [&](auto &K) { keyFields(Visit, K); });
  listFields(Visit, F.Values, [&](auto &X) { valueFields(Visit, X); });
  lockFields(Visit, F.Locks);
  Visit.number(F.Context);
  Visit.number(F.InCondition);
  Visit.number(F.Virtual);
}

template <typename V> void fields(V &Visit, ReleaseFact &F) {
  Visit.site(F.Where);
  Visit.entity(F.Function);
  Visit.number(F.How);
  pathFields(Visit, F.Value);
  Visit.entity(F.Type);
  Visit.number(F.Aggregate);
  Visit.entity(F.Into);
  Visit.number(F.Arg);
  pathFields(Visit, F.Place);
}

template <typename V> void fields(V &Visit, CarryFact &F) {
  Visit.entity(F.Function);
  Visit.entity(F.Local);
  pathFields(Visit, F.From);
}

template <typename V> void fields(V &Visit, FunctionFact &F) {
  Visit.entity(F.Id);
  Visit.entity(F.Owner);
  Visit.entity(F.Parent);
  for (bool FunctionFact::*Flag :
       {&FunctionFact::HasBody, &FunctionFact::IsConstructor,
        &FunctionFact::IsDestructor, &FunctionFact::IsMove,
        &FunctionFact::IsMain, &FunctionFact::IsVirtual,
        &FunctionFact::IsLambda, &FunctionFact::IsDeferredLambda,
        &FunctionFact::AddressTaken, &FunctionFact::Closed,
        &FunctionFact::IsPrivate, &FunctionFact::TeardownName,
        &FunctionFact::SetupName, &FunctionFact::InitByOption,
        &FunctionFact::ForeignCallers})
    Visit.number(F.*Flag);
  Visit.number(F.Params);
  listFields(Visit, F.Overrides, [&](auto &Id) { Visit.entity(Id); });
  listFields(Visit, F.Returns, [&](auto &R) {
    pathFields(Visit, R.Path);
    Visit.number(R.Kind);
  });
  lockFields(Visit, F.Requires);
}

template <typename V> void fields(V &Visit, InstanceFact &F) {
  Visit.site(F.Where);
  Visit.entity(F.Record);
  Visit.entity(F.Function);
  Visit.number(F.How);
  Visit.entity(F.HeldBy);
}

template <typename V> void fields(V &Visit, RecordFact &F) {
  Visit.entity(F.Id);
  listFields(Visit, F.Bases, [&](auto &Id) { Visit.entity(Id); });
  Visit.number(F.RunsService);
}

template <typename V> void fields(V &Visit, ContainerFact &F) {
  Visit.entity(F.Decl);
  Visit.entity(F.Owner);
  Visit.entity(F.Function);
  Visit.number(F.Param);
  Visit.number(F.Kept);
  Visit.text(F.Type);
  Visit.text(F.ValueType);
  Visit.entity(F.ValueRecord);
  listFields(Visit, F.Levels, [&](auto &L) {
    Visit.text(L.Row.Name);
    Visit.number(L.KeysFixed);
    Visit.number(L.KeysSmall);
    Visit.number(L.Values);
  });
  Visit.number(F.IsConst);
  Visit.number(F.IsReference);
  Visit.number(F.Guarded);
  Visit.number(F.Closed);
  Visit.number(F.IsPrivate);
  Visit.text(F.BoundedBy);
  Visit.entity(F.GuardedBy);
}

template <typename V> void fields(V &Visit, StaleFact &F) {
  Visit.site(F.Bind);
  Visit.site(F.Mutation);
  Visit.site(F.Use);
  Visit.entity(F.Function);
  Visit.number(F.How);
  Visit.number(F.Referrer);
  pathFields(Visit, F.Element);
  Visit.text(F.Variable);
  Visit.number(F.SameKey);
  Visit.number(F.OtherKey);
  Visit.number(F.Op);
  pathFields(Visit, F.Mutated);
  Visit.call(F.Call);
  Visit.number(F.Succeeded);
  Visit.number(F.Unlocked);
  pathFields(Visit, F.Lock);
}

template <typename V> void fields(V &Visit, TombstoneFact &F) {
  Visit.site(F.Where);
  Visit.entity(F.Map);
  Visit.entity(F.Function);
  Visit.text(F.Slot);
  Visit.text(F.Value);
  Visit.text(F.Mark);
}

} // namespace mapwarden

#endif
