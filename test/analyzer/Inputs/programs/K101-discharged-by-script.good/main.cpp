// case: K101-discharged-by-script
// from: pattern of a class that scripts and plug-ins call by name
// family: unbounded-map
// shape: only a script calls discharge(); the annotation on its declaration says so in the good half
// mode: program
#include "beds.h"
#include <iostream>

int main() {
  std::string patient;
  while (std::getline(std::cin, patient))
    ward().admit(patient);
}
