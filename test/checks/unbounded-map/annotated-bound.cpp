// MAPWARDEN_BOUNDED_BY is believed; at level "possible" a bound that nothing in sight keeps is named.
// RUN: %check %s mapwarden-unbounded-map %t --config="{CheckOptions: {Level: possible}}"
#include <map>
#include <mapwarden/annotations.h>
#include <string>

static std::map<std::string, int> KeptByNobodyBad MAPWARDEN_BOUNDED_BY(100, "reap()");
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'KeptByNobodyBad' is annotated to hold at most 100 entries because of 'reap()', but nothing erases from it and nothing tests its size [mapwarden-unbounded-map]
static std::map<std::string, int> ErasedOk MAPWARDEN_BOUNDED_BY(100, "drop()");
static std::map<std::string, int> TestedOk MAPWARDEN_BOUNDED_BY(100, "count()");
static std::map<std::string, int> TornDownOk MAPWARDEN_BOUNDED_BY(100, "the operator, who restarts");
std::map<std::string, int> OpenOk MAPWARDEN_BOUNDED_BY(100, "other units");
void fill(std::map<std::string, int> &All);

void add(const std::string &Key) { ErasedOk[Key] = 1; }
void count(const std::string &Key) {
  ++KeptByNobodyBad[Key];
  if (TestedOk.size() < 100)
    ++TestedOk[Key];
}
void note(const std::string &Key) { TornDownOk[Key] = 1; }
void open(const std::string &Key) {
  fill(OpenOk);
  OpenOk[Key] = 1;
}
void drop(const std::string &Key) { ErasedOk.erase(Key); }
void shutdown() { TornDownOk.clear(); }
