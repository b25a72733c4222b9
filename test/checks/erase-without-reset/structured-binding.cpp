// Releasing through structured bindings and iterator aliases counts.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>

struct Item {
  int N = 0;
};

class SweepOk {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void dropAll() {
    for (auto &[Id, Value] : Items)
      delete Value;
    Items.clear();
  }
  void drop(int Id) {
    auto It = Items.find(Id);
    auto Alias = It;
    if (It == Items.end())
      return;
    delete Alias->second;
    Items.erase(It);
  }

private:
  std::map<int, Item *> Items;
};

class SweepBad {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void dropZeros() {
    for (auto It = Items.begin(); It != Items.end();)
      if (It->second->N == 0)
        It = Items.erase(It);
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: It = mapwarden::erase_reset(Items, It);
      else
        ++It;
  }

private:
  std::map<int, Item *> Items;
};

SweepOk GoodSweep;
SweepBad BadSweep;
