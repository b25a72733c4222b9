// case: K102-remover-that-only-marks
// from: pattern of a class that scripts and plug-ins call by name
// family: unbounded-map
// shape: the annotated method hands over to another unit, which removes in the good half and only counts in the bad one
// mode: program
#include "parcels.h"

void Depot::store(long code) { parcels_[code] = 0; }
void Depot::handOut(long code) { parcels_.erase(code); }
void Depot::returnOld(int day) { sweep(day); }

Depot &depot() {
  static Depot all;
  return all;
}
