// object_pool when allocating, constructing or resetting fails, at every step.
#include "mapwarden/object_pool.h"

#include <gtest/gtest.h>

#include "test_types.h"

namespace {

using mapwarden_test::allocation_count;
using mapwarden_test::fail_at_every_step;
using mapwarden_test::faults;
using mapwarden_test::fragile;
using mapwarden_test::fragile_allocator;

struct fragile_reset {
  bool operator()(fragile &f) const {
    faults::step();
    f.value = 0;
    return true;
  }
};
using pool =
    mapwarden::object_pool<fragile, fragile_reset, mapwarden::multi_threaded,
                           fragile_allocator<fragile>>;

TEST(ObjectPoolException, EveryStepOfEverything) {
  fragile::alive = 0;
  allocation_count::bytes = 0;
  const int constructing = fail_at_every_step(
      [] { pool p; }, [](int) { EXPECT_EQ(allocation_count::bytes, 0); });
  EXPECT_EQ(constructing, 1);
  {
    pool p(mapwarden::pool_limits{4, 3});
    auto held = p.acquire();
    const std::ptrdiff_t before = allocation_count::bytes;
    pool::handle made;
    const int acquiring =
        fail_at_every_step([&] { made = p.acquire(); },
                           [&](int) {
                             EXPECT_EQ(p.in_use(), 1u);
                             EXPECT_EQ(p.idle(), 0u);
                             EXPECT_EQ(fragile::alive, 1);
                             EXPECT_EQ(allocation_count::bytes, before);
                           });
    EXPECT_EQ(acquiring, 2) << "the node and the object";
    EXPECT_EQ(p.in_use(), 2u);
    made->value = 3;
    // A failing reset is no exception for the one who gives back.
    faults::countdown = 1;
    made.reset();
    faults::countdown = 0;
    EXPECT_EQ(p.idle(), 0u);
    EXPECT_EQ(fragile::alive, 1);
    EXPECT_EQ(allocation_count::bytes, before);
  }
  EXPECT_EQ(fragile::alive, 0);
  EXPECT_EQ(allocation_count::bytes, 0);
}

} // namespace
