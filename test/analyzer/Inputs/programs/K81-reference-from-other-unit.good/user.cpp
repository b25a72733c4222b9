// case: K81-reference-from-other-unit
// from: pattern of intern functions that return a reference to the table's entry
// family: escaping-element
// shape: the field is copied before
// mode: program
#include "table.h"

std::string link(Table &table, const std::string &from, const std::string &to) {
  const std::string file = table.get(from).file;
  int target = table.intern(to);
  return file + "->" + std::to_string(target);
}
