//===- ProgramRules_test.cpp - Rules over the facts of several units ------===//
#include "FactsBuilder.h"
#include "Link/Merge.h"
#include "Verdict/Inventory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

/// One unit of a program with the global `std::map users` of users.h.
struct Unit : FactsBuilder {
  EntityId Map;
  explicit Unit(std::string Source) : Source(Source) {
    Facts.Files = {std::move(Source), "users.h"};
    Map = globalMap("users");
    Facts.Sites.push_back({1, 1, 1});
    Facts.Entities[Map].Decl = Facts.Entities[Map].Def = Facts.Sites.size() - 1;
  }
  EntityId here(EntityId E) {
    Facts.Entities[E].Def = Facts.Entities[E].Decl;
    return E;
  }
  /// Only declared here.
  EntityId external(std::string Name) {
    return entity(EntityKind::Function, std::move(Name));
  }
  UnitFacts unit(UnitStatus Status = UnitStatus::Complete) const {
    UnitFacts U;
    U.Source = Source;
    U.Status = Status;
    U.Facts = Facts;
    return U;
  }
  std::string Source;
};

/// main calls add() in its loop; \p Calls are called there, too.
UnitFacts mainUnit(std::vector<std::string> Calls = {},
                   uint32_t Context = InLoop) {
  Unit B("main.cpp");
  EntityId Main = B.here(B.mainFunction());
  B.call(Main, B.external("add")).Context = InLoop;
  for (std::string &Name : Calls)
    B.call(Main, B.external(std::move(Name))).Context = Context;
  return B.unit();
}

UnitFacts addUnit() {
  Unit B("add.cpp");
  B.use(B.here(B.function("add", 1)), global(B.Map), MapOp::Insert);
  return B.unit();
}

UnitFacts eraseUnit(MapOp Op = MapOp::Erase, bool Teardown = false,
                    UnitStatus Status = UnitStatus::Complete) {
  Unit B("erase.cpp");
  EntityId Drop = B.here(B.function("drop", 1));
  B.fn(Drop).TeardownName = Teardown;
  B.use(Drop, global(B.Map), Op);
  return B.unit(Status);
}

struct Outcome {
  std::vector<Finding> Findings;
  std::vector<InventoryRow> Rows;
};

Outcome run(std::vector<UnitFacts> Units) {
  ProgramFacts P = ProgramFacts::link(merge(std::move(Units)));
  Outcome O;
  O.Findings = judge(P);
  O.Rows = takeInventory(P, O.Findings);
  return O;
}

std::string verdict(std::vector<UnitFacts> Units) {
  Outcome O = run(std::move(Units));
  return O.Rows.size() == 1 ? spelling(O.Rows[0].Verdict).str()
                            : std::to_string(O.Rows.size()) + " rows";
}

} // namespace

TEST(ProgramRules, GrowthInOneUnitAndNoRemovalInAnyBad) {
  Outcome O = run({mainUnit(), addUnit()});
  ASSERT_THAT(O.Findings, SizeIs(1));
  EXPECT_EQ(O.Findings[0].Rule, "unbounded-map");
  EXPECT_EQ(O.Rows[0].Verdict, MapVerdict::Unbounded);
}

TEST(ProgramRules, RemovalInAnotherUnitOk) {
  EXPECT_THAT(
      run({mainUnit({"drop", "drop2"}), addUnit(), eraseUnit(MapOp::Clear)})
          .Findings,
      IsEmpty());
  EXPECT_EQ(verdict({mainUnit({"drop"}), addUnit(), eraseUnit(MapOp::Clear)}),
            "erased");
}

TEST(ProgramRules, RemovalThatNobodyCallsIsDeadEviction) {
  EXPECT_EQ(verdict({mainUnit(), addUnit(), eraseUnit()}), "dead-eviction");
}

TEST(ProgramRules, ClearInStopIsTeardownWhoeverStops) {
  EXPECT_EQ(
      verdict({mainUnit({"drop"}), addUnit(), eraseUnit(MapOp::Clear, true)}),
      "teardown-only");
}

TEST(ProgramRules, KeyedRemovalInAFunctionNamedStopIsARemoval) {
  Outcome O =
      run({mainUnit({"drop"}), addUnit(), eraseUnit(MapOp::Erase, true)});
  EXPECT_TRUE(llvm::none_of(O.Findings, [](const Finding &F) {
    return F.Sure >= Confidence::Likely;
  }));
}

