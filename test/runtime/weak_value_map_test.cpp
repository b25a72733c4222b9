// weak_value_map hands out living objects only, makes each once, and does not
// keep the entries of dead ones.
#include "mapwarden/weak_value_map.h"

#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "test_types.h"

namespace {

using mapwarden::weak_value_map;
using mapwarden_test::counted;

template <class Threading> class WeakValueMap : public testing::Test {
protected:
  using map = weak_value_map<int, counted, std::hash<int>, std::equal_to<int>,
                             Threading>;
  void SetUp() override { counted::alive = 0; }
  void TearDown() override { EXPECT_EQ(counted::alive, 0); }
};
using Policies =
    testing::Types<mapwarden::multi_threaded, mapwarden::single_threaded>;
TYPED_TEST_SUITE(WeakValueMap, Policies);

TYPED_TEST(WeakValueMap, FindsWhatLivesAndNothingElse) {
  typename TestFixture::map m;
  EXPECT_EQ(m.find(1), nullptr);
  EXPECT_EQ(m.entry_count(), 0u) << "find does not insert";
  auto a = m.get_or_create(1, [] { return std::make_unique<counted>(5); });
  EXPECT_EQ(m.find(1), a);
  EXPECT_EQ(a->value, 5);
  a.reset();
  EXPECT_EQ(counted::alive, 0) << "the map does not keep it alive";
  EXPECT_EQ(m.find(1), nullptr);
}

TYPED_TEST(WeakValueMap, MakesAnObjectOnceWhileItLives) {
  typename TestFixture::map m;
  int made = 0;
  const auto make = [&] { return std::make_shared<counted>(++made); };
  auto a = m.get_or_create(1, make);
  EXPECT_EQ(m.get_or_create(1, make), a);
  EXPECT_EQ(made, 1);
  a.reset();
  EXPECT_EQ(m.get_or_create(1, make)->value, 2) << "it had died";
  EXPECT_EQ(m.get_or_create(7)->value, 0) << "default construction";
}

// caffeine#111: in a cache with weak values, those that were collected still
// counted for its size.
TYPED_TEST(WeakValueMap, DeadObjectsAreNotCounted) {
  typename TestFixture::map m;
  std::vector<std::shared_ptr<counted>> alive;
  for (int i = 0; i != 100; ++i) {
    auto object = m.get_or_create(i);
    if (i % 10 == 0)
      alive.push_back(object);
  }
  EXPECT_EQ(m.size(), 10u);
  EXPECT_EQ(m.snapshot().size(), 10u);
  alive.clear();
  EXPECT_EQ(m.size(), 0u);
  EXPECT_TRUE(m.empty());
}

TYPED_TEST(WeakValueMap, InsertingKeepsTheNumberOfDeadEntriesSmall) {
  typename TestFixture::map m;
  for (int i = 0; i != 10000; ++i) {
    m.get_or_create(i);
    ASSERT_LE(m.entry_count(), 2u) << "nothing lives";
  }
  std::vector<std::shared_ptr<counted>> ring(500);
  std::size_t most = 0;
  for (int i = 0; i != 50000; ++i) {
    ring[static_cast<std::size_t>(i) % ring.size()] = m.get_or_create(i);
    most = std::max(most, m.entry_count());
  }
  EXPECT_EQ(m.size(), 500u);
  EXPECT_LE(most, 2 * 500u + 10);
}

TYPED_TEST(WeakValueMap, PruneFreesEntriesAndBuckets) {
  typename TestFixture::map m;
  std::vector<std::shared_ptr<counted>> all;
  for (int i = 0; i != 10000; ++i)
    all.push_back(m.get_or_create(i));
  all.resize(10);
  EXPECT_EQ(m.entry_count(), 10000u);
  EXPECT_EQ(m.prune(), 9990u);
  EXPECT_EQ(m.entry_count(), 10u);
  EXPECT_EQ(m.prune(), 0u);
  for (int i = 0; i != 10; ++i)
    EXPECT_EQ(m.find(i), all[static_cast<std::size_t>(i)]);
}

TYPED_TEST(WeakValueMap, EraseAndInsertOrAssignChangeTheEntryNotTheObject) {
  typename TestFixture::map m;
  auto a = m.get_or_create(1);
  EXPECT_TRUE(m.erase(1));
  EXPECT_FALSE(m.erase(1));
  EXPECT_EQ(counted::alive, 1);
  auto b = std::make_shared<counted>(2);
  m.insert_or_assign(1, b);
  EXPECT_EQ(m.find(1), b);
  m.insert_or_assign(1, a);
  EXPECT_EQ(m.find(1), a);
  m.insert_or_assign(1, nullptr);
  EXPECT_EQ(m.find(1), nullptr);
  EXPECT_EQ(m.entry_count(), 0u);
  m.insert_or_assign(2, b);
  b.reset();
  EXPECT_FALSE(m.erase(2)) << "it had died";
  m.get_or_create(3);
  m.clear();
  EXPECT_EQ(m.entry_count(), 0u);
  auto again = m.get_or_create(3);
  EXPECT_EQ(m.size(), 1u);
}

TYPED_TEST(WeakValueMap, AFailedConstructionStoresNothing) {
  typename TestFixture::map m;
  EXPECT_THROW(m.get_or_create(1,
                               []() -> std::shared_ptr<counted> {
                                 throw std::runtime_error("no");
                               }),
               std::runtime_error);
  EXPECT_EQ(m.find(1), nullptr);
  EXPECT_EQ(m.get_or_create(1, [] { return std::shared_ptr<counted>(); }),
            nullptr);
  EXPECT_EQ(m.size(), 0u);
  auto made = m.get_or_create(1);
  EXPECT_NE(made, nullptr) << "the next one may try again";
}

TYPED_TEST(WeakValueMap, MakeMayUseTheMapWithOtherKeys) {
  typename TestFixture::map m;
  std::shared_ptr<counted> inner;
  auto outer = m.get_or_create(1, [&] {
    EXPECT_EQ(m.find(1), nullptr) << "it is still being made";
    inner = m.get_or_create(2);
    for (int i = 10; i != 100; ++i) // prunes while 1 is being made
      m.get_or_create(i);
    return std::make_unique<counted>(inner->value + 1);
  });
  EXPECT_EQ(m.find(1), outer);
  EXPECT_EQ(m.find(2), inner);
}

TYPED_TEST(WeakValueMap, MakingAKeyWhileMakingItIsAnErrorAndNotADeadlock) {
  typename TestFixture::map m;
  EXPECT_THROW(m.get_or_create(1, [&] { return m.get_or_create(1); }),
               std::logic_error);
  EXPECT_THROW(m.get_or_create(1,
                               [&] {
                                 return m.get_or_create(
                                     2, [&] { return m.get_or_create(1); });
                               }),
               std::logic_error);
  EXPECT_EQ(m.size(), 0u);
}

TYPED_TEST(WeakValueMap, WhatIsErasedWhileItIsMadeIsNotStored) {
  typename TestFixture::map m;
  auto stale = m.get_or_create(1, [&] {
    EXPECT_FALSE(m.erase(1));
    return std::make_unique<counted>(1);
  });
  EXPECT_EQ(stale->value, 1) << "its maker gets it";
  EXPECT_EQ(m.find(1), nullptr);
  auto other = std::make_shared<counted>(9);
  auto late = m.get_or_create(1, [&] {
    m.insert_or_assign(1, other);
    return std::make_unique<counted>(1);
  });
  EXPECT_EQ(late->value, 1);
  EXPECT_EQ(m.find(1), other);
  auto cleared = m.get_or_create(2, [&] {
    m.clear();
    return std::make_unique<counted>(2);
  });
  EXPECT_EQ(m.entry_count(), 0u);
  auto twice = m.get_or_create(3, [&] {
    m.erase(3);
    return m.get_or_create(3, [] { return std::make_unique<counted>(3); });
  });
  EXPECT_EQ(m.find(3), twice) << "the inner call stored it";
}

TYPED_TEST(WeakValueMap, ObjectsMayOutliveTheMap) {
  std::shared_ptr<counted> survivor;
  {
    typename TestFixture::map m;
    survivor = m.get_or_create(1, [] { return std::make_unique<counted>(4); });
  }
  EXPECT_EQ(survivor->value, 4);
}

// A deleter that is destroyed with the last weak reference may use the map: so
// entries end without the lock.
TEST(WeakValueMapLock, IsNotHeldWhileEntriesEnd) {
  using map = weak_value_map<int, int>;
  map m;
  struct looks_at_map {
    map *m;
    int *ended;
    looks_at_map(map *m, int *e) : m(m), ended(e) {}
    looks_at_map(looks_at_map &&o) noexcept : m(o.m), ended(o.ended) {
      o.m = nullptr;
    }
    looks_at_map(const looks_at_map &) = delete;
    ~looks_at_map() {
      if (m != nullptr) {
        m->find(1);
        ++*ended;
      }
    }
    void operator()(int *p) const { delete p; }
  };
  int ended = 0;
  const auto insert_dying = [&](int k) {
    m.insert_or_assign(
        k, std::shared_ptr<int>(new int(k), looks_at_map(&m, &ended)));
  };
  insert_dying(1);
  m.erase(1);
  insert_dying(1);
  insert_dying(1); // replaces
  m.clear();
  insert_dying(1);
  m.prune();
  insert_dying(1);
  m.get_or_create(1); // in place of the dead one
  for (int i = 0; i != 10; ++i)
    insert_dying(i); // prunes
  m.clear();
  EXPECT_EQ(ended, 15);
}

struct anchor {
  std::string name;
  explicit anchor(std::string n) : name(std::move(n)) {}
};

TEST(WeakValueMapKeys, MayBeStringsWithAHashOfTheirOwn) {
  struct length_hash { // collisions on purpose
    std::size_t operator()(const std::string &s) const { return s.size(); }
  };
  weak_value_map<std::string, anchor, length_hash> m;
  std::vector<std::shared_ptr<anchor>> all;
  for (int i = 0; i != 50; ++i) {
    const std::string name = "n" + std::to_string(i);
    all.push_back(
        m.get_or_create(name, [&] { return std::make_unique<anchor>(name); }));
  }
  for (const auto &a : all)
    EXPECT_EQ(m.find(a->name), a);
}

struct counting_threading : mapwarden::single_threaded {
  struct mutex : mapwarden::single_threaded::mutex {
    inline static int locked = 0;
    void lock() noexcept { ++locked; }
  };
  struct condition {
    void wait(std::unique_lock<mutex> &) noexcept {}
    void notify_all() noexcept {}
  };
};
TEST(WeakValueMapPrune, LetsOthersInAlsoWhenNothingHasDied) {
  mapwarden::weak_value_map<int, int, std::hash<int>, std::equal_to<int>,
                            counting_threading>
      m;
  std::vector<std::shared_ptr<int>> alive;
  for (int i = 0; i != 6400; ++i)
    alive.push_back(m.get_or_create(i, [] { return std::make_unique<int>(); }));
  counting_threading::mutex::locked = 0;
  EXPECT_EQ(m.prune(), 0u);
  EXPECT_GE(counting_threading::mutex::locked, 100);
  alive.resize(3200);
  EXPECT_EQ(m.prune(), 3200u);
  EXPECT_EQ(m.entry_count(), 3200u);
}

} // namespace
