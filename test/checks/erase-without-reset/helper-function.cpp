// A helper takes the map by reference: one that erases, and one that releases.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>

struct Item {
  int N = 0;
};
using ItemMap = std::map<int, Item *>;

static void release(ItemMap &Map, int Id) {
  auto It = Map.find(Id);
  if (It == Map.end())
    return;
  delete It->second;
  Map.erase(It);
}

class StoreOk {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void drop(int Id) { release(Items, Id); }

private:
  ItemMap Items;
};

static void forget(ItemMap &Map, int Id) { Map.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: static void forget(ItemMap &Map, int Id) { mapwarden::erase_reset(Map, Id); }

class StoreBad {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void drop(int Id) { forget(Items, Id); }

private:
  ItemMap Items;
};

StoreOk GoodStore;
StoreBad BadStore;
