// Lambdas in initialisers outside of functions are code like any other.
// RUN: %check %s mapwarden-unbounded-map %t
#include <functional>
#include <map>
#include <string>

static std::map<int, int> ErasedOk;
void fill(int Key) { ErasedOk[Key] = 1; }
std::function<void(int)> Drop = [](int Key) { ErasedOk.erase(Key); };

static std::map<int, int> GrowsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'GrowsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
std::function<void(int)> Add = [](int Key) { GrowsBad[Key] = 1; };

static std::map<int, int> FilledOk;
static const int Filled = [](int Count) {
  for (int I = 0; I < Count; ++I)
    FilledOk[I] = I;
  return Count;
}(100);

struct Handlers {
  std::function<void(int)> OnClose = [](int Key) { ClosedOk.erase(Key); };
  static std::map<int, int> ClosedOk;
  void open(int Key) { ClosedOk[Key] = 1; }
};
std::map<int, int> Handlers::ClosedOk;
