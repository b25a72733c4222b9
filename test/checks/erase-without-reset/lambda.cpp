// The erase stands in a lambda.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>

struct Item {
  int N = 0;
};

class LambdaBad {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void drop(int Id) {
    auto Remove = [this](int K) {
      Items.erase(K);
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: mapwarden::erase_reset(Items, K);
    };
    Remove(Id);
  }

private:
  std::map<int, Item *> Items;
};

LambdaBad TheItems;
