// makeReport: names, order, fingerprints that outlive edits, owner chains.
#include "FactsBuilder.h"
#include "Report/Formats.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

/// A map that `add` fills, described as collection for a whole program does.
struct Program {
  FactsBuilder B;
  EntityId Class = B.record("Hub");
  EntityId Map = B.field(Class, "users_");
  EntityId Add = B.method(Class, "add", 1);
  uint32_t Use = use();

  Program() {
    for (EntityId E : {Class, Map, Add}) {
      entity(E).USR = "c:@N@app@S@Hub@" + entity(E).Name;
      entity(E).Scope = E == Class ? "app" : "app::Hub";
    }
    entity(Map).Owner = Class;
  }
  uint32_t use() {
    B.use(Add, thisField(Map), MapOp::Insert);
    return B.Facts.Uses.size() - 1;
  }
  Entity &entity(EntityId E) { return B.Facts.Entities[E]; }

  /// At the declaration, as unbounded-map reports.
  Finding atDeclaration() {
    Finding F;
    F.Rule = "unbounded-map";
    F.Where = entity(Map).Decl;
    F.Message = "m";
    F.Container = Map;
    F.Variant = "never-erased";
    return F;
  }
  Finding atUse() {
    Finding F = atDeclaration();
    F.Rule = "unlocked-map-access";
    F.Where = B.Facts.Uses[Use].Where;
    F.Use = Use;
    F.Variant = "";
    return F;
  }
  Report report(llvm::ArrayRef<Finding> Findings,
                llvm::ArrayRef<InventoryRow> Maps = {},
                Confidence Level = Confidence::Possible) const {
    return makeReport(B.link(), Findings, Maps, Level);
  }
  std::string fingerprint(const Finding &F) const {
    return report(F).Findings[0].Fingerprint;
  }
};

TEST(MakeReport, NamesAreQualifiedAndPlacesResolved) {
  Program P;
  Report R = P.report({P.atUse()});
  ASSERT_EQ(R.Findings.size(), 1u);
  EXPECT_EQ(R.Findings[0].Container, "app::Hub::users_");
  EXPECT_EQ(R.Findings[0].Where.File, "unit.cpp");
  EXPECT_EQ(R.Findings[0].Where.Line, P.B.line(P.B.Facts.Uses[P.Use].Where));
  EXPECT_EQ(R.Findings[0].Rule, "unlocked-map-access");
}

TEST(MakeReport, LevelLeavesOutWhatIsLessSure) {
  Program P;
  Finding Sure = P.atDeclaration(), Unsure = P.atUse();
  Sure.Sure = Confidence::Proved;
  Unsure.Sure = Confidence::Possible;
  EXPECT_EQ(P.report({Sure, Unsure}).Findings.size(), 2u);
  EXPECT_EQ(P.report({Sure, Unsure}, {}, Confidence::Likely).Findings.size(),
            1u);
}

TEST(MakeReport, OrderOfFindingsDoesNotMatter) {
  Program P;
  Finding A = P.atDeclaration(), B = P.atUse();
  Report R1 = P.report({A, B}), R2 = P.report({B, A});
  for (unsigned I : {0, 1})
    EXPECT_EQ(R1.Findings[I].Rule, R2.Findings[I].Rule);
  EXPECT_LT(R1.Findings[0].Where.Line, R1.Findings[1].Where.Line);
}

TEST(Fingerprint, OutlivesMovesAndReformatting) {
  Program P, Moved;
  for (Site &S : Moved.B.Facts.Sites) {
    S.Line += 100;
    S.Column += 3;
  }
  Moved.B.Facts.Files[0] = "elsewhere/unit.cpp";
  EXPECT_EQ(P.fingerprint(P.atUse()), Moved.fingerprint(Moved.atUse()));
  EXPECT_EQ(P.fingerprint(P.atDeclaration()),
            Moved.fingerprint(Moved.atDeclaration()));
}

