// Maps of other libraries.
// RUN: %check %s mapwarden-erase-without-reset %t -- -isystem %llvm_include
// REQUIRES: absl, boost, llvm
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <absl/container/flat_hash_map.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <llvm/ADT/DenseMap.h>

struct Item {
  int N = 0;
};

template <class Map> struct Unused {};

class AbslBad {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void drop(int Id) { Items.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]

private:
  absl::flat_hash_map<int, Item *> Items;
};

class BoostBad {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  void drop(int Id) { Items.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void drop(int Id) { mapwarden::erase_reset(Items, Id); }

private:
  boost::unordered_flat_map<int, Item *> Items;
};

class LlvmBad {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new Item();
  }
  bool drop(int Id) { return Items.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: erasing from 'Items' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]

private:
  llvm::DenseMap<int, Item *> Items;
};

AbslBad Absl;
BoostBad Boost;
LlvmBad Llvm;