TEST(ProgramRules, GrowthBeforeMainServesOk) {
  Unit B("main.cpp");
  EntityId Main = B.here(B.mainFunction());
  B.call(Main, B.external("add")).Context = BeforeLoop;
  EXPECT_EQ(verdict({B.unit(), addUnit()}), "bounded-keys");
}

TEST(ProgramRules, ThreadEntryPointsRunAtAnyTimeBad) {
  Unit B("main.cpp");
  EntityId Main = B.here(B.mainFunction());
  B.call(Main, B.external("add")).Context = BeforeLoop | Deferred;
  EXPECT_EQ(verdict({B.unit(), addUnit()}), "unbounded");
}

TEST(ProgramRules, FunctionWhoseAddressIsTakenElsewhereRunsAtAnyTimeBad) {
  Unit B("main.cpp");
  B.here(B.mainFunction());
  EntityId Add = B.function("add", 1);
  B.fn(Add).HasBody = false;
  B.fn(Add).AddressTaken = true;
  EXPECT_EQ(verdict({B.unit(), addUnit()}), "unbounded");
}

//===--- Absence needs completeness ---------------------------------------===//

TEST(ProgramRules, UnitWithErrorsThatSawTheMapMakesItUnknown) {
  Outcome O = run({mainUnit(), addUnit(),
                   eraseUnit(MapOp::Erase, false, UnitStatus::Errors)});
  EXPECT_THAT(O.Findings, IsEmpty());
  ASSERT_THAT(O.Rows, SizeIs(1));
  EXPECT_EQ(O.Rows[0].Verdict, MapVerdict::Unknown);
  EXPECT_THAT(O.Rows[0].Reason, testing::HasSubstr("erase.cpp"));
}

TEST(ProgramRules, FailedUnitMakesWhatOthersCanNameUnknown) {
  UnitFacts Failed;
  Failed.Source = "broken.cpp";
  Failed.Status = UnitStatus::Failed;
  Outcome O = run({mainUnit(), addUnit(), Failed});
  EXPECT_THAT(O.Findings, IsEmpty());
  ASSERT_THAT(O.Rows, SizeIs(1));
  EXPECT_THAT(O.Rows[0].Reason, testing::HasSubstr("broken.cpp"));
}

TEST(ProgramRules, FailedUnitCannotReachWhatIsInternalToAnother) {
  UnitFacts Failed;
  Failed.Source = "broken.cpp";
  Failed.Status = UnitStatus::Failed;
  Unit B("add.cpp");
  EntityId Map = B.here(B.globalMap("mine"));
  B.Facts.Entities[Map].Internal = true;
  B.use(B.here(B.function("add", 1)), global(Map), MapOp::Insert);
  Outcome O = run({mainUnit(), B.unit(), Failed});
  EXPECT_TRUE(llvm::any_of(
      O.Findings, [](const Finding &F) { return F.Rule == "unbounded-map"; }));
}

//===--- Partial removal --------------------------------------------------===//

TEST(ProgramRules, MemoWithKeyedRemovalOnlyBad) {
  Unit B("cache.cpp");
  EntityId Map = B.here(B.globalMap("attributeCache"));
  B.use(B.here(B.function("add", 1)), global(Map), MapOp::Insert).Context =
      AfterLookup;
  B.use(B.here(B.function("drop", 1)), global(Map), MapOp::Erase);
  Outcome O = run({mainUnit({"drop"}), B.unit()});
  ASSERT_THAT(O.Findings, SizeIs(1));
  EXPECT_EQ(O.Findings[0].Variant, "partial");
  EXPECT_EQ(O.Findings[0].Sure, Confidence::Likely);
}

/// main calls add() and \p Name, which erases a key.
static Outcome runWithRemover(std::string Name, bool Reply = true) {
  Unit B("erase.cpp");
  EntityId F = B.here(B.function(Name, 1));
  B.use(F, global(B.Map), Reply ? MapOp::Erase : MapOp::Clear);
  return run({mainUnit({Name}), addUnit(), B.unit()});
}

TEST(ProgramRules, OnlyTheAnswerRemovesIsPartialAtPossibleBad) {
  Outcome O = runWithRemover("handleAnswer");
  ASSERT_THAT(O.Findings, SizeIs(1));
  EXPECT_EQ(O.Findings[0].Variant, "partial");
  EXPECT_EQ(O.Findings[0].Sure, Confidence::Possible);
  EXPECT_EQ(O.Rows[0].Verdict, MapVerdict::Partial);
}

