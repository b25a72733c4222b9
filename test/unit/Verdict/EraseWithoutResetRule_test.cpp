// Who owns the raw values of a container, and who loses them.
#include "FactsBuilder.h"
#include "Verdict/Finding.h"
#include "gtest/gtest.h"

using namespace mapwarden;
using namespace mapwarden::test;

namespace {

ValueFact fresh(EntityId Carrier = NoEntity, std::string Releaser = "delete") {
  ValueFact V;
  V.Origin = ValueOrigin::Fresh;
  V.Carrier = Carrier;
  V.Releaser = std::move(Releaser);
  return V;
}

/// A class with a map of pointers that add() fills with new objects and the
/// destructor deletes.
struct Uploads {
  FactsBuilder B;
  EntityId Upload = B.record("Upload");
  EntityId Class = B.record("Uploads");
  EntityId Map = pointers("Uploads::files_");
  EntityId Add = B.method(Class, "Uploads::add");
  EntityId Remove = B.method(Class, "Uploads::remove");
  EntityId Local = B.variable("upload");
  EntityId Dtor = B.method(Class, "Uploads::~Uploads");

  Uploads(bool Deletes = true) {
    B.fn(Dtor).IsDestructor = true;
    UseFact &U = B.use(Add, thisField(Map), MapOp::Insert);
    U.Value = fresh(Local);
    U.Context = AfterLookup;
    if (Deletes)
      B.release(Dtor, ReleaseFact::Released, element());
  }
  EntityId pointers(std::string Name) {
    EntityId M = B.field(Class, std::move(Name));
    ContainerFact &C = B.container(M);
    C.Levels[0].Values = ValueShape::RawPointer;
    C.ValueRecord = Upload;
    C.ValueType = "Upload *";
    return M;
  }
  AccessPath element() const { return thisField(Map).element(); }
  UseFact &erase() { return B.use(Remove, thisField(Map), MapOp::Erase); }
  std::vector<Finding> findings() {
    std::vector<Finding> Out;
    judgeEraseWithoutReset(B.link(), Out);
    return Out;
  }
};

TEST(EraseWithoutReset, FindingNamesTheReleaser) {
  Uploads U;
  U.B.Facts.Uses[0].Value.Releaser = "fclose";
  U.erase();
  auto F = U.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Releaser, "fclose");
  EXPECT_FALSE(F[0].SharedValues);
}

TEST(EraseWithoutReset, MapThatEvictsAndSoReleasesOk) {
  Uploads U;
  U.erase();
  U.B.container(U.Map).Levels[0].Row.Bounded = true;
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, EraseOfFreshValueBad) {
  Uploads U;
  SiteId Where = U.erase().Where;
  auto F = U.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Where);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
  EXPECT_EQ(F[0].Message,
            "erasing from 'files_' drops its 'Upload *' without 'delete'");
  EXPECT_EQ(F[0].Notes.size(), 2u);
}

TEST(EraseWithoutReset, ReleasedInTheSameFunctionOk) {
  Uploads U;
  U.erase();
  U.B.release(U.Remove, ReleaseFact::Released, U.element());
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, FP_ReleasedWhenItLeavesAnIntrusiveQueueOk) {
  Uploads U;
  EntityId Queue = U.B.plainField("Uploads::queue_");
  EntityId Head = U.B.plainField("List::head");
  U.erase();
  U.B.release(U.Remove, ReleaseFact::Released, thisField(Queue)).Type =
      U.Upload; // The member itself is no element.
  EXPECT_EQ(U.findings().size(), 1u);
  U.B.release(U.Remove, ReleaseFact::Released, thisField(Queue).field(Head))
      .Type = U.Upload;
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, FP_SetThatPointersAreTakenOutOfByValueOk) {
  Uploads U(false);
  U.B.container(U.Map).Levels[0].Row.Kind = Shape::Set;
  EXPECT_EQ(U.findings().size(), 1u); // The destructor forgets them.
  U.erase();
  EXPECT_TRUE(U.findings().empty());
  U.B.release(U.Add, ReleaseFact::Released, U.element());
  EXPECT_EQ(U.findings().size(), 1u); // Somewhere its elements are deleted.
}

