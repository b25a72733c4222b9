// case: K84-pointer-over-virtual-call
// from: pattern of factories called while a slot is held
// family: escaping-element
// shape: a pointer that lookup() returned is written through after a virtual load(), whose override in another unit inserts
// mode: program
#include "modules.h"

void Modules::use(const std::string &name) {
  Module *module = lookup(name);
  if (!module)
    return;
  loader_.load(*this, name + ".base");
  ++module->users; // expect: escaping-element
}
