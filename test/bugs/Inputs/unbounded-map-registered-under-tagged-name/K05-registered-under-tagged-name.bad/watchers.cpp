// case: K05-registered-under-tagged-name
// from: pattern of registrations whose key is built differently on removal
// family: unbounded-map
// shape: entries are stored under kind + ":" + id and erased under the bare id, which is never there
// mode: program
#include "watchers.h"

void Watchers::watch(const std::string &kind, const std::string &id, std::function<void()> changed) {
  callbacks_[kind + ":" + id] = std::move(changed);
}

void Watchers::unwatch(const std::string &, const std::string &id) { callbacks_.erase(id); }

void Watchers::notify(const std::string &kind, const std::string &id) {
  auto it = callbacks_.find(kind + ":" + id);
  if (it != callbacks_.end())
    it->second();
}
