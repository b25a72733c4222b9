// case: K102-remover-that-only-marks
// from: pattern of a class that scripts and plug-ins call by name
// family: unbounded-map
// shape: the annotated method hands over to another unit, which removes in the good half and only counts in the bad one
// mode: program
#pragma once
#include <mapwarden/annotations.h>
#include <unordered_map>

class Depot {
public:
  void store(long code);
  void handOut(long code);
  MAPWARDEN_REMOVER void returnOld(int day); // expect: unbounded-map

private:
  void sweep(int day);
  std::unordered_map<long, int> parcels_;
  int old_ = 0;
};

Depot &depot();
