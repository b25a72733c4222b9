// The helpers do on the containers of other libraries what they do on std's:
// one typed suite, run over all that are installed. It counts the entries of a
// bounded_map, too.
#include "production_semantics.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "mapwarden/bounded_map.h"
#include "mapwarden/helpers.h"
#include "mapwarden/tracked_map.h"
#include "qt_like.h"
#include "test_types.h"

#ifdef MAPWARDEN_TEST_ABSL
#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>
#include <absl/container/node_hash_map.h>
#endif
#if __has_include(<boost/unordered/unordered_flat_map.hpp>)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <boost/container/flat_map.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered_map.hpp>
#pragma GCC diagnostic pop
#endif
#if __has_include(<tsl/robin_map.h>)
#include <tsl/robin_map.h>
#endif
#ifdef MAPWARDEN_TEST_LLVM
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/MapVector.h>
#endif

namespace {

using namespace mapwarden;
using mapwarden_test::counted;

// A family names one map template.
#define MAPWARDEN_FAMILY(name, ...)                                            \
  struct name {                                                                \
    template <class K, class V> using map = __VA_ARGS__<K, V>;                 \
  }

MAPWARDEN_FAMILY(std_map, std::map);
MAPWARDEN_FAMILY(std_unordered_map, std::unordered_map);
MAPWARDEN_FAMILY(qt_hash, mapwarden_test::qt_like_hash);
MAPWARDEN_FAMILY(our_tracked_map, tracked_map);
struct our_bounded_map {
  template <class K, class V> using map = bounded_map<K, V, 1000>;
};
#ifdef MAPWARDEN_TEST_ABSL
MAPWARDEN_FAMILY(absl_flat, absl::flat_hash_map);
MAPWARDEN_FAMILY(absl_node, absl::node_hash_map);
MAPWARDEN_FAMILY(absl_btree, absl::btree_map);
#endif
#if __has_include(<boost/unordered/unordered_flat_map.hpp>)
MAPWARDEN_FAMILY(boost_unordered, boost::unordered_map);
MAPWARDEN_FAMILY(boost_flat, boost::unordered_flat_map);
MAPWARDEN_FAMILY(boost_sorted, boost::container::flat_map);
#endif
#if __has_include(<tsl/robin_map.h>)
MAPWARDEN_FAMILY(tsl_robin, tsl::robin_map);
#endif
#ifdef MAPWARDEN_TEST_LLVM
MAPWARDEN_FAMILY(llvm_dense, llvm::DenseMap);
MAPWARDEN_FAMILY(llvm_vector, llvm::MapVector);
#endif

template <class Family> class ForeignMaps : public testing::Test {
protected:
  void SetUp() override { counted::alive = 0; }
  void TearDown() override {
    EXPECT_EQ(counted::alive, 0) << "leaked or deleted twice";
  }
};

using Families = testing::Types<std_map, std_unordered_map, qt_hash,
                                our_tracked_map, our_bounded_map
#ifdef MAPWARDEN_TEST_ABSL
                                ,
                                absl_flat, absl_node, absl_btree
#endif
#if __has_include(<boost/unordered/unordered_flat_map.hpp>)
                                ,
                                boost_unordered, boost_flat, boost_sorted
#endif
#if __has_include(<tsl/robin_map.h>)
                                ,
                                tsl_robin
#endif
#ifdef MAPWARDEN_TEST_LLVM
                                ,
                                llvm_dense, llvm_vector
#endif
                                >;
TYPED_TEST_SUITE(ForeignMaps, Families);

TYPED_TEST(ForeignMaps, EraseResetAndClearResetReleaseEverything) {
  typename TypeParam::template map<int, counted *> m;
  for (int i = 0; i != 100; ++i)
    m[i] = new counted(i);
  EXPECT_EQ(erase_reset(m, 42), 1u);
  EXPECT_EQ(erase_reset(m, 42), 0u);
  EXPECT_EQ(counted::alive, 99);
  erase_reset(m, m.find(7));
  EXPECT_EQ(counted::alive, 98);
  EXPECT_TRUE(m.find(7) == m.end());
  int released = 0;
  EXPECT_EQ(
      erase_reset(m, 8, [&](counted *p) { released += p->value, delete p; }),
      1u);
  EXPECT_EQ(released, 8);
  clear_reset(m);
  EXPECT_TRUE(m.empty());
}

TYPED_TEST(ForeignMaps, LookupsDoNotInsert) {
  typename TypeParam::template map<int, int> m;
  m[1] = 10;
  EXPECT_EQ(get_or(m, 1), 10);
  EXPECT_EQ(get_or(m, 2, 7), 7);
  EXPECT_EQ(find_or_null(m, 2), nullptr);
  ASSERT_NE(find_or_null(m, 1), nullptr);
  *find_or_null(m, 1) += 1;
  const auto &c = m;
  EXPECT_EQ(*find_or_null(c, 1), 11);
  EXPECT_EQ(m.size(), 1u);
}

TYPED_TEST(ForeignMaps, GetOrCreateInsertsOnce) {
  typename TypeParam::template map<int, std::string> m;
  EXPECT_EQ(get_or_create(m, 1, [] { return "made"; }), "made");
  EXPECT_EQ(get_or_create(m, 1, [] { return "again"; }), "made");
  EXPECT_EQ(get_or_create(m, 2), "");
  get_or_create(m, 2) = "set";
  EXPECT_EQ(get_or(m, 2), "set");
  typename TypeParam::template map<int, std::shared_ptr<counted>> pointers;
  get_or_create(pointers, 1)->value = 4;
  EXPECT_EQ(get_or_create(pointers, 1)->value, 4);
  typename TypeParam::template map<int, counted *> raw;
  get_or_create(raw, 1)->value = 4;
  EXPECT_EQ(get_or_create(raw, 1)->value, 4);
  clear_reset(raw);
}

TYPED_TEST(ForeignMaps, NestedErasureLeavesNoEmptyInnerMap) {
  using inner = typename TypeParam::template map<int, int>;
  typename TypeParam::template map<int, inner> outer;
  for (int i = 0; i != 60; ++i)
    for (int j = 0; j != i % 3; ++j)
      get_or_create(outer, i)[j] = j;
  get_or_create(outer, 100); // empty
  EXPECT_EQ(outer.size(), 41u);
  EXPECT_EQ(erase_nested(outer, 1, 0), 1u);
  EXPECT_EQ(erase_nested(outer, 2, 0), 1u);
  EXPECT_EQ(erase_nested(outer, 999, 0), 0u);
  EXPECT_TRUE(outer.find(1) == outer.end());
  EXPECT_EQ(get_or(outer, 2).size(), 1u);
  EXPECT_TRUE(prune_if_empty(outer, 100));
  for (int i = 0; i != 60; i += 4)
    if (auto *in = find_or_null(outer, i))
      in->clear();
  const auto pruned = prune_empty(outer);
  EXPECT_EQ(pruned,
            10u); // of 0, 4, 8, ..., 56 those that are not multiples of 3
  EXPECT_EQ(outer.size(), 29u);
}

TYPED_TEST(ForeignMaps, ErasesExpiredWeakPointers) {
  typename TypeParam::template map<int, std::weak_ptr<int>> m;
  auto alive = std::make_shared<int>(1);
  for (int i = 0; i != 100; ++i)
    m[i] = i % 10 == 0 ? alive : std::make_shared<int>(i);
  EXPECT_EQ(erase_expired(m), 90u);
  EXPECT_EQ(m.size(), 10u);
}

TYPED_TEST(ForeignMaps, PacedSweepsBoundTheMap) {
  typename TypeParam::template map<int, std::weak_ptr<int>> m;
  sweep_pacer pacer(16);
  for (int i = 0; i != 1000; ++i) {
    m[i] = std::make_shared<int>(i); // expires at once
    erase_expired(m, pacer);
    ASSERT_LE(m.size(), 16u);
  }
}

TYPED_TEST(ForeignMaps, PointersToMapsAreCreatedAndPruned) {
  using inner = typename TypeParam::template map<int, int>;
  typename TypeParam::template map<int, inner *> outer;
  (*get_or_create(outer, 1))[2] = 3;
  (*get_or_create(outer, 1))[4] = 5;
  EXPECT_EQ(outer.size(), 1u);
  EXPECT_EQ(get_or(*get_or(outer, 1), 2), 3);
  EXPECT_EQ(get_or(outer, 9), nullptr);
  EXPECT_EQ(erase_nested(outer, 1, 2, delete_value{}), 1u);
  EXPECT_EQ(outer.size(), 1u);
  EXPECT_EQ(erase_nested(outer, 1, 4, delete_value{}), 1u);
  EXPECT_TRUE(outer.empty());
  get_or_create(outer, 2);
  EXPECT_EQ(prune_empty(outer, delete_value{}), 1u); // under ASan: freed
}

template <class M> void shrinks() {
  M m;
  for (int i = 0; i != 20000; ++i)
    m[i] = i;
  const std::size_t before = detail::slots_of(m);
  const auto erased = erase_if_and_shrink(
      m, [n = 0](const auto &) mutable { return n++ >= 10; });
  EXPECT_EQ(erased, 19990u);
  EXPECT_EQ(m.size(), 10u);
  EXPECT_LT(detail::slots_of(m), before / 50);
  EXPECT_FALSE(shrink_if_sparse(m));
}

TEST(ForeignShrink, GivesBucketArraysBack) {
  shrinks<std::unordered_map<int, int>>();
  shrinks<mapwarden_test::qt_like_hash<int, int>>();
#ifdef MAPWARDEN_TEST_ABSL
  shrinks<absl::flat_hash_map<int, int>>();
  shrinks<absl::node_hash_map<int, int>>();
#endif
#if __has_include(<boost/unordered/unordered_flat_map.hpp>)
  shrinks<boost::unordered_map<int, int>>();
  shrinks<boost::unordered_flat_map<int, int>>();
#endif
#if __has_include(<tsl/robin_map.h>)
  shrinks<tsl::robin_map<int, int>>();
#endif
#ifdef MAPWARDEN_TEST_LLVM
  shrinks<llvm::DenseMap<int, int>>();
#endif
}

} // namespace
