// case: K101-discharged-by-script
// from: pattern of a class that scripts and plug-ins call by name
// family: unbounded-map
// shape: only a script calls discharge(); the annotation on its declaration says so in the good half
// mode: program
#pragma once
#include <map>
#include <mapwarden/annotations.h>
#include <string>

class Ward {
public:
  void admit(const std::string &patient);
  MAPWARDEN_REMOVER void discharge(const std::string &patient);

private:
  void forget(const std::string &patient);
  std::map<std::string, int> beds_;
};

Ward &ward();
