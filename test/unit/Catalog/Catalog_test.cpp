// The built-in tables: one look-up of each, and which row wins.
#include "Catalog/Catalog.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace mapwarden;

namespace {

const Catalog &rows() {
  static const Catalog Rows;
  return Rows;
}
const ContainerRow &container(llvm::StringRef Name) {
  const ContainerRow *Row = rows().container(Name);
  if (Row)
    return *Row;
  ADD_FAILURE() << Name.str() << " is no container";
  return rows().shapeRow();
}
MapOp operation(llvm::StringRef Class, llvm::StringRef Member) {
  return rows().member(container(Class), Member).Op;
}
Yields yields(llvm::StringRef Class, llvm::StringRef Member) {
  return rows().member(container(Class), Member).Result;
}

TEST(Catalog, ContainersByQualifiedName) {
  EXPECT_EQ(container("std::map").Kind, Shape::Map);
  EXPECT_EQ(container("std::unordered_multiset").Kind, Shape::MultiSet);
  EXPECT_EQ(container("llvm::StringMap").Kind, Shape::StringMap);
  EXPECT_EQ(container("std::vector").Kind, Shape::Sequence);
  EXPECT_EQ(container("QHash").Speaks, Dialect::Qt);
  EXPECT_EQ(rows().container("map"), nullptr);
  EXPECT_EQ(rows().container("std::map<int, int>"), nullptr);
  EXPECT_EQ(rows().container(""), nullptr);
}

TEST(Catalog, InvalidationOfReferencesAndIteratorsDiffers) {
  EXPECT_FALSE(container("std::unordered_map").MovesRefs);
  EXPECT_TRUE(container("std::unordered_map").MovesIters);
  EXPECT_TRUE(container("llvm::DenseMap").MovesRefs);
  EXPECT_FALSE(container("std::map").MovesIters);
  EXPECT_TRUE(container("std::flat_map").EraseMovesRefs);
}

TEST(Catalog, OnlySequencesAreNotAssociative) {
  EXPECT_TRUE(container("std::map").isAssociative());
  EXPECT_TRUE(container("std::set").isAssociative());
  EXPECT_TRUE(container("std::set").isSet());
  EXPECT_FALSE(container("std::map").isSet());
  EXPECT_FALSE(container("std::vector").isAssociative());
}

TEST(Catalog, MapsThatEvictAreBoundedAndAssociative) {
  for (llvm::StringRef Name : {"mapwarden::bounded_map", "QCache",
                               "folly::EvictingCacheMap", "etl::map"}) {
    EXPECT_TRUE(container(Name).Bounded) << Name.str();
    EXPECT_TRUE(container(Name).isAssociative()) << Name.str();
  }
  EXPECT_FALSE(container("std::map").Bounded);
  EXPECT_FALSE(rows().shapeRow().Bounded);
}

TEST(Catalog, AClassKnownByItsShapeKeepsItsElementsInPlace) {
  EXPECT_FALSE(rows().shapeRow().MovesRefs);
  EXPECT_FALSE(rows().shapeRow().EraseMovesRefs);
  EXPECT_EQ(rows().member(rows().shapeRow(), "erase").Op, MapOp::Erase);
}

TEST(Catalog, MembersSayWhatTheyDoAndYield) {
  EXPECT_EQ(operation("std::map", "operator[]"), MapOp::Subscript);
  EXPECT_EQ(yields("std::map", "operator[]"), Yields::Element);
  EXPECT_EQ(operation("std::map", "try_emplace"), MapOp::Insert);
  EXPECT_EQ(yields("std::map", "try_emplace"), Yields::IteratorBool);
  EXPECT_EQ(operation("std::map", "at"), MapOp::LookupOrThrow);
  EXPECT_EQ(operation("std::map", "extract"), MapOp::Take);
  EXPECT_EQ(operation("std::map", "swap"), MapOp::Replace);
  EXPECT_EQ(operation("std::map", "no_such_member"), MapOp::Unknown);
}

TEST(Catalog, ARowOfTheDialectWinsOverTheCommonOne) {
  EXPECT_EQ(operation("std::map", "insert"), MapOp::Insert);
  EXPECT_EQ(operation("QHash", "insert"), MapOp::InsertOrAssign);
  EXPECT_EQ(yields("QHash", "insert"), Yields::Iterator);
  EXPECT_EQ(operation("QHash", "find"), MapOp::Lookup) << "the common row";
}

TEST(Catalog, MembersOfOneDialectAreUnknownInOthers) {
  EXPECT_EQ(operation("llvm::DenseMap", "lookup"), MapOp::Lookup);
  EXPECT_EQ(yields("llvm::DenseMap", "lookup"), Yields::Copy);
  EXPECT_EQ(operation("std::map", "lookup"), MapOp::Unknown);
  EXPECT_EQ(operation("std::map", "take"), MapOp::Unknown);
  EXPECT_EQ(operation("QHash", "take"), MapOp::Take);
  EXPECT_EQ(operation("WTF::HashMap", "add"), MapOp::Insert);
  EXPECT_EQ(operation("QHash", "add"), MapOp::Unknown);
}

TEST(Catalog, FreeFunctions) {
  EXPECT_EQ(rows().freeFunction("erase_if"), MapOp::Erase);
  EXPECT_EQ(rows().freeFunction("exchange"), MapOp::Replace);
  EXPECT_EQ(rows().freeFunction("sort"), std::nullopt);
}

TEST(Catalog, Locks) {
  EXPECT_EQ(rows().guard("std::lock_guard"), LockMode::Exclusive);
  EXPECT_EQ(rows().guard("std::shared_lock"), LockMode::Shared);
  EXPECT_EQ(rows().guard("std::map"), std::nullopt);
  auto Lock = rows().lockMethod("lock_shared");
  ASSERT_TRUE(Lock);
  EXPECT_EQ(Lock->Action, LockAction::Acquire);
  EXPECT_EQ(Lock->Mode, LockMode::Shared);
  auto Unlock = rows().lockFunction("pthread_mutex_unlock");
  ASSERT_TRUE(Unlock);
  EXPECT_EQ(Unlock->Action, LockAction::Release);
  EXPECT_FALSE(rows().lockFunction("printf"));
  EXPECT_EQ(rows().lockTag("std::defer_lock_t"), LockTag::Defers);
  EXPECT_EQ(rows().lockTag("std::lock_guard"), std::nullopt);
}

TEST(Catalog, Wrappers) {
  EXPECT_EQ(rows().wrapper("std::unique_ptr"), WrapperKind::Unique);
  EXPECT_EQ(rows().wrapper("std::weak_ptr"), WrapperKind::Weak);
  EXPECT_EQ(rows().wrapper("std::atomic"), WrapperKind::Atomic);
  EXPECT_EQ(rows().wrapper("std::map"), std::nullopt);
}

TEST(Catalog, Handles) {
  EXPECT_EQ(rows().releaserOf("fopen"), "fclose");
  EXPECT_TRUE(rows().isReleaser("fclose"));
  EXPECT_EQ(rows().releaserOf("fclose"), "");
  EXPECT_FALSE(rows().isReleaser("fopen"));
}

TEST(Catalog, RowsThatAreAddedReplaceThoseOfTheSameName) {
  Catalog Mine;
  ContainerRow Row;
  Row.Name = "std::map";
  Row.Kind = Shape::Set;
  Row.OwnMembers["insert"] = {MapOp::Erase, Yields::Copy};
  Mine.addContainer(Row);
  const ContainerRow *Found = Mine.container("std::map");
  ASSERT_TRUE(Found);
  EXPECT_EQ(Found->Kind, Shape::Set);
  EXPECT_EQ(Mine.member(*Found, "insert").Op, MapOp::Erase);
  EXPECT_EQ(Mine.member(*Found, "insert").Result, Yields::Copy);
  EXPECT_EQ(Mine.member(*Found, "find").Op, MapOp::Lookup);
  EXPECT_EQ(container("std::map").Kind, Shape::Map);
}

} // namespace
