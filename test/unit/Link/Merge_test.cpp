//===- Merge_test.cpp - Many units, one set of facts ----------------------===//
#include "FactsBuilder.h"
#include "Link/FactFields.h"
#include "Link/Merge.h"
#include "llvm/ADT/StringExtras.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <numeric>

using namespace mapwarden;
using namespace mapwarden::test;
using testing::SizeIs;

namespace {

/// Facts as text, with everything that merging may number anew spelt out.
struct Printer {
  std::string Out;
  void entity(EntityId Id) { Out += "e" + std::to_string(Id) + " "; }
  void site(SiteId Id) { Out += "s" + std::to_string(Id) + " "; }
  void call(uint32_t Index) { Out += "c" + std::to_string(Index) + " "; }
  template <typename T> void number(T X) {
    Out += std::to_string(static_cast<uint64_t>(X)) + " ";
  }
  void text(const std::string &S) { Out += "'" + S + "' "; }
};

std::string print(TUFacts &F) {
  Printer P;
  for (const std::string &File : F.Files)
    P.text(File);
  for (const Site &S : F.Sites) {
    P.number(S.File);
    P.number(S.Line);
    P.number(S.Column);
  }
  for (const Entity &E : F.Entities) {
    P.text(E.USR + " " + E.Name);
    P.site(E.Decl);
    P.site(E.Def);
    P.entity(E.Owner);
  }
  auto All = [&](auto &Facts) {
    P.Out += "\n";
    for (auto &Fact : Facts)
      fields(P, Fact);
  };
  All(F.Containers);
  All(F.Functions);
  All(F.Records);
  All(F.Instances);
  All(F.Uses);
  All(F.Calls);
  All(F.Escapes);
  All(F.Stales);
  for (const GapFact &G : F.Gaps)
    P.text(G.Source);
  return P.Out;
}

/// A unit with file 0 its source and file 1 a header.
struct UnitBuilder : FactsBuilder {
  explicit UnitBuilder(std::string Source) : Source(std::move(Source)) {
    Facts.Files = {this->Source, "hub.h"};
  }
  /// Moves \p E to line \p Line of the header, where it is defined, too.
  EntityId inHeader(EntityId E, uint32_t Line, bool Defined = true) {
    Facts.Sites.push_back({1, Line, 1});
    Facts.Entities[E].Decl = Facts.Sites.size() - 1;
    if (Defined)
      Facts.Entities[E].Def = Facts.Entities[E].Decl;
    return E;
  }
  EntityId defined(EntityId E) {
    Facts.Entities[E].Def = Facts.Entities[E].Decl;
    return E;
  }
  UnitFacts unit() const {
    UnitFacts U;
    U.Source = Source;
    U.Facts = Facts;
    return U;
  }
  std::string Source;
};

/// What `hub.h` says in every unit: class Hub { map users_; void add(); } with
/// an inline add() that inserts.
struct Hub {
  EntityId Class, Map, Add;
  explicit Hub(UnitBuilder &B) {
    Class = B.inHeader(B.record("Hub"), 1);
    Map = B.inHeader(B.field(Class, "users_"), 2);
    B.Facts.Entities[Map].Owner = Class;
    Add = B.inHeader(B.method(Class, "add"), 3);
    B.use(Add, thisField(Map), MapOp::Insert).Where = headerSite(B, 4);
  }
  static SiteId headerSite(UnitBuilder &B, uint32_t Line) {
    B.Facts.Sites.push_back({1, Line, 5});
    return B.Facts.Sites.size() - 1;
  }
};

UnitFacts growingUnit() {
  UnitBuilder B("grow.cpp");
  Hub H(B);
  EntityId Main = B.defined(B.mainFunction());
  B.call(Main, H.Add);
  return B.unit();
}

UnitFacts erasingUnit() {
  UnitBuilder B("erase.cpp");
  Hub H(B);
  EntityId Drop = B.inHeader(B.method(H.Class, "drop"), 5, /*Defined=*/false);
  B.Facts.Entities[Drop].Def = B.site();
  B.use(Drop, thisField(H.Map), MapOp::Erase);
  return B.unit();
}

UnitFacts callingUnit() {
  UnitBuilder B("call.cpp");
  Hub H(B);
  EntityId Drop = B.inHeader(B.plainField("drop"), 5, /*Defined=*/false);
  B.Facts.Entities[Drop].Kind = EntityKind::Function;
  EntityId Run = B.defined(B.function("run"));
  B.call(Run, Drop);
  return B.unit();
}

EntityId named(const TUFacts &F, llvm::StringRef Name) {
  for (EntityId I = 0; I < F.Entities.size(); ++I)
    if (F.Entities[I].Name == Name)
      return I;
  return NoEntity;
}

/// What one unit reads of the annotations in a header.
UnitFacts annotatedUnit(std::string Source, bool Complete) {
  UnitBuilder B(std::move(Source));
  Hub H(B);
  EntityId Lock = B.inHeader(B.plainField("mutex_"), 5);
  B.fn(H.Add).IsRemover = Complete;
  ContainerFact &C = B.container(H.Map);
  if (Complete)
    C.GuardedBy = Lock;
  else
    C.LockNotFound = "mutex_";
  C.OwnsValues = true;
  C.OwnsNothing = Complete;
  return B.unit();
}

TEST(Merge, AnnotationsAreWhatTheBestUnitReads) {
  for (bool First : {true, false}) {
    TUFacts F =
        merge({annotatedUnit("a.cpp", First), annotatedUnit("b.cpp", !First)});
    ASSERT_THAT(F.Containers, SizeIs(1));
    EXPECT_NE(F.Containers[0].GuardedBy, NoEntity);
    EXPECT_EQ(F.Containers[0].LockNotFound, "");
    EXPECT_TRUE(F.Containers[0].OwnsValues);
    EXPECT_FALSE(F.Containers[0].OwnsNothing);
    ASSERT_THAT(F.Functions, SizeIs(1));
    EXPECT_TRUE(F.Functions[0].IsRemover);
  }
}

} // namespace

