// The values are vectors of owned pointers: each element is released.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>
#include <vector>

struct Item {
  int N = 0;
};

class GroupsBad {
public:
  void add(int Id) { Items[Id].push_back(new Item()); }
  void drop(int Id) { Items.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: erasing from 'Items' drops its 'std::vector<Item *>' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void drop(int Id) { mapwarden::erase_reset(Items, Id); }

private:
  std::map<int, std::vector<Item *>> Items;
};

GroupsBad Groups;
