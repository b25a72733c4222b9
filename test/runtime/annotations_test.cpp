// The annotations compile wherever a map is declared, and change nothing.
#include "mapwarden/annotations.h"

#include <gtest/gtest.h>
#include <map>

namespace {

[[maybe_unused]] constexpr int limit =
    100; // the annotation keeps its text only
std::map<int, int> at_namespace_scope MAPWARDEN_BOUNDED_BY(limit, "sweep()");
static std::map<int, int *> initialised MAPWARDEN_OWNED_VALUES = {};
static std::map<int, int>
    brace_initialised MAPWARDEN_BOUNDED_BY(limit * 2, "sweep()"){{1, 2}};

struct registry {
  std::map<int, int> field MAPWARDEN_BOUNDED_BY(1000, "registry::reap()");
  std::map<int, int> both MAPWARDEN_GUARDED_BY(mutex)
      MAPWARDEN_BOUNDED_BY(registry::most(1, 2), "reap()");
  std::map<int, int> filled MAPWARDEN_GUARDED_BY(mutex) = {{1, 2}};
  std::map<int, int> shards[4] MAPWARDEN_GUARDED_BY(mutex);
  static std::map<int, int> shared MAPWARDEN_BOUNDED_BY(1000, "reap()");
  inline static std::map<int, int> inline_shared MAPWARDEN_BOUNDED_BY(1000,
                                                                      "reap()");
  int mutex = 0;
  static constexpr int most(int a, int b) { return a < b ? b : a; }
  MAPWARDEN_REMOVER void reap() { field.clear(); }
  void reap_later() MAPWARDEN_REMOVER;
};
std::map<int, int> registry::shared;
void registry::reap_later() { both.clear(); }

TEST(Annotations, ChangeNoBehaviour) {
  static std::map<int, int> local MAPWARDEN_BOUNDED_BY(1, "the test");
  local[1] = 1;
  registry r;
  r.field[1] = 1;
  r.reap();
  r.reap_later();
  EXPECT_TRUE(r.field.empty());
  EXPECT_EQ(r.filled.size(), 1u);
  EXPECT_EQ(brace_initialised.size(), 1u);
  EXPECT_TRUE(at_namespace_scope.empty());
  EXPECT_TRUE(initialised.empty());
}

} // namespace
