// case: K84-pointer-over-virtual-call
// from: pattern of factories called while a slot is held
// family: escaping-element
// shape: load() comes first
// mode: program
#include "modules.h"

Module *Modules::lookup(const std::string &name) {
  auto it = modules_.find(name);
  if (it == modules_.end())
    return nullptr;
  return &it->second;
}

void Modules::define(const std::string &name) { modules_.try_emplace(name).first->second.loaded = true; }
