// A reference that a stored callable captures outlives the element's place.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>
#include <functional>
#include <vector>

class HubBad {
public:
  void watch(int Key) {
    int &N = Items[Key];
    Callbacks.push_back([&N] { ++N; });
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'N' refers to an element of 'Items' and is captured by code that runs later, and the element may be moved [mapwarden-escaping-element]
  }
  void add(int Key) { Items[Key] = 1; }

private:
  absl::flat_hash_map<int, int> Items;
  std::vector<std::function<void()>> Callbacks;
};
HubBad Hub;

int lambdaBad(absl::flat_hash_map<int, int> &Map, int A, int B) {
  auto Run = [&] {
    const int &N = Map[A];
// CHECK-FIXES: const int N = Map[A];
    Map[B] = 1;
    return N;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'N' refers to an element of 'Map' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
  };
  return Run();
}