TEST(Fingerprint, IsTheSameForEver) {
  // Baselines hold it: a change of the recipe makes all of them stale.
  Program P;
  EXPECT_EQ(P.fingerprint(P.atDeclaration()),
            "4ff3015b2a2f0d1b42f135a11c956c02");
  EXPECT_EQ(P.fingerprint(P.atUse()), "4fed4f0e81f50a20340422f92ff3912a");
}

TEST(Fingerprint, DistinguishesRuleContainerVariantAndFunction) {
  Program P;
  Finding F = P.atUse();
  std::string Before = P.fingerprint(F);
  Finding Other = F;
  Other.Rule = "escaping-element";
  EXPECT_NE(P.fingerprint(Other), Before);
  Other = F;
  Other.Variant = "shared-lock";
  EXPECT_NE(P.fingerprint(Other), Before);
  Program Renamed;
  Renamed.entity(Renamed.Map).USR += "x";
  EXPECT_NE(Renamed.fingerprint(Renamed.atUse()), Before);
  Program OtherFunction;
  OtherFunction.entity(OtherFunction.Add).USR += "x";
  EXPECT_NE(OtherFunction.fingerprint(OtherFunction.atUse()), Before);
  EXPECT_EQ(OtherFunction.fingerprint(OtherFunction.atDeclaration()),
            P.fingerprint(P.atDeclaration()));
}

TEST(Fingerprint, TwoSitesOfOneFunctionShareIt) {
  Program P;
  Finding First = P.atUse();
  P.Use = P.use();
  Finding Second = P.atUse();
  Report R = P.report({First, Second});
  EXPECT_EQ(R.Findings[0].Fingerprint, R.Findings[1].Fingerprint);
}

TEST(Fingerprint, WithoutUsrFallsBackToNames) {
  Program P, Renamed;
  for (Program *Q : {&P, &Renamed})
    for (Entity &E : Q->B.Facts.Entities) {
      E.USR.clear();
      E.Scope.clear();
    }
  Renamed.entity(Renamed.Map).Name = "others_";
  EXPECT_EQ(P.fingerprint(P.atDeclaration()).size(), 32u);
  EXPECT_NE(P.fingerprint(P.atDeclaration()),
            Renamed.fingerprint(Renamed.atDeclaration()));
  EXPECT_EQ(P.report({P.atUse()}).Findings[0].Container, "Hub::users_");
}

TEST(Fingerprint, AtADeclarationOfAFunctionNamesIt) {
  Program P; // Of an annotation, which is about no container.
  auto At = [&](EntityId Function) {
    Finding F = P.atDeclaration();
    F.Where = P.entity(Function).Decl;
    F.Container = NoEntity;
    return F;
  };
  EntityId Other = P.B.method(P.Class, "reap");
  EXPECT_NE(P.fingerprint(At(P.Add)), P.fingerprint(At(Other)));
}

TEST(Fingerprint, OfCallSitesCountsTheCaller) {
  // unlocked-map-access may stand at a call that leads to the use.
  Program P, Other;
  auto AtCall = [](Program &Q, const char *Caller) {
    EntityId F = Q.B.function(Caller);
    SiteId Where = Q.B.call(F, Q.Add).Where;
    Finding Out = Q.atUse();
    Out.Where = Where;
    Out.Use = ~0u;
    return Out;
  };
  EXPECT_NE(P.fingerprint(AtCall(P, "one")),
            Other.fingerprint(AtCall(Other, "two")));
}