TEST(Merge, HeaderCountsOnceHoweverManyUnitsIncludeIt) {
  TUFacts F = merge({growingUnit(), erasingUnit(), callingUnit()});
  EXPECT_THAT(F.Containers, SizeIs(1));
  EXPECT_THAT(F.Uses, SizeIs(2)); // The insertion of the header, the erase.
  EXPECT_THAT(F.Records, SizeIs(1));
}

TEST(Merge, OrderOfUnitsDoesNotMatter) {
  std::vector<UnitFacts> Units{growingUnit(), erasingUnit(), callingUnit()};
  std::vector<size_t> Order{0, 1, 2};
  std::string First;
  do {
    std::vector<UnitFacts> Shuffled;
    for (size_t I : Order)
      Shuffled.push_back(Units[I]);
    TUFacts F = merge(std::move(Shuffled));
    if (First.empty())
      First = print(F);
    EXPECT_EQ(print(F), First);
  } while (std::next_permutation(Order.begin(), Order.end()));
}

TEST(Merge, SameUnitTwiceIsTheSameAsOnce) {
  TUFacts Once = merge({growingUnit(), erasingUnit()});
  TUFacts Twice = merge({growingUnit(), erasingUnit(), erasingUnit()});
  EXPECT_EQ(print(Once), print(Twice));
}

TEST(Merge, DeclarationMeetsDefinitionOfAnotherUnit) {
  TUFacts F = merge({callingUnit(), erasingUnit(), growingUnit()});
  const EntityId Drop = named(F, "drop");
  ASSERT_NE(Drop, NoEntity);
  EXPECT_TRUE(llvm::any_of(
      F.Calls, [&](const CallFact &C) { return C.Callee == Drop; }));
  EXPECT_TRUE(llvm::any_of(F.Uses, [&](const UseFact &U) {
    return U.Function == Drop && U.Op == MapOp::Erase;
  }));
  EXPECT_NE(F.Entities[Drop].Def, NoSite);
}

