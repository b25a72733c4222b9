// get_or and find_or_null never insert; get_or_create inserts exactly once and
// gives no null pointer.
#include "mapwarden/lookup.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "test_types.h"

namespace {

using mapwarden::find_or_null;
using mapwarden::get_or;
using mapwarden::get_or_create;
using mapwarden_test::counted;

TEST(GetOr, GivesTheValueOrTheDefaultAndNeverInserts) {
  const std::map<std::string, int> m{{"a", 1}};
  EXPECT_EQ(get_or(m, "a"), 1);
  EXPECT_EQ(get_or(m, "b"), 0);
  EXPECT_EQ(get_or(m, "b", 7), 7);
  EXPECT_EQ(m.size(), 1u);
  static_assert(!std::is_reference_v<decltype(get_or(m, "a"))>);
}

TEST(GetOr, WorksOnTemporariesPointersAndBracedKeys) {
  EXPECT_EQ(get_or(std::map<int, std::string>{{1, "x"}}, 1), "x");
  int i = 0;
  std::unordered_map<int, int *> m{{1, &i}};
  EXPECT_EQ(get_or(m, 1), &i);
  EXPECT_EQ(get_or(m, 2), nullptr);
  std::map<std::pair<int, int>, int> p{{{1, 2}, 3}};
  EXPECT_EQ(get_or(p, {1, 2}), 3);
}

TEST(GetOr, NeedsNoDefaultConstructorWhenADefaultIsGiven) {
  struct no_default {
    int i;
    explicit no_default(int n) : i(n) {}
  };
  std::map<int, no_default> m;
  EXPECT_EQ(get_or(m, 1, no_default(4)).i, 4);
}

TEST(FindOrNull, PointsIntoTheMap) {
  std::map<int, int> m{{1, 10}};
  *find_or_null(m, 1) = 11;
  EXPECT_EQ(m[1], 11);
  EXPECT_EQ(find_or_null(m, 2), nullptr);
  const auto &c = m;
  static_assert(std::is_same_v<decltype(find_or_null(c, 1)), const int *>);
}

template <class M, class = void> struct takes_temporaries : std::false_type {};
template <class M>
struct takes_temporaries<
    M, std::void_t<decltype(find_or_null(std::declval<M>(), 1))>>
    : std::true_type {};
static_assert(!takes_temporaries<std::map<int, int>>::value,
              "it would dangle at once");
static_assert(!takes_temporaries<const std::map<int, int>>::value,
              "it would dangle at once");
static_assert(takes_temporaries<std::map<int, int> &>::value);

TEST(GetOrCreate, InsertsADefaultOnce) {
  std::map<int, std::vector<int>> m;
  get_or_create(m, 1).push_back(5);
  get_or_create(m, 1).push_back(6);
  EXPECT_EQ(m[1], (std::vector<int>{5, 6}));
}

TEST(GetOrCreate, CallsMakeOnlyWhenAbsent) {
  std::unordered_map<std::string, std::string> m;
  int calls = 0;
  auto make = [&] {
    ++calls;
    return "made";
  };
  EXPECT_EQ(get_or_create(m, "k", make), "made");
  EXPECT_EQ(get_or_create(m, "k", make), "made");
  EXPECT_EQ(calls, 1);
}

TEST(GetOrCreate, MakesTheObjectBehindPointers) {
  std::map<int, std::unique_ptr<std::set<int>>> unique;
  unique[2]; // present and null: the trap of operator[]
  get_or_create(unique, 1)->insert(1);
  get_or_create(unique, 2)->insert(2);
  EXPECT_EQ(unique.at(1)->count(1), 1u);
  EXPECT_EQ(unique.at(2)->count(2), 1u);
  std::map<int, std::shared_ptr<std::set<int>>> shared;
  get_or_create(shared, 1)->insert(1);
  EXPECT_EQ(shared.at(1)->size(), 1u);
  std::map<int, counted *> raw;
  counted::alive = 0;
  get_or_create(raw, 1)->value = 3;
  EXPECT_EQ(get_or_create(raw, 1)->value, 3);
  EXPECT_EQ(counted::alive, 1);
  delete raw[1];
}

TEST(GetOrCreate, TakesPointersFromMake) {
  struct base {
    virtual ~base() = default;
    virtual int id() const = 0;
  };
  struct derived : base {
    int id() const override { return 4; }
  };
  std::map<int, std::unique_ptr<base>> m;
  EXPECT_EQ(
      get_or_create(m, 1, [] { return std::make_unique<derived>(); })->id(), 4);
}

TEST(GetOrCreate, AnEmptyOptionalIsAValueLikeAnyOther) {
  std::map<int, std::optional<int *>> m;
  EXPECT_EQ(get_or_create(m, 1), std::nullopt);
  EXPECT_EQ(get_or_create(m, 1, [] { return std::optional<int *>(nullptr); }),
            std::nullopt);
}

TEST(GetOrCreate, ValuesNeedNotMove) {
  std::map<int, std::mutex> m;
  std::lock_guard<std::mutex> lock(get_or_create(m, 1));
  EXPECT_EQ(m.size(), 1u);
}

TEST(GetOrCreate, AFailingMakeLeavesNoEntry) {
  std::map<int, int> values;
  std::map<int, int *> raw;
  std::map<int, std::unique_ptr<int>> unique;
  auto fail = []() -> int { throw std::runtime_error("no"); };
  EXPECT_THROW(get_or_create(values, 1, fail), std::runtime_error);
  EXPECT_THROW(get_or_create(raw, 1, [&] { return new int(fail()); }),
               std::runtime_error);
  EXPECT_THROW(
      get_or_create(unique, 1, [&] { return std::make_unique<int>(fail()); }),
      std::runtime_error);
  EXPECT_TRUE(values.empty());
  EXPECT_TRUE(raw.empty());
  EXPECT_TRUE(unique.empty());
}

TEST(GetOrCreate, NothingLeaksWhereverItFails) {
  using mapwarden_test::fragile;
  using map = std::unordered_map<
      fragile, fragile *, mapwarden_test::fragile_hash, std::equal_to<fragile>,
      mapwarden_test::fragile_allocator<std::pair<const fragile, fragile *>>>;
  {
    map m;
    const fragile key(1);
    // One injected fault per run; the hash may not fail a second time during
    // the roll-back.
    const int failures = mapwarden_test::fail_at_every_step(
        [&] { get_or_create(m, key); },
        [&](int step) { EXPECT_TRUE(m.empty()) << step; });
    EXPECT_GE(failures, 4);
    ASSERT_EQ(m.size(), 1u);
    delete m.begin()->second;
  }
  EXPECT_EQ(fragile::alive, 0);
  EXPECT_EQ(mapwarden_test::allocation_count::bytes, 0);
}

std::unordered_map<int, long> memo;
long fibonacci(int n) {
  if (n < 2)
    return n;
  return get_or_create(memo, n,
                       [n] { return fibonacci(n - 1) + fibonacci(n - 2); });
}

TEST(GetOrCreate, MakeMayInsertIntoTheSameMap) {
  EXPECT_EQ(fibonacci(60), 1548008755920L);
  EXPECT_EQ(memo.size(), 59u);
  std::map<int, std::unique_ptr<int>> m;
  auto &kept = get_or_create(m, 1, [&] {
    m[1] = std::make_unique<int>(5);
    return std::make_unique<int>(6);
  });
  EXPECT_EQ(*kept, 5) << "what make() put there stays";
}

} // namespace
