// case: V12-stage-props
// from: DSFML
// family: erase-without-reset
// shape: the reload deletes the previous object before storing the new one
// mode: program
// flags:
#include "prop_shelf.h"

bool PropShelf::reload(const std::string &name) {
  auto it = props_.find(name);
  if (it == props_.end()) return false;
  Prop *fresh = load_prop(name);
  if (fresh == nullptr) return false;
  delete it->second;
  it->second = fresh;
  return true;
}
