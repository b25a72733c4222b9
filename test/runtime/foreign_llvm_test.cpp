// The helpers on what is special in LLVM's ADT: StringMap's entries, and owning
// pointers in DenseMap.
#ifdef MAPWARDEN_TEST_LLVM
#include <gtest/gtest.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringMap.h>
#include <memory>
#include <string>

#include "mapwarden/helpers.h"
#include "test_types.h"

namespace {

using namespace mapwarden;
using mapwarden_test::counted;

TEST(LlvmStringMap, TakesAllHelpers) {
  counted::alive = 0;
  llvm::StringMap<counted *> m;
  m["a"] = new counted(1);
  m["b"] = new counted(2);
  EXPECT_EQ(get_or(m, "a")->value, 1);
  EXPECT_EQ(get_or(m, std::string("x")), nullptr);
  EXPECT_EQ(find_or_null(m, llvm::StringRef("x")), nullptr);
  get_or_create(m, "c")->value = 3;
  EXPECT_EQ(erase_reset(m, "a"), 1u);
  erase_reset(m, m.find("b"));
  clear_reset(m);
  EXPECT_EQ(counted::alive, 0);
}

TEST(LlvmStringMap, PrunesEmptySmallVectors) {
  llvm::StringMap<llvm::SmallVector<int, 2>> m;
  m["full"].push_back(1);
  m["empty"];
  EXPECT_EQ(prune_empty(m), 1u);
  EXPECT_EQ(m.size(), 1u);
}

TEST(LlvmDenseMap, NestedWithSetsAndPointers) {
  llvm::DenseMap<int, llvm::DenseSet<int>> sets;
  sets[1].insert(2);
  EXPECT_EQ(erase_nested(sets, 1, 2), 1u);
  EXPECT_TRUE(sets.empty());
  llvm::DenseMap<int, std::unique_ptr<llvm::DenseMap<int, int>>> maps;
  (*get_or_create(maps, 1))[2] = 3;
  EXPECT_EQ(erase_nested(maps, 1, 2), 1u);
  EXPECT_TRUE(maps.empty());
}

} // namespace
#endif
