// A function that only a table outside of functions names is called by whoever reads the table.
// RUN: %check %s mapwarden-unbounded-map %t
#include <functional>
#include <map>
#include <string>

static std::map<int, int> ErasedOk;
void fill(int Key) { ErasedOk[Key] = 1; }
static void drop(int Key) { ErasedOk.erase(Key); }
struct Command {
  const char *Name;
  void (*Run)(int);
};
static const Command Commands[] = {{"drop", drop}};
void run(int I, int Key) { Commands[I].Run(Key); }

static std::map<int, int> ByPointerOk;
void fillByPointer(int Key) { ByPointerOk[Key] = 1; }
static void dropByPointer(int Key) { ByPointerOk.erase(Key); }
void (*OnClose)(int) = &dropByPointer;

static std::map<int, int> InFunctionOk;
void fillInFunction(int Key) { InFunctionOk[Key] = 1; }
static void dropInFunction(int Key) { InFunctionOk.erase(Key); }
static std::map<std::string, std::function<void(int)>> Handlers = {
    {"close", dropInFunction}};

static std::map<int, int> ByDefaultOk;
static void dropByDefault(int Key) { ByDefaultOk.erase(Key); }
void fillAndThen(int Key, void (*Then)(int) = dropByDefault) {
  ByDefaultOk[Key] = 1;
  Then(Key);
}

struct Registrar {
  explicit Registrar(void (*F)(int)) : Run(F) {}
  void (*Run)(int);
};
static std::map<int, int> RegisteredOk;
void fillRegistered(int Key) { RegisteredOk[Key] = 1; }
static void dropRegistered(int Key) { RegisteredOk.erase(Key); }
static Registrar Register(dropRegistered);

static std::map<int, int> GrowsBad;
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'GrowsBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
static void add(int Key) { GrowsBad[Key] = 1; }
static const Command Adders[] = {{"add", add}};
void runAdder(int I, int Key) { Adders[I].Run(Key); }
