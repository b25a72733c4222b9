// case: K81-reference-from-other-unit
// from: pattern of intern functions that return a reference to the table's entry
// family: escaping-element
// shape: two units: the reference that get() returned is used after intern() of another name, which inserts
// mode: program
#include "table.h"

std::string link(Table &table, const std::string &from, const std::string &to) {
  const Info &source = table.get(from);
  int target = table.intern(to);
  return source.file + "->" + std::to_string(target); // expect: escaping-element
}
