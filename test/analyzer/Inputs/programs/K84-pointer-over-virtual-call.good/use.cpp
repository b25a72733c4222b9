// case: K84-pointer-over-virtual-call
// from: pattern of factories called while a slot is held
// family: escaping-element
// shape: load() comes first
// mode: program
#include "modules.h"

void Modules::use(const std::string &name) {
  loader_.load(*this, name);
  Module *module = lookup(name);
  if (!module)
    return;
  ++module->users;
}
