//===- Fields.h - The fields of every fact, once ---------------*- C++ -*-===//
//
// Writer, reader, JSON printer and schema digest all walk these lists: a new
// field of a fact is one line here. The order is the order in the file.
//
//   Visit(name, value)      a number, flag, text, enumerator, fact or list
//   Visit.entity(name, id)  an index into TUFacts::Entities, or NoEntity
//   Visit.site(name, id)    an index into TUFacts::Sites, or NoSite
//   Visit.file(name, id)    an index into TUFacts::Files
//   Visit.call(name, id)    an index into TUFacts::Calls, or ~0u
//
//===----------------------------------------------------------------------===//
#ifndef MAPWARDEN_FACTS_FIELDS_H
#define MAPWARDEN_FACTS_FIELDS_H

#include "Facts/EnumNames.h"

namespace mapwarden {

/// Fields<T>::visit(Visit, Fact) names every field of \p Fact, a T or a const
/// T, to \p Visit.
template <class T> struct Fields;

#define MAPWARDEN_FIELDS(T)                                                    \
  template <> struct Fields<T> {                                               \
    template <class V, class F> static void visit(V &Visit, F &X);             \
  };                                                                           \
  template <class V, class F> void Fields<T>::visit(V &Visit, F &X)

MAPWARDEN_FIELDS(Site) {
  Visit.file("file", X.File);
  Visit("line", X.Line);
  Visit("column", X.Column);
}

MAPWARDEN_FIELDS(Entity) {
  Visit("kind", X.Kind);
  Visit("name", X.Name);
  Visit("scope", X.Scope);
  Visit("usr", X.USR);
  Visit.site("decl", X.Decl);
  Visit.site("def", X.Def);
  Visit.entity("owner", X.Owner);
  Visit("internal", X.Internal);
}

MAPWARDEN_FIELDS(Step) {
  Visit("kind", X.Kind);
  Visit.entity("field", X.Field);
}

MAPWARDEN_FIELDS(AccessPath) {
  Visit("root", X.Root);
  Visit("index", X.Index);
  Visit.entity("entity", X.Entity);
  Visit("steps", X.Steps);
}

MAPWARDEN_FIELDS(Ref) {
  Visit("path", X.Path);
  Visit("kind", X.Kind);
}

MAPWARDEN_FIELDS(KeyFact) {
  Visit("domain", X.Domain);
  Visit("param", X.Param);
  Visit("fresh", X.Fresh);
  Visit("text", X.Text);
}

MAPWARDEN_FIELDS(ValueFact) {
  Visit("origin", X.Origin);
  Visit("param", X.Param);
  Visit.entity("callee", X.Callee);
  Visit.entity("carrier", X.Carrier);
  Visit("releaser", X.Releaser);
}

MAPWARDEN_FIELDS(HeldLock) {
  Visit("path", X.Path);
  Visit("mode", X.Mode);
}

MAPWARDEN_FIELDS(ParamTest) {
  Visit("param", X.Param);
  Visit("truth", X.Truth);
}

MAPWARDEN_FIELDS(UseFact) {
  Visit.site("where", X.Where);
  Visit.entity("function", X.Function);
  Visit("container", X.Container);
  Visit("op", X.Op);
  Visit("member", X.Member);
  Visit("written", X.Written);
  Visit("atomicWrite", X.AtomicWrite);
  Visit("byIterator", X.ByIterator);
  Visit("context", X.Context);
  Visit("onlyIf", X.OnlyIf);
  Visit.site("branch", X.Branch);
  Visit("key", X.Key);
  Visit("value", X.Value);
  Visit("locks", X.Locks);
}

MAPWARDEN_FIELDS(EscapeFact) {
  Visit.site("where", X.Where);
  Visit.entity("function", X.Function);
  Visit("container", X.Container);
  Visit.entity("callee", X.Callee);
}

MAPWARDEN_FIELDS(SizeTestFact) {
  Visit.site("where", X.Where);
  Visit.entity("function", X.Function);
  Visit("container", X.Container);
  Visit("predicate", X.Predicate);
}

MAPWARDEN_FIELDS(FlagTestFact) {
  Visit.site("where", X.Where);
  Visit.entity("function", X.Function);
  Visit("flag", X.Flag);
  Visit("locks", X.Locks);
}

MAPWARDEN_FIELDS(CallFact) {
  Visit.site("where", X.Where);
  Visit.entity("caller", X.Caller);
  Visit.entity("callee", X.Callee);
  Visit("object", X.Object);
  Visit("args", X.Args);
  Visit("keys", X.Keys);
  Visit("values", X.Values);
  Visit("locks", X.Locks);
  Visit("context", X.Context);
  Visit("onlyIf", X.OnlyIf);
  Visit("givesTrue", X.GivesTrue);
  Visit("givesFalse", X.GivesFalse);
  Visit("inCondition", X.InCondition);
  Visit("virtual", X.Virtual);
}

MAPWARDEN_FIELDS(ReleaseFact) {
  Visit.site("where", X.Where);
  Visit.entity("function", X.Function);
  Visit("how", X.How);
  Visit("value", X.Value);
  Visit.entity("type", X.Type);
  Visit("aggregate", X.Aggregate);
  Visit.entity("into", X.Into);
  Visit("arg", X.Arg);
  Visit("place", X.Place);
}

MAPWARDEN_FIELDS(GiveUpFact) {
  Visit.site("where", X.Where);
  Visit.entity("function", X.Function);
  Visit.site("after", X.After);
  Visit.entity("callee", X.Callee);
}

MAPWARDEN_FIELDS(CarryFact) {
  Visit.entity("function", X.Function);
  Visit.entity("local", X.Local);
  Visit("from", X.From);
}

MAPWARDEN_FIELDS(FunctionFact) {
  Visit.entity("id", X.Id);
  Visit.entity("owner", X.Owner);
  Visit.entity("parent", X.Parent);
  Visit("hasBody", X.HasBody);
  Visit("isConstructor", X.IsConstructor);
  Visit("isDestructor", X.IsDestructor);
  Visit("isMove", X.IsMove);
  Visit("isMain", X.IsMain);
  Visit("isVirtual", X.IsVirtual);
  Visit("isLambda", X.IsLambda);
  Visit("isDeferredLambda", X.IsDeferredLambda);
  Visit("addressTaken", X.AddressTaken);
  Visit("closed", X.Closed);
  Visit("isPrivate", X.IsPrivate);
  Visit("foreignCallers", X.ForeignCallers);
  Visit("teardownName", X.TeardownName);
  Visit("setupName", X.SetupName);
  Visit("initByOption", X.InitByOption);
  Visit("isRemover", X.IsRemover);
  Visit("callsUnknown", X.CallsUnknown);
  Visit("params", X.Params);
  Visit.entities("overrides", X.Overrides);
  Visit("returns", X.Returns);
  Visit("requires", X.Requires);
}

MAPWARDEN_FIELDS(InstanceFact) {
  Visit.site("where", X.Where);
  Visit.entity("record", X.Record);
  Visit.entity("function", X.Function);
  Visit("how", X.How);
  Visit.entity("heldBy", X.HeldBy);
  Visit("outermost", X.Outermost);
}

MAPWARDEN_FIELDS(RecordFact) {
  Visit.entity("id", X.Id);
  Visit.entities("bases", X.Bases);
  Visit("runsService", X.RunsService);
}

/// What link and verdict ask of a row: its members were looked up already.
MAPWARDEN_FIELDS(ContainerRow) {
  Visit("name", X.Name);
  Visit("shape", X.Kind);
  Visit("dialect", X.Speaks);
  Visit("movesRefs", X.MovesRefs);
  Visit("movesIters", X.MovesIters);
  Visit("eraseMovesRefs", X.EraseMovesRefs);
  Visit("eraseMovesIters", X.EraseMovesIters);
  Visit("synchronized", X.Synchronized);
  Visit("bounded", X.Bounded);
}

MAPWARDEN_FIELDS(LevelFact) {
  Visit("row", X.Row);
  Visit("keysFixed", X.KeysFixed);
  Visit("keysSmall", X.KeysSmall);
  Visit("values", X.Values);
}

MAPWARDEN_FIELDS(ContainerFact) {
  Visit.entity("decl", X.Decl);
  Visit.entity("owner", X.Owner);
  Visit.entity("function", X.Function);
  Visit("param", X.Param);
  Visit("kept", X.Kept);
  Visit("type", X.Type);
  Visit("valueType", X.ValueType);
  Visit.entity("valueRecord", X.ValueRecord);
  Visit("levels", X.Levels);
  Visit("isConst", X.IsConst);
  Visit("isReference", X.IsReference);
  Visit("guarded", X.Guarded);
  Visit("closed", X.Closed);
  Visit("isPrivate", X.IsPrivate);
  Visit("outermost", X.Outermost);
  Visit("boundedBy", X.BoundedBy);
  Visit.entity("guardedBy", X.GuardedBy);
  Visit("lockNotFound", X.LockNotFound);
  Visit("ownsValues", X.OwnsValues);
  Visit("ownsNothing", X.OwnsNothing);
}

MAPWARDEN_FIELDS(StaleFact) {
  Visit.site("bind", X.Bind);
  Visit.site("mutation", X.Mutation);
  Visit.site("use", X.Use);
  Visit.entity("function", X.Function);
  Visit("how", X.How);
  Visit("referrer", X.Referrer);
  Visit("element", X.Element);
  Visit.call("source", X.Source);
  Visit("variable", X.Variable);
  Visit("sameKey", X.SameKey);
  Visit("otherKey", X.OtherKey);
  Visit("op", X.Op);
  Visit("mutated", X.Mutated);
  Visit.call("call", X.Call);
  Visit("succeeded", X.Succeeded);
  Visit("unlocked", X.Unlocked);
  Visit("lock", X.Lock);
}

MAPWARDEN_FIELDS(TombstoneFact) {
  Visit.site("where", X.Where);
  Visit.entity("map", X.Map);
  Visit.entity("function", X.Function);
  Visit("slot", X.Slot);
  Visit("value", X.Value);
  Visit("mark", X.Mark);
}

MAPWARDEN_FIELDS(TUFacts) {
  Visit("files", X.Files);
  Visit("sites", X.Sites);
  Visit("entities", X.Entities);
  Visit("containers", X.Containers);
  Visit("functions", X.Functions);
  Visit("records", X.Records);
  Visit("instances", X.Instances);
  Visit("uses", X.Uses);
  Visit("escapes", X.Escapes);
  Visit("sizeTests", X.SizeTests);
  Visit("flagTests", X.FlagTests);
  Visit("calls", X.Calls);
  Visit("releases", X.Releases);
  Visit("giveUps", X.GiveUps);
  Visit("carries", X.Carries);
  Visit("stales", X.Stales);
  Visit("tombstones", X.Tombstones);
}

MAPWARDEN_FIELDS(UnitFacts) {
  Visit("source", X.Source);
  Visit("status", X.Status);
  Visit("mentions", X.Mentions);
  Visit("problem", X.Problem);
  Visit("facts", X.Facts);
}

} // namespace mapwarden

#endif
