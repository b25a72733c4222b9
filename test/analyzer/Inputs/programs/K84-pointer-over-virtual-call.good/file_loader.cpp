// case: K84-pointer-over-virtual-call
// from: pattern of factories called while a slot is held
// family: escaping-element
// shape: load() comes first
// mode: program
#include "modules.h"

struct FileLoader : Loader {
  void load(Modules &modules, const std::string &name) override { modules.define(name); }
};

Loader &fileLoader() {
  static FileLoader loader;
  return loader;
}