TEST(ProgramRules, RemovalAtTheEndOfAnEntrysLifeOk) {
  for (const char *Name : {"removeUser", "onClosed", "user_left"})
    EXPECT_THAT(runWithRemover(Name).Findings, IsEmpty()) << Name;
}

TEST(ProgramRules, AllLeaveAtOnceWhenSomethingElseHappensBad) {
  Outcome O = runWithRemover("changePassword", /*Reply=*/false);
  ASSERT_THAT(O.Findings, SizeIs(1));
  EXPECT_EQ(O.Findings[0].Variant, "partial");
  EXPECT_EQ(O.Findings[0].Sure, Confidence::Possible);
}

TEST(ProgramRules, RoutineResetOk) {
  for (const char *Name : {"clearAll", "onTimer", "endOfRound"})
    EXPECT_THAT(runWithRemover(Name, /*Reply=*/false).Findings, IsEmpty())
        << Name;
}

TEST(ProgramRules, SweepThatCannotRunBesideKeyedRemovalBad) {
  for (bool Sweeps : {true, false}) {
    Unit B("erase.cpp");
    B.use(B.here(B.function("removeUser", 1)), global(B.Map), MapOp::Erase);
    UseFact &U =
        B.use(B.here(B.function("expire")), global(B.Map), MapOp::Erase);
    U.ByIterator = true;
    U.Context = Sweeps ? InLoop : InLoop | Unreachable;
    Outcome O = run({mainUnit({"removeUser", "expire"}), addUnit(), B.unit()});
    EXPECT_EQ(spelling(O.Rows[0].Verdict), Sweeps ? "erased" : "partial");
  }
}

/// A class with two maps of the same keys; `close` and, if \p Forgets, `expire`
/// remove from the one, `close` from both.
static std::string verdictOfForgetful(bool Forgets) {
  FactsBuilder B;
  B.Facts.WholeProgram = true;
  EntityId Main = B.mainFunction(), Hub = B.record("Hub");
  B.instance(Hub, InstanceFact::Static);
  EntityId Users = B.field(Hub, "users_"), Seen = B.field(Hub, "seen_");
  for (EntityId Map : {Users, Seen})
    B.container(Map).Type = "std::map<uint32_t, std::string>";
  auto Served = [&](std::string Name) {
    EntityId F = B.closedMethod(Hub, std::move(Name), 1);
    B.call(Main, F).Context = InLoop;
    return F;
  };
  B.use(Served("open"), thisField(Users), MapOp::Insert);
  B.use(Served("see"), thisField(Seen), MapOp::Insert);
  EntityId Close = Served("close"), Expire = Served("expire");
  B.use(Close, thisField(Users), MapOp::Erase);
  B.use(Close, thisField(Seen), MapOp::Erase);
  B.use(Expire, thisField(Users), MapOp::Erase);
  if (!Forgets)
    B.use(Expire, thisField(Seen), MapOp::Erase);
  ProgramFacts P = B.link();
  for (const InventoryRow &Row : takeInventory(P, judge(P)))
    if (Row.Decl == Seen)
      return spelling(Row.Verdict).str();
  return "not listed";
}

TEST(ProgramRules, SiblingWithTheSameKeysIsErasedElsewhereBad) {
  EXPECT_EQ(verdictOfForgetful(true), "partial");
  EXPECT_EQ(verdictOfForgetful(false), "erased");
}

//===--- Verdicts of the inventory ----------------------------------------===//

/// The verdict of a map into which main's \p Adder puts a key of \p Domain,
/// and which the served `prune` empties with \p Guard around.
static std::string verdictOf(std::string Adder, KeyDomain Domain,
                             uint32_t Context = InLoop, bool Prunes = false,
                             uint32_t Guard = 0) {
  Unit B("add.cpp");
  EntityId F = B.here(B.function(Adder, 1));
  B.use(F, global(B.Map), MapOp::Insert, key(Domain));
  std::vector<std::string> Others;
  if (Prunes) {
    Others.push_back("prune");
    B.use(B.here(B.function("prune")), global(B.Map), MapOp::Clear).Context =
        Guard;
  }
  Unit Main("main.cpp");
  EntityId Entry = Main.here(Main.mainFunction());
  Main.call(Entry, Main.external(Adder)).Context = Context;
  for (std::string &Name : Others)
    Main.call(Entry, Main.external(Name)).Context = InLoop;
  return verdict({Main.unit(), B.unit()});
}

