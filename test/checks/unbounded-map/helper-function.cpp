// A helper inserts into, or erases from, the map it is given by reference.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <string>

using Counts = std::map<std::string, int>;
static void bump(Counts &Map, const std::string &Key) { ++Map[Key]; }
static void drop(Counts &Map, const std::string &Key) { Map.erase(Key); }

static Counts Bad;
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Bad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
static Counts Ok;
void bumpBad(const std::string &Key) { bump(Bad, Key); }
void bumpOk(const std::string &Key) {
  bump(Ok, Key);
  drop(Ok, Key);
}
