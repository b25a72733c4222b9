// The map is held by a unique_ptr, an optional, or in an array of shards.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <array>
#include <map>
#include <memory>
#include <optional>

struct Item {
  int N = 0;
};

class PointerBad {
public:
  void add(int Id) {
    if (!Items->count(Id))
      (*Items)[Id] = new Item();
  }
  void drop(int Id) { Items->erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void drop(int Id) { mapwarden::erase_reset(*Items, Id); }

private:
  std::unique_ptr<std::map<int, Item *>> Items =
      std::make_unique<std::map<int, Item *>>();
};

class OptionalBad {
public:
  void add(int Id) {
    if (!Items->count(Id))
      (*Items)[Id] = new Item();
  }
  void drop(int Id) { Items->erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void drop(int Id) { mapwarden::erase_reset(*Items, Id); }

private:
  std::optional<std::map<int, Item *>> Items{std::in_place};
};

class ShardsBad {
public:
  void add(int Id) {
    auto &Shard = Shards[Id % 8];
    if (!Shard.count(Id))
      Shard[Id] = new Item();
  }
  void drop(int Id) { Shards[Id % 8].erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: erasing from 'Shards' drops its 'std::map<int, Item *>' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void drop(int Id) { mapwarden::erase_reset(Shards[Id % 8], Id); }

private:
  std::array<std::map<int, Item *>, 8> Shards;
};

PointerBad Pointer;
OptionalBad Optional;
ShardsBad Shards;