TEST(Merge, AnonymousNamespaceNamesOfTwoFilesStayApart) {
  auto Unit = [](std::string Source) {
    UnitBuilder B(std::move(Source));
    EntityId Map = B.globalMap("cache");
    B.Facts.Entities[Map].Internal = true;
    B.Facts.Entities[Map].USR = "c:util.cpp@aN@cache"; // Equal base names.
    B.defined(Map);
    return B.unit();
  };
  TUFacts F = merge({Unit("a/util.cpp"), Unit("b/util.cpp")});
  EXPECT_THAT(F.Containers, SizeIs(2));
}

TEST(Merge, TwoProgramsMayUseOneNameForTwoThings) {
  auto Unit = [](std::string Source) {
    UnitBuilder B(std::move(Source));
    EntityId Map = B.defined(B.globalMap("options"));
    EntityId Main = B.defined(B.mainFunction());
    B.use(Main, global(Map), MapOp::Insert);
    return B.unit();
  };
  TUFacts F = merge({Unit("a.cpp"), Unit("b.cpp")});
  EXPECT_THAT(F.Containers, SizeIs(2));
  EXPECT_EQ(llvm::count_if(F.Functions,
                           [](const FunctionFact &X) { return X.IsMain; }),
            2);
}

TEST(Merge, ClassIsShownWhereItIsDefinedNotWhereItIsForwardDeclared) {
  UnitBuilder Forward("aaa.cpp");
  Forward.entity(EntityKind::Record, "Hub");
  TUFacts F = merge({Forward.unit(), growingUnit()});
  const EntityId Hub = named(F, "Hub");
  EXPECT_EQ(F.Files[F.Sites[F.Entities[Hub].Decl].File], "hub.h");
}

TEST(Merge, SitesAndEntitiesAreInSourceOrder) {
  TUFacts F = merge({growingUnit(), erasingUnit(), callingUnit()});
  for (size_t I = 1; I < F.Sites.size(); ++I) {
    const Site &A = F.Sites[I - 1], &B = F.Sites[I];
    EXPECT_LT(std::tie(F.Files[A.File], A.Line, A.Column),
              std::tie(F.Files[B.File], B.Line, B.Column));
  }
  for (size_t I = 1; I < F.Entities.size(); ++I)
    EXPECT_LE(F.Entities[I - 1].Decl, F.Entities[I].Decl);
}

TEST(Merge, StaleReferencePointsAtTheCallItMeant) {
  auto Unit = [](bool OtherCall) {
    UnitBuilder B("stale.cpp");
    Hub H(B);
    EntityId F = B.defined(B.function("f"));
    if (OtherCall)
      B.call(F, H.Add).Where = Hub::headerSite(B, 90);
    B.call(F, H.Add).Where = Hub::headerSite(B, 80);
    StaleFact &S = B.stale(F, "x", thisField(H.Map).element());
    S.Call = B.Facts.Calls.size() - 1;
    return B.unit();
  };
  TUFacts F = merge({Unit(true), Unit(false)});
  ASSERT_FALSE(F.Stales.empty());
  for (const StaleFact &S : F.Stales) {
    ASSERT_LT(S.Call, F.Calls.size());
    EXPECT_EQ(F.Sites[F.Calls[S.Call].Where].Line, 80u);
  }
}

TEST(Merge, FailedUnitIsAGap) {
  UnitFacts Failed;
  Failed.Source = "broken.cpp";
  Failed.Status = UnitStatus::Failed;
  TUFacts F = merge({growingUnit(), Failed});
  ASSERT_THAT(F.Gaps, SizeIs(1));
  EXPECT_EQ(F.Gaps[0].Source, "broken.cpp");
  EXPECT_TRUE(F.Gaps[0].Failed);
}

TEST(Merge, UnitWithErrorsNamesTheFilesItSaw) {
  UnitFacts Broken = erasingUnit();
  Broken.Status = UnitStatus::Errors;
  TUFacts F = merge({growingUnit(), Broken});
  ASSERT_THAT(F.Gaps, SizeIs(1));
  std::vector<std::string> Names;
  for (uint32_t File : F.Gaps[0].Files)
    Names.push_back(F.Files[File]);
  EXPECT_THAT(Names, testing::UnorderedElementsAre("erase.cpp", "hub.h"));
}

