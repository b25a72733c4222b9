// The map is a member of a base class.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>

struct Item {
  int N = 0;
};

class Storage {
protected:
  std::map<int, Item *> Items;
};

class StoreBad : public Storage {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void drop(int Id) { Items.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void drop(int Id) { mapwarden::erase_reset(Items, Id); }
};

StoreBad TheStore;