TEST(ProgramRules, LiteralsAtStartAreNoGrowth) {
  EXPECT_EQ(verdictOf("add", KeyDomain::Fixed, BeforeLoop), "no-growth");
  EXPECT_EQ(verdictOf("add", KeyDomain::Fixed), "bounded-keys");
}

TEST(ProgramRules, WhatIsLoadedOrConfiguredHasBoundedKeys) {
  EXPECT_EQ(verdictOf("addAll", KeyDomain::Open, BeforeLoop), "bounded-keys");
  EXPECT_EQ(verdictOf("reloadConfig", KeyDomain::Open), "bounded-keys");
  EXPECT_EQ(verdictOf("accept", KeyDomain::Open), "unbounded");
}

TEST(ProgramRules, RemovalThatDependsOnTheSizeIsAGuard) {
  EXPECT_EQ(verdictOf("accept", KeyDomain::Open, InLoop, true, SizeGuarded),
            "bounded-guard");
  EXPECT_EQ(verdictOf("accept", KeyDomain::Open, InLoop, true), "erased");
}

/// `m[k][j] = v; m.find(k)->second.erase(j);`, and, if \p Prunes, a function
/// that erases the inner map that it has emptied.
static InventoryRow rowOfEmptied(bool Prunes) {
  FactsBuilder B;
  B.Facts.WholeProgram = true;
  EntityId Main = B.mainFunction(), Map = B.globalMap("users", {Shape::Map});
  auto Served = [&](std::string Name) {
    EntityId F = B.closedFunction(std::move(Name), 1);
    B.call(Main, F).Context = InLoop;
    return F;
  };
  EntityId Add = Served("add"), Leave = Served("leave");
  B.use(Add, global(Map), MapOp::Insert);
  B.use(Add, global(Map).element(), MapOp::Insert);
  B.use(Leave, global(Map).element(), MapOp::Erase);
  if (Prunes) {
    EntityId Drop = Served("drop");
    B.use(Drop, global(Map).element(), MapOp::Erase);
    B.use(Drop, global(Map), MapOp::Erase);
  }
  ProgramFacts P = B.link();
  return takeInventory(P, judge(P)).front();
}

TEST(ProgramRules, InventorySaysWhatIsSaidOfInnerMapsBad) {
  EXPECT_EQ(spelling(rowOfEmptied(false).Verdict), "unbounded");
  EXPECT_EQ(rowOfEmptied(false).Reason, "an inner container that becomes empty "
                                        "here stays in 'users' for ever");
  EXPECT_EQ(spelling(rowOfEmptied(true).Verdict), "partial");
}

TEST(ProgramRules, KeysOfSixteenBitsAreFewEvenWhenErased) {
  EXPECT_EQ(verdictOf("accept", KeyDomain::Small, InLoop, true),
            "bounded-keys");
}

TEST(ProgramRules, RegistrationsArePossibleOnly) {
  Unit B("add.cpp");
  B.use(B.here(B.function("registerHandler", 2)), global(B.Map), MapOp::Insert);
  Outcome O = run({mainUnit({"registerHandler"}), B.unit()});
  ASSERT_THAT(O.Findings, SizeIs(1));
  EXPECT_EQ(O.Findings[0].Sure, Confidence::Possible);
}

//===--- Virtual calls ----------------------------------------------------===//

TEST(ProgramRules, VirtualCallReachesTheOverriderThatRemoves) {
  auto Program = [](bool Overrides) {
    Unit Main("main.cpp");
    EntityId Entry = Main.here(Main.mainFunction());
    Main.call(Entry, Main.external("add")).Context = InLoop;
    CallFact &C = Main.call(Entry, Main.external("Base::cleanup"));
    C.Context = InLoop;
    C.Virtual = true;
    Unit B("derived.cpp");
    EntityId Cleanup = B.here(B.function("Derived::cleanup", 1));
    B.fn(Cleanup).IsVirtual = true;
    if (Overrides)
      B.fn(Cleanup).Overrides.push_back(B.external("Base::cleanup"));
    B.use(Cleanup, global(B.Map), MapOp::Clear);
    return verdict({Main.unit(), addUnit(), B.unit()});
  };
  EXPECT_EQ(Program(true), "erased");
  EXPECT_EQ(Program(false), "dead-eviction");
}
