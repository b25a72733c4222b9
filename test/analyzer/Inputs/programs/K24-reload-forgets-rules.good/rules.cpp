// case: K24-reload-forgets-rules
// from: pattern of configuration reload
// family: erase-without-reset
// shape: reload() and the destructor share the function that deletes
// mode: program
#include "rules.h"

Rules::~Rules() { release(); }

void Rules::release() {
  for (auto it = rules_.begin(); it != rules_.end(); ++it)
    delete it->second;
}

int Rules::match(const std::string &name) const {
  auto it = rules_.find(name);
  return it == rules_.end() ? 0 : it->second->action;
}