TEST(EraseWithoutReset, FP_DeleteInATemplatesPatternOk) {
  Uploads U;
  U.erase();
  U.B.release(U.Add, ReleaseFact::Released, AccessPath());
  EXPECT_EQ(U.findings().size(), 1u); // In another function.
  U.B.release(U.Remove, ReleaseFact::Released, AccessPath());
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, ReleasedThroughALocalOk) {
  Uploads U;
  EntityId Found = U.B.variable("found");
  U.B.carry(U.Remove, Found, U.element());
  U.erase();
  U.B.release(U.Remove, ReleaseFact::Released, local(Found));
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, HandedOnToTheCallerOk) {
  Uploads U;
  EntityId Found = U.B.variable("found");
  U.B.carry(U.Remove, Found, U.element());
  U.erase();
  U.B.release(U.Remove, ReleaseFact::HandedOn, local(Found));
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, OnlyAnInnerObjectIsReleasedBad) {
  Uploads U;
  EntityId Buffer = U.B.plainField("Upload::buffer");
  U.erase();
  U.B.release(U.Remove, ReleaseFact::Released,
              U.element().deref().field(Buffer));
  EXPECT_EQ(U.findings().size(), 1u);
}

TEST(EraseWithoutReset, ReleasedByAHelperOrByTheCallerOk) {
  for (bool ByCaller : {false, true}) {
    Uploads U;
    EntityId Other = U.B.closedMethod(U.Class, "Uploads::other");
    U.erase();
    U.B.release(Other, ReleaseFact::Released, U.element());
    if (ByCaller)
      U.B.call(Other, U.Remove);
    else
      U.B.call(U.Remove, Other);
    EXPECT_TRUE(U.findings().empty()) << ByCaller;
  }
}

TEST(EraseWithoutReset, PassedToAFunctionThatOnlyLooksBadThatKeepsItOk) {
  for (bool Keeps : {false, true}) {
    Uploads U;
    EntityId Log = U.B.function("log", 1);
    U.erase();
    U.B.release(U.Remove, ReleaseFact::HandedOn, U.element()).Into = Log;
    if (Keeps)
      U.B.release(Log, ReleaseFact::Released, param(Log));
    EXPECT_EQ(U.findings().size(), Keeps ? 0u : 1u);
  }
}

TEST(EraseWithoutReset, PassedToAFunctionOutOfSightOk) {
  Uploads U;
  EntityId Extern = U.B.entity(EntityKind::Function, "consume");
  U.erase();
  U.B.release(U.Remove, ReleaseFact::HandedOn, U.element()).Into = Extern;
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, BorrowedAnywhereOk) {
  Uploads U(false);
  U.B.use(U.Add, thisField(U.Map), MapOp::Insert).Value.Origin =
      ValueOrigin::Borrowed;
  U.erase();
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, NeverOwningOk) {
  FactsBuilder B;
  EntityId Map = B.globalMap("byName");
  B.container(Map).Levels[0].Values = ValueShape::RawPointer;
  EntityId F = B.function("f");
  B.use(F, global(Map), MapOp::Insert);
  B.use(F, global(Map), MapOp::Erase);
  std::vector<Finding> Out;
  judgeEraseWithoutReset(B.link(), Out);
  EXPECT_TRUE(Out.empty());
}

TEST(EraseWithoutReset, EraseThroughAParameterBad) {
  FactsBuilder B;
  EntityId Map = B.globalMap("tables");
  B.container(Map).Levels[0].Values = ValueShape::RawPointer;
  EntityId Init = B.function("init", 1), Destroy = B.function("destroy", 1);
  EntityId Main = B.function("use");
  B.use(Init, param(Init), MapOp::Insert).Value = fresh();
  SiteId Where = B.use(Destroy, param(Destroy), MapOp::Erase).Where;
  B.call(Main, Init, {global(Map)});
  B.call(Main, Destroy, {global(Map)});
  std::vector<Finding> Out;
  judgeEraseWithoutReset(B.link(), Out);
  ASSERT_EQ(Out.size(), 1u);
  EXPECT_EQ(Out[0].Where, Where);
}

