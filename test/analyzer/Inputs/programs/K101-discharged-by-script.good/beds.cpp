// case: K101-discharged-by-script
// from: pattern of a class that scripts and plug-ins call by name
// family: unbounded-map
// shape: only a script calls discharge(); the annotation on its declaration says so in the good half
// mode: program
#include "beds.h"

void Ward::admit(const std::string &patient) { beds_.emplace(patient, 1); }
void Ward::discharge(const std::string &patient) { forget(patient); }
void Ward::forget(const std::string &patient) { beds_.erase(patient); }

Ward &ward() {
  static Ward all;
  return all;
}
