// Reported on the pattern, once; templates are not edited.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <map>

template <class T> class PoolBad {
public:
  void add(int Id) {
    if (!Items.count(Id))
      Items[Id] = new T();
  }
  void drop(int Id) { Items.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: erasing from 'Items' drops its 'A *' without 'delete' [mapwarden-erase-without-reset]

private:
  std::map<int, T *> Items;
};

struct A {};
struct B {};
PoolBad<A> As;
PoolBad<B> Bs;
void use() {
  As.add(1);
  As.drop(1);
  Bs.add(1);
  Bs.drop(1);
}