TEST(EraseWithoutReset, SharedWithAnIndexThatKeepsItOk) {
  Uploads U;
  EntityId Index = U.pointers("Uploads::byTime_");
  U.B.use(U.Add, thisField(Index), MapOp::Insert).Value = fresh(U.Local);
  U.B.use(U.Remove, thisField(Index), MapOp::Erase);
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, ErasedFromAllIndexesIsReportedAtTheLastBad) {
  Uploads U;
  EntityId Index = U.pointers("Uploads::byTime_");
  U.B.use(U.Add, thisField(Index), MapOp::Insert).Value = fresh(U.Local);
  U.erase();
  SiteId Last = U.B.use(U.Remove, thisField(Index), MapOp::Erase).Where;
  auto F = U.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Where, Last);
}

TEST(EraseWithoutReset, AlsoStoredInAFieldOk) {
  Uploads U(false);
  EntityId Head = U.B.plainField("Uploads::head_");
  U.B.release(U.Add, ReleaseFact::HandedOn, local(U.Local)).Place =
      thisField(Head);
  U.erase();
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, ReturnedByTheFunctionThatAddsItBad) {
  Uploads U;
  U.B.release(U.Add, ReleaseFact::HandedOn, local(U.Local));
  U.erase();
  EXPECT_EQ(U.findings().size(), 1u);
}

TEST(EraseWithoutReset, SomebodyDeletesSuchObjectsFromOutOfSightOk) {
  Uploads U;
  U.erase();
  EntityId Destroy = U.B.function("destroy", 1);
  U.B.release(Destroy, ReleaseFact::Released, param(Destroy)).Type = U.Upload;
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, ValueUnregistersItselfOk) {
  Uploads U;
  EntityId Dtor = U.B.method(U.Upload, "Upload::~Upload");
  U.B.fn(Dtor).IsDestructor = true;
  U.B.use(Dtor, thisField(U.Map), MapOp::Erase);
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, PlainIntegersOkHandlesBad) {
  for (bool Handle : {false, true}) {
    Uploads U(false);
    U.B.container(U.Map).Levels[0].Values = ValueShape::Integer;
    U.B.Facts.Uses[0].Value = fresh(U.Local, Handle ? "close" : "");
    U.B.use(U.Remove, thisField(U.Map), MapOp::Clear);
    auto F = U.findings();
    ASSERT_EQ(F.size(), Handle ? 1u : 0u);
    if (Handle)
      EXPECT_EQ(F[0].Message.find("clearing 'files_'"), 0u);
  }
}

TEST(EraseWithoutReset, OverwriteOfAnOwnedValueBad) {
  Uploads U;
  UseFact &Set = U.B.use(U.Add, thisField(U.Map), MapOp::Subscript,
                         key(KeyDomain::Open, "id"));
  Set.Value = fresh();
  auto F = U.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Variant, "overwrite");
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
}

TEST(EraseWithoutReset, OverwriteAfterLookupOrWithNewKeyOk) {
  Uploads U;
  UseFact &New = U.B.use(U.Add, thisField(U.Map), MapOp::InsertOrAssign,
                         key(KeyDomain::Open, "id"));
  New.Value = fresh();
  New.Key.Fresh = true;
  UseFact &Set = U.B.use(U.Add, thisField(U.Map), MapOp::Subscript,
                         key(KeyDomain::Open, "id"));
  Set.Value = fresh();
  Set.Context = AfterLookup;
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, DestructorForgetsBad) {
  Uploads U(false);
  EntityId Reply = U.B.method(U.Class, "Uploads::reply");
  U.B.release(Reply, ReleaseFact::Released, U.element());
  auto F = U.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Variant, "destructor");
  EXPECT_EQ(F[0].Where, U.B.Facts.Entities[U.Map].Decl);
}

TEST(EraseWithoutReset, DestructorCallsCloseAllOk) {
  Uploads U(false);
  EntityId CloseAll = U.B.method(U.Class, "Uploads::closeAll");
  U.B.release(CloseAll, ReleaseFact::Released, U.element());
  U.B.use(CloseAll, thisField(U.Map), MapOp::Clear);
  U.B.call(U.Dtor, CloseAll);
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, ProgramLongOwnerNeedsNoDestructorOk) {
  Uploads U(false);
  U.B.instance(U.Class, InstanceFact::Static);
  EXPECT_TRUE(U.findings().empty());
}

