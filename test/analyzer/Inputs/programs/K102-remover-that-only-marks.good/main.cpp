// case: K102-remover-that-only-marks
// from: pattern of a class that scripts and plug-ins call by name
// family: unbounded-map
// shape: the annotated method hands over to another unit, which removes in the good half and only counts in the bad one
// mode: program
#include "parcels.h"
#include <iostream>

int main() {
  long code;
  while (std::cin >> code) {
    depot().store(code);
    if (code % 7 == 0)
      depot().handOut(code);
  }
}
