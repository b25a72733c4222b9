// What must not compile. Each case names the text its error must contain, or
// OK; compile_fail.sh runs them one by one.
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "mapwarden/mapwarden.h"

struct incomplete;
struct abstract {
  virtual void f() = 0;
};
struct no_default {
  explicit no_default(int);
};
using namespace mapwarden;

void test() {
#if CASE == 0 // OK
  std::map<int, int *> m;
  erase_reset(m, 1);
#elif CASE == 1  // deleting an incomplete type skips its destructor
  std::map<int, incomplete *> m;
  erase_reset(m, 1);
#elif CASE == 2  // a void* or function pointer cannot be deleted
  std::map<int, void *> m;
  erase_reset(m, 1);
#elif CASE == 3  // a FILE* is closed, not deleted
  std::map<int, FILE *> m;
  clear_reset(m);
#elif CASE == 4  // character pointers come from malloc or new[]
  std::map<int, const char *> m;
  erase_reset(m, 1);
#elif CASE == 5  // abstract class without a virtual destructor
  std::map<int, abstract *> m;
  erase_reset(m, 1);
#elif CASE == 6  // a smart pointer releases its object itself
  std::map<int, std::unique_ptr<int>> m;
  erase_reset(m, 1);
#elif CASE == 7  // say how it is released
  std::map<int, int> m;
  erase_reset(m, 1);
#elif CASE == 8  // this deleter cannot be called with the map's value
  std::map<int, int *> m;
  erase_reset(m, 1, [](std::string) {});
#elif CASE == 9  // work on associative containers
  std::vector<int *> v;
  clear_reset(v);
#elif CASE == 10 // need a map they may change
  const std::map<int, int *> m;
  clear_reset(m);
#elif CASE == 11 // must be containers, or (smart) pointers to containers
  std::map<int, int> m;
  erase_nested(m, 1, 2);
#elif CASE == 12 // needs inner associative containers
  std::map<int, std::vector<int>> m;
  erase_nested(m, 1, 2);
#elif CASE == 13 // say who frees them
  std::map<int, std::map<int, int> *> m;
  erase_nested(m, 1, 2);
#elif CASE == 14 // say who frees them
  std::map<int, std::map<int, int> *> m;
  prune_empty(m);
#elif CASE == 15 // find_or_null
  int *dangling = find_or_null(std::map<int, int>(), 1);
#elif CASE == 16 // may insert, so the map must not be const
  const std::map<int, int> m;
  get_or_create(m, 1);
#elif CASE == 17 // say how it is made
  std::map<int, no_default> m;
  get_or_create(m, 1);
#elif CASE == 18 // a smart pointer with its own deleter
  std::map<int, std::unique_ptr<int, void (*)(int *)>> m;
  get_or_create(m, 1);
#elif CASE == 19 // make() must return the map's value
  std::map<int, int> m;
  get_or_create(m, 1, [] { return std::string(); });
#elif CASE == 20 // needs weak_ptr values
  std::map<int, int> m;
  erase_expired(m);
#elif CASE == 21 // needs a hash table
  std::map<int, int> m;
  shrink_if_sparse(m);
#elif CASE == 22 // std::hash has no specialisation
  hash_combine(0, no_default(1));
#elif CASE == 23 // no matching
  bounded_map<int, int> unlimited;
#elif CASE == 24 // the allocator must be for
  bounded_map<int, int, 4, std::hash<int>, std::equal_to<int>,
              std::allocator<int>>
      m;
#elif CASE == 25 // OK
  std::map<int, std::unique_ptr<incomplete, void (*)(incomplete *)>> m;
  find_or_null(m, 1);
#elif CASE == 27 // object_pool can clear containers only
  object_pool<no_default> pool;
#elif CASE == 28 // Reset needs bool operator()(T&)
  struct nothing {};
  object_pool<int, nothing> pool;
#elif CASE == 29 // no references, arrays or const types
  object_pool<const std::string> pool;
#elif CASE == 30 // make() must return the pool's T by value
  object_pool<std::string> pool;
  pool.acquire([] { return 1; });
#elif CASE == 31 // neither a reference nor const
  weak_value_map<int, const int> m;
#elif CASE == 32 // nothing says who owns it
  weak_value_map<int, int> m;
  m.get_or_create(1, [] { return new int; });
#elif CASE == 33 // T has no default constructor: say how it is made
  weak_value_map<int, no_default> m;
  m.get_or_create(1);
#elif CASE == 34 // must return a shared_ptr<T> or unique_ptr<T>
  weak_value_map<int, int> m;
  m.get_or_create(1, [] { return 1; });
#elif CASE == 35 // copies keys
  weak_value_map<std::unique_ptr<int>, int> m;
#elif CASE == 36 // deleted
  weak_value_map<int, int> m;
  auto copy = m;
#elif CASE == 37 // mapwarden_fields
  std::unordered_map<no_default, int, mixed_hash<no_default>> m;
  m.count(no_default(1));
#elif CASE == 38 // OK
  weak_value_map<int, no_default> m;
  m.get_or_create(1, [] { return std::make_unique<no_default>(1); });
  object_pool<std::map<int, int>, clear_for_reuse, multi_threaded> pool;
  pool.acquire();
#elif CASE == 26 // m.find(k) must give an iterator
  std::map<int, int *> m;
  get_or(m, std::string());
#elif CASE == 39 // a limit of bytes needs a weigher
  bounded_map<int, int> m(limits{9}.weighed(100));
#elif CASE == 40 // the weigher must be callable with the key and the value
  bounded_map<int, int> m(
      limits{9}.weighed(100, [](std::string) { return 1; }));
#elif CASE == 41 // OK
  bounded_map<int, int> m(limits{9}.weighed(100, [](int, int) { return 1; }));
#elif CASE == 42 // use find(k), get(k), insert_or_assign(k, v), upsert(k, f)
  concurrent_map<int, int> m;
  m[1] = 2;
#elif CASE == 43 // use find(k), get(k), insert_or_assign(k, v), upsert(k, f)
  const concurrent_map<std::string, int> m;
  (void)m["a"];
#elif CASE == 44 // use find(k) or get(k)
  concurrent_map<int, int> m;
  m.at(1) = 2;
#elif CASE == 45 // use find(k) or get(k)
  const concurrent_map<int, int> m;
  (void)m.at(1);
#elif CASE == 46 // use for_each(f) or snapshot()
  concurrent_map<int, int> m;
  for (auto &entry : m)
    (void)entry;
#elif CASE == 47 // use for_each(f) or snapshot()
  const concurrent_map<int, int> m;
  (void)m.cbegin();
#elif CASE == 48 // is no iterator; use for_each(f) or snapshot()
  concurrent_map<int, int> m;
  auto h = m.find(1);
  ++h;
#elif CASE == 49 // use find for a value that cannot be copied
  concurrent_map<int, std::unique_ptr<int>> m;
  m.get(1);
#elif CASE == 50 // use put(a, b, v), get(a, b), upsert(a, b, f)
  concurrent_nested_map<int, int, int> m;
  m[1][2] = 3;
#elif CASE == 51 // use get(a, b) or visit(a, b, f)
  const concurrent_nested_map<int, int, int> m;
  (void)m.at(1);
#elif CASE == 52 // use visit_inner(a, f) for each outer key
  const concurrent_nested_map<int, int, int> m;
  (void)m.begin();
#elif CASE == 53 // OK
  concurrent_map<int, std::unique_ptr<int>> m;
  m.try_emplace(1, nullptr);
  m.find(1).reset();
  m.take(1);
  const concurrent_map<int, int> &other = concurrent_map<int, int>();
  other.for_each([](const std::pair<const int, int> &) {});
  (void)other.get(1);
  concurrent_nested_map<int, int, int>().put(1, 2, 3);
#endif
}