TEST(EraseWithoutReset, NestedPruneOfEmptyInnerOk) {
  FactsBuilder B;
  EntityId Map = B.globalMap("pending", {Shape::Map});
  B.container(Map).Levels[1].Values = ValueShape::RawPointer;
  EntityId Add = B.function("add"), Prune = B.function("prune");
  B.use(Add, global(Map).element(), MapOp::Insert).Value = fresh();
  B.use(Prune, global(Map).element(), MapOp::Empty);
  B.use(Prune, global(Map), MapOp::Erase);
  std::vector<Finding> Out;
  judgeEraseWithoutReset(B.link(), Out);
  EXPECT_TRUE(Out.empty());
}

TEST(EraseWithoutReset, OuterEraseLosesInnerValuesBad) {
  FactsBuilder B;
  EntityId Map = B.globalMap("pending", {Shape::Sequence});
  B.container(Map).Levels[1].Values = ValueShape::RawPointer;
  EntityId Add = B.function("add"), Drop = B.function("drop");
  B.use(Add, global(Map).element(), MapOp::Insert).Value = fresh();
  B.use(Drop, global(Map), MapOp::Erase);
  std::vector<Finding> Out;
  judgeEraseWithoutReset(B.link(), Out);
  EXPECT_EQ(Out.size(), 1u);
}

TEST(EraseWithoutReset, TombstoneBad) {
  Uploads U;
  TombstoneFact T;
  T.Where = U.B.site();
  T.Slot = "s";
  T.Mark = "state";
  T.Value = "value";
  U.B.Facts.Tombstones.push_back(T);
  auto F = U.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Variant, "tombstone");
}

//===--- MAPWARDEN_OWNED_VALUES -------------------------------------------===//

/// Values of which nothing is known but that they are declared to be owned.
struct Declared : Uploads {
  Declared() : Uploads(false) {
    B.Facts.Uses[0].Value = ValueFact();
    B.container(Map).OwnsValues = true;
    B.release(Dtor, ReleaseFact::HandedOn, element());
  }
};

TEST(EraseWithoutReset, DeclaredOwnerNeedsNoEvidenceBad) {
  Declared D;
  D.erase();
  D.B.container(D.Map).Closed = false;
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Sure, Confidence::Likely);
  EXPECT_EQ(F[0].Message,
            "erasing from 'files_' drops its 'Upload *' without releasing it");
  D.B.container(D.Map).OwnsValues = false;
  EXPECT_TRUE(D.findings().empty());
}

TEST(EraseWithoutReset, DeclaredOwnerThatReleasesOrHandsOnOk) {
  for (ReleaseFact::Kind How : {ReleaseFact::Released, ReleaseFact::HandedOn}) {
    Declared D;
    D.erase();
    D.B.release(D.Remove, How, D.element());
    EXPECT_TRUE(D.findings().empty());
  }
}

TEST(EraseWithoutReset, DeclaredOwnerOfHandlesBad) {
  Declared D;
  D.B.container(D.Map).Levels[0].Values = ValueShape::Integer;
  D.erase();
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EraseWithoutReset, IndexBesideADeclaredOwnerOk) {
  Declared D;
  EntityId Index = D.pointers("Uploads::index_");
  D.B.Facts.Uses[0].Value = fresh(D.Local);
  D.B.use(D.Add, thisField(Index), MapOp::Insert).Value = fresh(D.Local);
  D.B.use(D.Remove, thisField(Index), MapOp::Erase);
  EXPECT_TRUE(D.findings().empty());
  D.erase();
  EXPECT_EQ(D.findings().size(), 1u);
}

TEST(EraseWithoutReset, DeclaredOwnerOfBorrowedValuesOk) {
  Declared D;
  D.B.Facts.Uses[0].Value.Origin = ValueOrigin::Borrowed;
  D.erase();
  EXPECT_TRUE(D.findings().empty());
}

TEST(EraseWithoutReset, OwnerOfNothingBad) {
  Declared D;
  ContainerFact &C = D.B.container(D.Map);
  C.OwnsNothing = true;
  C.ValueType = "std::string";
  C.Levels[0].Values = ValueShape::Plain;
  auto F = D.findings();
  ASSERT_EQ(F.size(), 1u);
  EXPECT_EQ(F[0].Message,
            "MAPWARDEN_OWNED_VALUES says nothing about 'files_': its values, "
            "'std::string', are neither raw pointers nor handles");
  EXPECT_EQ(F[0].Where, D.B.Facts.Entities[D.Map].Decl);
}

} // namespace
