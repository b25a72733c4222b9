// case: K81-reference-from-other-unit
// from: pattern of intern functions that return a reference to the table's entry
// family: escaping-element
// shape: the field is copied before
// mode: program
#include "table.h"

Info &Table::get(const std::string &name) { return infos_[name]; }

int Table::intern(const std::string &name) {
  auto inserted = infos_.try_emplace(name);
  if (inserted.second)
    inserted.first.value().id = static_cast<int>(infos_.size());
  return inserted.first->second.id;
}
