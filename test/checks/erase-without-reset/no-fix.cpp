// Where the helper would not compile, or not be right, there is no fix-it: incomplete types, arrays, protected
// destructors, ranges, macros.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <map>
#include <string>

struct Hidden;
Hidden *makeHidden();

class Base {
public:
  virtual int size() const = 0;

protected:
  ~Base() = default;
};
class Derived final : public Base {
public:
  int size() const override { return 1; }
};

class ProtectedBad {
public:
  void add(int Id) {
    if (!Map.count(Id))
      Map[Id] = new Derived();
  }
  void drop(int Id) { Map.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: erasing from 'Map' drops its 'Base *' without 'delete' [mapwarden-erase-without-reset]

private:
  std::map<int, Base *> Map;
};

class ArraysBad {
public:
  void add(int Id) {
    if (!Map.count(Id))
      Map[Id] = new int[8];
  }
  void drop(int Id) { Map.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: erasing from 'Map' drops its 'int *' without 'delete' [mapwarden-erase-without-reset]

private:
  std::map<int, int *> Map;
};

struct Item {
  std::string Text;
};

class RangeBad {
public:
  void add(int Id) {
    if (!Map.count(Id))
      Map[Id] = new Item();
  }
  void dropUpTo(int Id) { Map.erase(Map.begin(), Map.lower_bound(Id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: erasing from 'Map' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]

private:
  std::map<int, Item *> Map;
};

#define DROP(M, K) M.erase(K)
class MacroBad {
public:
  void add(int Id) {
    if (!Map.count(Id))
      Map[Id] = new Item();
  }
  void drop(int Id) { DROP(Map, Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: erasing from 'Map' drops its 'Item *' without 'delete' [mapwarden-erase-without-reset]

private:
  std::map<int, Item *> Map;
};

ProtectedBad Protected;
ArraysBad Arrays;
RangeBad Range;
MacroBad Macro;
