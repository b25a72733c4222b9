// Growth that ends when something is set up; escapes through virtual calls.
#include "Catalog/Names.h"
#include "FactsBuilder.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;
using testing::ElementsAre;
using testing::SizeIs;

namespace {

/// A program whose class Table, alive all the time, has a map that `add` fills.
struct Program : FactsBuilder {
  EntityId Main, Table, Map, Add;
  explicit Program(std::string Class = "Table") {
    Facts.WholeProgram = true;
    Main = mainFunction();
    Table = record(Class);
    Map = field(Table, "entries_");
    Add = closedMethod(Table, Class + "::add", 1);
    use(Add, thisField(Map), MapOp::Insert);
    instance(Table, InstanceFact::Static);
  }
  /// A function that main calls in its loop.
  EntityId served(std::string Name, uint8_t Params = 0) {
    EntityId F = closedFunction(std::move(Name), Params);
    call(Main, F).Context = InLoop;
    return F;
  }
  ResolvedUse growth() const {
    ProgramFacts P = link();
    EXPECT_THAT(P.uses(Map), SizeIs(1));
    return P.uses(Map)[0];
  }
};

TEST(Names, WordsOk) {
  EXPECT_THAT(wordsOf("ReadTunnelsConf"),
              ElementsAre("read", "tunnels", "conf"));
  EXPECT_THAT(wordsOf("ns::parse_cmdline_"),
              ElementsAre("parse", "cmdline", ""));
  EXPECT_THAT(wordsOf("TLSSettings"), ElementsAre("tls", "settings"));
  EXPECT_THAT(wordsOf("~Hub"), ElementsAre("hub"));
}

TEST(SetUp, WhatOnlyReloadConfigCallsIsConfiguredOk) {
  Program B;
  B.call(B.served("reloadConfig"), B.Add);
  EXPECT_EQ(B.growth().Runs, Reach::RunTime);
  EXPECT_EQ(B.growth().RunsAsConfigured, Reach::StartUp);
}

TEST(SetUp, AnotherCallerMakesItRunTimeBad) {
  Program B;
  B.call(B.served("reloadConfig"), B.Add);
  B.call(B.served("accept"), B.Add);
  EXPECT_EQ(B.growth().RunsAsConfigured, Reach::RunTime);
}

TEST(SetUp, MethodsOfAClassOfSettingsAreConfiguredOk) {
  Program B("TlsSettings");
  B.call(B.served("accept"), B.Add);
  EXPECT_EQ(B.growth().RunsAsConfigured, Reach::StartUp);
}

TEST(SetUp, RegistrationIsSetUpButNotConfiguredBad) {
  Program B;
  B.call(B.served("registerHandler", 2), B.Add);
  EXPECT_EQ(B.growth().RunsAsSetUp, Reach::StartUp);
  EXPECT_EQ(B.growth().RunsAsConfigured, Reach::RunTime);
}

TEST(SetUp, LoadOfAKeyIsNoSetUpBad) {
  Program B;
  B.call(B.served("load", 1), B.Add);
  EXPECT_EQ(B.growth().RunsAsSetUp, Reach::RunTime);
}

//===--- Objects that were just made --------------------------------------===//

/// `holder_ = new Table; holder_-><Name>();` in a function that is served.
Reach reachOfPreparation(std::string Name, InstanceFact::Holder How) {
  Program B;
  EntityId Prepare = B.closedMethod(B.Table, "Table::" + Name);
  B.call(Prepare, B.Add);
  EntityId Maker = B.served("answer");
  EntityId Holder = How == InstanceFact::Member ? B.plainField("holder_")
                                                : B.variable("table");
  B.instance(B.Table, How, Holder, Maker);
  B.call(Maker, Prepare, {},
         (How == InstanceFact::Member ? thisField(Holder) : local(Holder))
             .deref());
  return B.growth().Runs;
}

TEST(SetUp, NewMemberIsPreparedOk) {
  EXPECT_EQ(reachOfPreparation("loadFiles", InstanceFact::Member),
            Reach::StartUp);
}

TEST(SetUp, WhatDoesNotPrepareAMemberRunsAnyTimeBad) {
  EXPECT_EQ(reachOfPreparation("askServers", InstanceFact::Member),
            Reach::RunTime);
}

TEST(SetUp, NewLocalIsPreparedByAnyCallButItsServiceOk) {
  EXPECT_EQ(reachOfPreparation("askServers", InstanceFact::Other),
            Reach::StartUp);
  EXPECT_EQ(reachOfPreparation("runLoop", InstanceFact::Other), Reach::RunTime);
}

TEST(SetUp, FieldOfANewLocalIsFilledBeforeUseOk) {
  for (bool Made : {true, false}) {
    Program B;
    B.Facts.Uses.clear();
    EntityId Maker = B.served("answer"), Local = B.variable("table");
    if (Made)
      B.instance(B.Table, InstanceFact::Local, Local, Maker);
    B.use(Maker, local(Local).field(B.Map), MapOp::Insert);
    EXPECT_EQ(B.growth().Runs, Made ? Reach::StartUp : Reach::RunTime);
  }
}

TEST(SetUp, ALocalOfMainLivesOnBad) {
  Program B;
  B.Facts.Uses.clear();
  EntityId Local = B.variable("table");
  B.instance(B.Table, InstanceFact::MainLocal, Local, B.Main);
  B.use(B.Main, local(Local).field(B.Map), MapOp::Insert).Context = InLoop;
  EXPECT_EQ(B.growth().Runs, Reach::RunTime);
}

//===--- Escapes ----------------------------------------------------------===//

TEST(SetUp, EscapeToAVirtualFunctionIsFollowedToItsOverridersOk) {
  for (bool Overridden : {true, false}) {
    Program B;
    EntityId Load = B.method(B.record("Storage"), "Storage::load", 1);
    B.fn(Load).HasBody = false;
    B.fn(Load).IsVirtual = true;
    EntityId File = B.method(B.record("FileStorage"), "FileStorage::load", 1);
    if (Overridden)
      B.fn(File).Overrides.push_back(Load);
    B.escape(B.Add, thisField(B.Map), Load);
    EXPECT_THAT(B.link().escapes(B.Map), SizeIs(Overridden ? 0 : 1));
  }
}

} // namespace
