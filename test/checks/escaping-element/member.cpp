// Members of the class and of its base; the mutation is in a method.
// RUN: %check %s mapwarden-escaping-element %t
// REQUIRES: absl
#include <absl/container/flat_hash_map.h>

class Storage {
protected:
  absl::flat_hash_map<int, int> Items;
};
class StoreBad : Storage {
public:
  int direct(int A, int B) {
    const int &N = Items[A];
// CHECK-FIXES: const int N = Items[A];
    Items[B] = 1;
    return N;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'N' refers to an element of 'Items' that the insertion at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
  }
  int byMethod(int A, int B) {
    const int &N = Items[A];
// CHECK-FIXES: const int N = Items[A];
    add(B);
    return N;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'N' refers to an element of 'Items' that the call of 'add' at line {{[0-9]+}} may have moved [mapwarden-escaping-element]
  }
  void add(int B) { Items[B] = 1; }
};
StoreBad Store;
