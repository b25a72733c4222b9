// MAPWARDEN_REMOVER: a function that nothing in sight calls removes at run time all the same, if it removes anything.
// RUN: %check %s mapwarden-unbounded-map %t
#include <functional>
#include <map>
#include <mapwarden/annotations.h>
#include <string>

class PlainBad {
public:
  void add(const std::string &Key) { Items[Key] = 1; }

private:
  void reap() { Items.clear(); }
  std::map<std::string, int> Items;
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Items' grows with every new key; the only eviction, 'reap', has no caller [mapwarden-unbounded-map]
};

class AnnotatedOk {
public:
  void add(const std::string &Key) { Items[Key] = 1; }

private:
  MAPWARDEN_REMOVER void reap();
  void clearAll() { Items.clear(); }
  std::map<std::string, int> Items;
};
void AnnotatedOk::reap() { clearAll(); }

class StopOk {
public:
  void add(const std::string &Key) { Items[Key] = 1; }
  MAPWARDEN_REMOVER void stop() { Items.clear(); }

private:
  std::map<std::string, int> Items;
};

class IdleBad {
public:
  void add(const std::string &Key) { Items[Key] = 1; }
  void drop(const std::string &Key) { Items.erase(Key); }
  MAPWARDEN_REMOVER void reap() {
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'reap' is annotated as a remover, but removes nothing from any container [mapwarden-unbounded-map]
    for (auto &Each : Items)
      mark(Each.second);
  }

private:
  static void mark(int &Value) { Value = 0; }
  std::map<std::string, int> Items;
};

/// What is not in sight may remove.
void purge(int Age);
class UnknownOk {
public:
  void add(const std::string &Key) { Items[Key] = 1; }
  void drop(const std::string &Key) { Items.erase(Key); }
  MAPWARDEN_REMOVER void reapByFunction() { purge(1); }
  MAPWARDEN_REMOVER void reapByCallable() { Reap(); }
  MAPWARDEN_REMOVER void reapByPointer() { (this->*Member)(); }
  MAPWARDEN_REMOVER virtual void reapInDerived() {}
  MAPWARDEN_REMOVER void reapOutOfSight();

private:
  std::function<void()> Reap;
  void (UnknownOk::*Member)() = nullptr;
  std::map<std::string, int> Items;
};

/// An object that takes itself out of the map when it dies.
class Hub;
struct Guest {
  explicit Guest(Hub &In) : In(In) {}
  ~Guest();
  Hub &In;
};
class Hub {
public:
  void add(int Key) { Guests[Key] = new Guest(*this); }
  void drop(int Key) { Guests.erase(Key); }
  MAPWARDEN_REMOVER void sendAway(Guest *Each) { delete Each; }

private:
  std::map<int, Guest *> Guests;
};
Guest::~Guest() { In.drop(0); }

PlainBad Plain;
AnnotatedOk Annotated;
StopOk Stop;
IdleBad Idle;
UnknownOk Unknown;
Hub TheHub;
