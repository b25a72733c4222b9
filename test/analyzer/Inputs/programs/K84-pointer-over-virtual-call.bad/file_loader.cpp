// case: K84-pointer-over-virtual-call
// from: pattern of factories called while a slot is held
// family: escaping-element
// shape: a pointer that lookup() returned is written through after a virtual load(), whose override in another unit inserts
// mode: program
#include "modules.h"

struct FileLoader : Loader {
  void load(Modules &modules, const std::string &name) override { modules.define(name); }
};

Loader &fileLoader() {
  static FileLoader loader;
  return loader;
}