TEST(MakeReport, MapRow) {
  Program P;
  P.B.container(P.Map).Type = "std::map<int, User>";
  InventoryRow Row;
  Row.Decl = P.Map;
  Row.Verdict = MapVerdict::DeadEviction;
  Row.Lives = {Life::Program, NoSite, "a static object"};
  Row.Reason = "r";
  Row.Growth = {
      {P.B.Facts.Uses[P.Use].Where, P.Add, "insert", ShrinkGrade::None}};
  Row.Shrink = {{P.B.site(), P.Add, "erase", ShrinkGrade::NoCaller}};
  Row.Lock = "mutex_";
  Row.Keys = "open";
  Report R = P.report({}, Row);
  ASSERT_EQ(R.Maps.size(), 1u);
  const ReportMap &M = R.Maps[0];
  EXPECT_EQ(M.Name, "users_");
  EXPECT_EQ(M.Owner, "app::Hub");
  EXPECT_EQ(M.File, "unit.cpp");
  EXPECT_EQ(M.Line, P.B.lineOf(P.Map));
  EXPECT_EQ(M.Type, "std::map<int, User>");
  EXPECT_EQ(M.Storage, "field");
  EXPECT_EQ(M.Lifetime, "program");
  EXPECT_EQ(M.LifetimeWhy, "a static object");
  EXPECT_EQ(M.Verdict, "dead-eviction");
  EXPECT_EQ(M.Confidence, "likely");
  ASSERT_EQ(M.Growth.size(), 1u);
  EXPECT_EQ(M.Growth[0].Function, "app::Hub::add");
  EXPECT_EQ(M.Growth[0].Op, "insert");
  EXPECT_EQ(M.Growth[0].Grade, "");
  ASSERT_EQ(M.Shrink.size(), 1u);
  EXPECT_EQ(M.Shrink[0].Grade, "no-caller");
}

//===--- Owners -----------------------------------------------------------===//

std::vector<std::string> owners(const FactsBuilder &B, EntityId Map) {
  InventoryRow Row;
  Row.Decl = Map;
  Report R = makeReport(B.link(), {}, Row, Confidence::Likely);
  std::vector<std::string> Out;
  for (const ReportOwner &O : R.Maps[0].Owners)
    Out.push_back(O.Kind + " " + O.Name);
  return Out;
}

TEST(Owners, FromStaticObjectOverMembersAndElements) {
  FactsBuilder B;
  EntityId Server = B.record("Server"), Session = B.record("Session");
  EntityId Sessions = B.field(Server, "sessions_");
  EntityId Seen = B.field(Session, "seen_");
  EntityId The = B.variable("theServer");
  B.Facts.Entities[Sessions].Owner = Server;
  B.Facts.Entities[Seen].Owner = Session;
  B.instance(Session, InstanceFact::Element, Sessions);
  B.instance(Session, InstanceFact::Local);
  B.instance(Server, InstanceFact::Static, The);
  EXPECT_THAT(owners(B, Seen),
              testing::ElementsAre("static object theServer",
                                   "elements of Server::sessions_",
                                   "map Session::seen_"));
}

TEST(Owners, ThroughADerivedClass) {
  FactsBuilder B;
  EntityId Base = B.record("Base"), Derived = B.record("Derived", {Base});
  EntityId Map = B.field(Base, "map_");
  B.Facts.Entities[Map].Owner = Base;
  B.instance(Derived, InstanceFact::MainLocal);
  EXPECT_THAT(owners(B, Map),
              testing::ElementsAre("local of main Derived", "map Base::map_"));
}

TEST(Owners, CyclesEnd) {
  FactsBuilder B;
  EntityId A = B.record("A"), C = B.record("C");
  EntityId Cs = B.field(A, "cs_"), As = B.field(C, "as_");
  B.Facts.Entities[Cs].Owner = A;
  B.Facts.Entities[As].Owner = C;
  B.instance(C, InstanceFact::Element, Cs);
  B.instance(A, InstanceFact::Element, As);
  std::vector<std::string> Out = owners(B, Cs);
  EXPECT_EQ(Out.back(), "map A::cs_");
  EXPECT_LE(Out.size(), 3u);
}

TEST(Owners, OfAGlobalIsItself) {
  FactsBuilder B;
  EXPECT_THAT(owners(B, B.globalMap("cache")),
              testing::ElementsAre("static object cache"));
}

} // namespace
