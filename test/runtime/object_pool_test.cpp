// object_pool uses objects again, as good as new, keeps few, and gives the
// memory of those it did not need back.
#include "mapwarden/object_pool.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "test_types.h"

namespace {

using mapwarden::object_pool;
using mapwarden::pool_limits;
using mapwarden_test::counted;

struct reset_to_zero {
  bool operator()(counted &c) const {
    c.value = 0;
    return true;
  }
};

template <class Threading> class ObjectPool : public testing::Test {
protected:
  using pool = object_pool<counted, reset_to_zero, Threading>;
  void SetUp() override { counted::alive = 0; }
  void TearDown() override { EXPECT_EQ(counted::alive, 0); }
};
using Policies =
    testing::Types<mapwarden::multi_threaded, mapwarden::single_threaded>;
TYPED_TEST_SUITE(ObjectPool, Policies);

TYPED_TEST(ObjectPool, UsesAnObjectAgainAsGoodAsNew) {
  typename TestFixture::pool p;
  EXPECT_EQ(counted::alive, 0) << "makes nothing in advance";
  counted *address = nullptr;
  {
    auto a = p.acquire();
    a->value = 7;
    address = a.get();
    EXPECT_EQ(p.in_use(), 1u);
  }
  EXPECT_EQ(p.idle(), 1u);
  EXPECT_EQ(p.in_use(), 0u);
  auto b = p.acquire();
  EXPECT_EQ(b.get(), address);
  EXPECT_EQ(b->value, 0);
  EXPECT_EQ(counted::alive, 1);
}

TYPED_TEST(ObjectPool, MakesNewObjectsInPlace) {
  typename TestFixture::pool p;
  auto a = p.acquire([] { return counted(3); });
  EXPECT_EQ(a->value, 3);
  EXPECT_EQ(counted::alive, 1);
}

TYPED_TEST(ObjectPool, KeepsNoMoreIdleObjectsThanAllowed) {
  typename TestFixture::pool p(pool_limits{3});
  std::vector<typename TestFixture::pool::handle> all;
  for (int i = 0; i != 10; ++i)
    all.push_back(p.acquire());
  all.clear();
  EXPECT_EQ(p.idle(), 3u);
  EXPECT_EQ(counted::alive, 3);
  typename TestFixture::pool none(pool_limits{0});
  none.acquire();
  EXPECT_EQ(none.idle(), 0u);
}

TYPED_TEST(ObjectPool, GivesNoMoreObjectsThanAllowed) {
  typename TestFixture::pool p(pool_limits{64, 2});
  auto a = p.acquire();
  auto b = p.try_acquire();
  EXPECT_EQ(p.try_acquire(), nullptr);
  EXPECT_THROW(p.acquire(), std::length_error);
  EXPECT_EQ(p.in_use(), 2u);
  b.reset();
  EXPECT_NE(p.try_acquire(), nullptr) << "an idle one is no new one";
  auto c = p.acquire();
  EXPECT_EQ(p.in_use(), 2u);
}

TYPED_TEST(ObjectPool, TrimDestroysIdleObjects) {
  typename TestFixture::pool p;
  {
    auto a = p.acquire(), b = p.acquire(), c = p.acquire();
  }
  EXPECT_EQ(p.trim(1), 2u);
  EXPECT_EQ(p.idle(), 1u);
  EXPECT_EQ(p.trim(), 1u);
  EXPECT_EQ(p.trim(), 0u);
  EXPECT_EQ(counted::alive, 0);
}

TYPED_TEST(ObjectPool, ShrinksAfterAPeakToWhatIsNeeded) {
  typename TestFixture::pool p(pool_limits{500});
  {
    std::vector<typename TestFixture::pool::handle> peak;
    for (int i = 0; i != 500; ++i)
      peak.push_back(p.acquire());
  }
  EXPECT_EQ(p.idle(), 500u);
  for (int i = 0; i != 3 * 1024; ++i) { // two at a time is all that is needed
    auto a = p.acquire();
    auto b = p.acquire();
  }
  EXPECT_LE(p.idle(), 3u);
  EXPECT_GE(p.idle(), 2u) << "what is needed is kept";
  const int before = counted::alive;
  for (int i = 0; i != 5000; ++i) {
    auto a = p.acquire();
    auto b = p.acquire();
    EXPECT_LE(counted::alive, before);
  }
}

TYPED_TEST(ObjectPool, HandlesMayOutliveThePool) {
  typename TestFixture::pool::handle survivor;
  {
    typename TestFixture::pool p;
    survivor = p.acquire();
    p.acquire();
  }
  EXPECT_EQ(counted::alive, 1);
  survivor->value = 1; // under ASan: not freed
}

TYPED_TEST(ObjectPool, AResetThatRefusesOrFailsDestroysTheObject) {
  struct picky {
    bool operator()(counted &c) const {
      if (c.value == 2)
        throw std::runtime_error("cannot be reset");
      return c.value != 1;
    }
  };
  object_pool<counted, picky, TypeParam> p;
  for (int i = 0; i != 3; ++i)
    p.acquire()->value = i;
  EXPECT_EQ(p.idle(), 0u) << "0 was reused as 1, then as new: 2";
  EXPECT_EQ(p.in_use(), 0u);
  EXPECT_EQ(counted::alive, 0);
}

// An object whose destructor uses the pool it comes from.
TYPED_TEST(ObjectPool, DestructorsMayUseThePool) {
  struct chain;
  struct keep_none {
    bool operator()(chain &) const { return false; }
  };
  struct chain {
    typename object_pool<chain, keep_none, TypeParam>::handle next;
  };
  object_pool<chain, keep_none, TypeParam> p;
  auto first = p.acquire();
  first->next = p.acquire();
  first->next->next = p.acquire();
  EXPECT_EQ(p.in_use(), 3u);
  first.reset();
  EXPECT_EQ(p.in_use(), 0u);
}

TEST(ObjectPoolClear, ContainersComeBackEmptyAndSmall) {
  object_pool<std::unordered_map<int, std::string>> maps;
  {
    auto m = maps.acquire();
    (*m)[1] = "x";
  }
  EXPECT_EQ(maps.idle(), 1u);
  {
    auto m = maps.acquire();
    EXPECT_TRUE(m->empty());
    for (int i = 0; i != 1000; ++i)
      (*m)[i] = "y";
  }
  EXPECT_EQ(maps.idle(), 0u) << "a large bucket array is not kept";
  object_pool<std::map<int, int>> trees;
  {
    auto m = trees.acquire();
    for (int i = 0; i != 1000; ++i)
      (*m)[i] = i;
  }
  EXPECT_EQ(trees.idle(), 1u) << "a tree keeps no memory";
  object_pool<std::vector<int>> buffers({}, mapwarden::clear_for_reuse{4096});
  buffers.acquire()->resize(4096);
  EXPECT_EQ(buffers.idle(), 1u);
  EXPECT_GE(buffers.acquire()->capacity(), 4096u) << "kept as it was asked to";
}

struct immovable { // and over-aligned
  alignas(64) int value = 5;
  immovable() = default;
  immovable(const immovable &) = delete;
};
struct keep {
  template <class T> bool operator()(T &) const { return true; }
};

TEST(ObjectPoolTypes, MayBeImmovableAndOverAligned) {
  object_pool<immovable, keep> p;
  auto a = p.acquire();
  auto b = p.acquire();
  EXPECT_EQ(a->value + b->value, 10);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(b.get()) % 64, 0u);
}

} // namespace
