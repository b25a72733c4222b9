// What lib/runtime provides: bounded_map is bounded, tracked_map is not, annotations are believed.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <mapwarden/annotations.h>
#include <mapwarden/bounded_map.h>
#include <mapwarden/erase_reset.h>
#include <mapwarden/tracked_map.h>
#include <string>

static mapwarden::bounded_map<std::string, int, 100> BoundedOk;
static mapwarden::tracked_map<std::string, int> TrackedBad;
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'TrackedBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
static std::map<std::string, int> AnnotatedOk MAPWARDEN_BOUNDED_BY(100, "the caller");
static std::map<std::string, int *> ResetOk;
void count(const std::string &Key) {
  ++BoundedOk[Key];
  ++TrackedBad[Key];
  ++AnnotatedOk[Key];
}
void keep(const std::string &Key) {
  if (!ResetOk.count(Key))
    ResetOk[Key] = new int(1);
}
void drop(const std::string &Key) { mapwarden::erase_reset(ResetOk, Key); }