/// Whether the program of \p Unit and \p Broken knows of a gap for \p Map.
static bool hasGap(UnitFacts Unit, UnitFacts Broken, llvm::StringRef Map) {
  ProgramFacts P =
      ProgramFacts::link(merge({std::move(Unit), std::move(Broken)}));
  return P.gapFor(*P.container(named(P.facts(), Map)));
}

static UnitFacts broken(UnitFacts Unit, UnitStatus Status) {
  Unit.Status = Status;
  return Unit;
}

TEST(Gaps, MapOfAHeaderIsSeenByWhoIncludesItWhereverItIsDefined) {
  UnitBuilder Defines("table.cpp");
  Defines.Facts.Files = {"table.cpp"};
  Defines.defined(Defines.globalMap("table"));
  Defines.defined(Defines.globalMap("other"));
  UnitBuilder Declares("broken.cpp");
  Declares.inHeader(Declares.globalMap("table"), 7, /*Defined=*/false);
  const UnitFacts Broken = broken(Declares.unit(), UnitStatus::Errors);
  EXPECT_TRUE(hasGap(Defines.unit(), Broken, "table"));
  EXPECT_FALSE(hasGap(Defines.unit(), Broken, "other"));
}

TEST(Gaps, WhatAFunctionHandsOutIsSeenByWhoCanCallIt) {
  auto Unit = [](bool Internal) {
    UnitBuilder B("registry.cpp");
    EntityId F = B.inHeader(B.function("registry"), 9);
    EntityId Map = B.defined(B.variableMap("entries", Storage::StaticLocal));
    B.container(Map).Function = F;
    B.fn(F).Returns.push_back({global(Map), RefKind::Lvalue});
    B.Facts.Entities[Map].Internal = true;
    B.Facts.Entities[F].Internal = Internal;
    return B.unit();
  };
  UnitFacts Broken;
  Broken.Source = "broken.cpp";
  for (UnitStatus Status : {UnitStatus::Errors, UnitStatus::Failed}) {
    // One that is parsed names the header of the function.
    Broken.Facts.Files = {"broken.cpp"};
    if (Status == UnitStatus::Errors)
      Broken.Facts.Files.push_back("hub.h");
    EXPECT_TRUE(hasGap(Unit(false), broken(Broken, Status), "entries"));
    EXPECT_FALSE(hasGap(Unit(true), broken(Broken, Status), "entries"));
  }
}

TEST(Gaps, MissingHeaderMayHaveIncludedAnyOther) {
  UnitFacts Broken;
  Broken.Source = "broken.cpp";
  Broken.Facts.Files = {"broken.cpp"};
  EXPECT_FALSE(
      hasGap(growingUnit(), broken(Broken, UnitStatus::Errors), "users_"));
  EXPECT_TRUE(hasGap(growingUnit(), broken(Broken, UnitStatus::Cut), "users_"));
}

//===--- Closedness -------------------------------------------------------===//

static bool isClosed(const TUFacts &F, llvm::StringRef Name) {
  const EntityId Id = named(F, Name);
  return llvm::any_of(F.Functions, [&](const FunctionFact &X) {
    return X.Id == Id && X.Closed;
  });
}

TEST(Closing, WithMainAllFunctionsAreClosed) {
  TUFacts F = merge({growingUnit(), erasingUnit()});
  EXPECT_TRUE(isClosed(F, "add"));
  EXPECT_TRUE(isClosed(F, "drop"));
}

TEST(Closing, LibraryFunctionsMayBeCalledByAnybody) {
  TUFacts F = merge({erasingUnit()});
  EXPECT_FALSE(isClosed(F, "drop"));
}

TEST(Closing, PrivateFunctionsOfALibraryAreClosed) {
  UnitFacts Unit = erasingUnit();
  for (FunctionFact &F : Unit.Facts.Functions)
    F.IsPrivate = true;
  TUFacts F = merge({Unit});
  EXPECT_TRUE(isClosed(F, "drop"));
}

TEST(Closing, CallbacksOfLibrariesAreOpen) {
  UnitFacts Unit = erasingUnit();
  for (FunctionFact &F : Unit.Facts.Functions)
    F.ForeignCallers = true;
  TUFacts F = merge({growingUnit(), Unit});
  EXPECT_FALSE(isClosed(F, "drop"));
}
