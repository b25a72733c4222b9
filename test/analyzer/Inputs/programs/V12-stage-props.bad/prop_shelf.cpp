// case: V12-stage-props
// from: DSFML
// family: erase-without-reset
// shape: a reload stores a new object under the same key and the previous raw pointer is lost
// mode: program
// flags:
#include "prop_shelf.h"

#include <fstream>

PropShelf::PropShelf(const std::string &list_file) {
  std::ifstream in(list_file);
  std::string name;
  while (std::getline(in, name)) {
    if (name.empty() || props_.count(name) != 0) continue;
    if (Prop *prop = load_prop(name)) props_.emplace(name, prop);
  }
}

PropShelf::~PropShelf() {
  for (auto &entry : props_) delete entry.second;
}

const Prop *PropShelf::find(const std::string &name) const {
  auto it = props_.find(name);
  return it == props_.end() ? nullptr : it->second;
}
