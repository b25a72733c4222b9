// libFuzzer: any sequence of operations on a bounded_map of any policy and
// limits does what the reference does. See fuzz.sh.
//
// Input: policy, capacity, bytes (0: no limit), then pairs of operation and
// key.
#include "../production_semantics.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "../bounded_reference.h"
#include "mapwarden/bounded_map.h"

namespace {

using mapwarden::eviction;
using mapwarden::limits;
using mapwarden_test::reference_map;
using map = mapwarden::bounded_map<int, int>;

void require(bool holds, const char *what) {
  if (holds)
    return;
  std::fprintf(stderr, "bounded_map and its model disagree: %s\n", what);
  std::abort();
}
#define REQUIRE(condition) require(condition, #condition)

map make(eviction policy, std::size_t capacity, std::size_t bytes,
         std::size_t grace) {
  const limits l = limits{capacity, grace}.evict_by(policy);
  if (bytes == 0)
    return map(l);
  return map(
      l.weighed(bytes, [](int k, int) { return reference_map::weight(k); }));
}

int *insert(reference_map &model, int k, int v) {
  int *there = model.find(k);
  return there != nullptr ? there : &model.insert(k, v);
}

void apply(map &m, reference_map &model, int operation, int k, int v) {
  switch (operation) {
  case 0:
    REQUIRE((m.erase(k) != 0) == model.erase(k));
    break;
  case 1: {
    auto it = m.find(k);
    const int *there = model.find(k);
    REQUIRE((it != m.end()) == (there != nullptr));
    REQUIRE(there == nullptr || it->second == *there);
    break;
  }
  case 2:
    REQUIRE((std::as_const(m).find(k) != m.cend()) == model.contains(k));
    model.find_const(k);
    break;
  case 3:
    m.insert_or_assign(k, v);
    *insert(model, k, v) = v;
    break;
  case 4:
    m.emplace(k, v);
    insert(model, k, v);
    break;
  case 5: {
    auto it = m.find(k);
    model.find(k);
    if (it != m.end()) {
      m.erase(it);
      model.erase(k);
    }
    break;
  }
  case 6: {
    map other = m;
    m = std::move(other);
    model.forget_the_entry_returned_last();
    break;
  }
  case 7:
    if (k == 0) {
      m.clear();
      model.clear();
    } else {
      m.reserve(static_cast<std::size_t>(k));
    }
    break;
  default: {
    int &value = m[k];
    int *expected = insert(model, k, 0);
    REQUIRE(value == *expected);
    value = *expected = v;
  }
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data,
                                      std::size_t size) {
  if (size < 4)
    return 0;
  const auto policy = static_cast<eviction>(data[0] % 5);
  const std::size_t capacity = 1 + data[1], grace = data[3] % 66;
  const std::size_t bytes = data[2] == 0 ? 0 : 7 + data[2];
  map m = make(policy, capacity, bytes, grace);
  reference_map model(policy, capacity, bytes == 0 ? std::size_t(-1) : bytes);
  for (std::size_t i = 4; i + 1 < size; i += 2) {
    apply(m, model, data[i] % 12, data[i + 1], static_cast<int>(i));
    REQUIRE(m.size() == model.size());
    REQUIRE(m.size() <= capacity);
    REQUIRE(bytes == 0 || m.bytes() == model.bytes());
  }
  REQUIRE(model.same(m, false));
  return 0;
}
