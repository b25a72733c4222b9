//===- AsymmetricIndex_test.cpp -------------------------------------------===//
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

/// add() fills byId_ and seen_ with the same key, remove() erases from byId_.
struct TwoIndexes : FactsBuilder {
  EntityId Users = record("Users");
  EntityId ById = field(Users, "byId_"), Seen = field(Users, "seen_");
  EntityId Add = method(Users, "add", 1), Remove = method(Users, "remove", 1);
  SiteId Removal = NoSite;

  explicit TwoIndexes(std::string SeenKey = "id") {
    use(Add, thisField(ById), MapOp::Insert, key(KeyDomain::Open, "id"));
    use(Add, thisField(Seen), MapOp::Insert,
        key(KeyDomain::Open, std::move(SeenKey)));
    Removal = use(Remove, thisField(ById), MapOp::Erase).Where;
  }
  std::vector<Finding> findings() const {
    std::vector<Finding> Found;
    ProgramFacts P = link();
    judgeAsymmetricIndex(P, Found);
    return Found;
  }
};

} // namespace

TEST(AsymmetricIndex, PartnerStaysBad) {
  TwoIndexes B;
  std::vector<Finding> Found = B.findings();
  ASSERT_THAT(Found, SizeIs(1));
  EXPECT_EQ(Found[0].Where, B.Removal);
  EXPECT_EQ(Found[0].Container, B.Seen);
}

TEST(AsymmetricIndex, SameObjectUnderTwoKeysBad) {
  TwoIndexes B("mail");
  EntityId User = B.variable("user");
  for (UseFact &U : B.Facts.Uses)
    U.Value.Carrier = User;
  EXPECT_THAT(B.findings(), SizeIs(1));
}

TEST(AsymmetricIndex, OtherKeysAreNoPairOk) {
  EXPECT_THAT(TwoIndexes("mail").findings(), IsEmpty());
}

TEST(AsymmetricIndex, PartnerIsErasedInTheSameFunctionOk) {
  TwoIndexes B;
  B.use(B.Remove, thisField(B.Seen), MapOp::Erase);
  EXPECT_THAT(B.findings(), IsEmpty());
}

TEST(AsymmetricIndex, PartnerIsErasedElsewhereAtRunTimeOk) {
  TwoIndexes B;
  B.use(B.method(B.Users, "sweep"), thisField(B.Seen), MapOp::Erase);
  EXPECT_THAT(B.findings(), IsEmpty());
}

TEST(AsymmetricIndex, PartnerThatGrowsElsewhereHasItsOwnLifeOk) {
  TwoIndexes B;
  B.use(B.method(B.Users, "touch"), thisField(B.Seen), MapOp::Insert,
        key(KeyDomain::Open, "id"));
  EXPECT_THAT(B.findings(), IsEmpty());
}

TEST(AsymmetricIndex, OfOneDefectThereIsOneFindingAtTheDefaultLevel) {
  TwoIndexes B;
  B.instance(B.Users, InstanceFact::Static);
  B.Facts.WholeProgram = true;
  std::vector<Finding> Found = judge(B.link());
  llvm::erase_if(
      Found, [](const Finding &F) { return F.Sure == Confidence::Possible; });
  ASSERT_THAT(Found, SizeIs(1));
  EXPECT_EQ(Found[0].Rule, "asymmetric-index");
}

/// A destructor takes its key out of one of two statics.
TEST(AsymmetricIndex, DestructorForgetsTheSecondStaticBad) {
  FactsBuilder B;
  EntityId Listener = B.record("Listener");
  EntityId Ports = B.variableMap("ports_", Storage::StaticMember),
           Queue = B.variableMap("queue_", Storage::StaticMember);
  EntityId Ctor = B.method(Listener, "Listener"),
           Dtor = B.method(Listener, "~Listener"),
           Accept = B.method(Listener, "accept");
  B.fn(Ctor).IsConstructor = B.fn(Dtor).IsDestructor = true;
  B.use(Ctor, global(Ports), MapOp::Insert, key(KeyDomain::Open, "port_"));
  B.use(Accept, global(Queue), MapOp::Insert, key(KeyDomain::Open, "port"));
  B.use(Accept, global(Queue), MapOp::Erase, key(KeyDomain::Open, "port_"));
  B.use(Dtor, global(Ports), MapOp::Erase, key(KeyDomain::Open, "port_"));
  auto Judge = [&] {
    std::vector<Finding> Found;
    ProgramFacts P = B.link();
    judgeAsymmetricIndex(P, Found);
    return Found;
  };
  EXPECT_THAT(Judge(), SizeIs(1));
  B.use(Dtor, global(Queue), MapOp::Erase, key(KeyDomain::Open, "port_"));
  EXPECT_THAT(Judge(), IsEmpty());
}
