// case: V12-stage-props
// from: DSFML
// family: erase-without-reset
// shape: a reload stores a new object under the same key and the previous raw pointer is lost
// mode: program
// flags:
#include "prop_shelf.h"

bool PropShelf::reload(const std::string &name) {
  auto it = props_.find(name);
  if (it == props_.end()) return false;
  Prop *fresh = load_prop(name);
  if (fresh == nullptr) return false;
  it->second = fresh;  // expect: erase-without-reset
  return true;
}
