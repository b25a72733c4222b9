// case: T21-panel-events
// from: cloudflare/workerd#3911
// family: escaping-element
// shape: dispatch walks the handler list inside a flat map by reference; a handler of another file adds a listener for a new type and may rehash the map
// mode: program
// flags:
#include "event_target.h"

#include <cstddef>
#include <utility>

void EventTarget::AddListener(const std::string& type, Handler handler) {
  handlers_[type].push_back(std::move(handler));
}

void EventTarget::RemoveListeners(const std::string& type) { handlers_.erase(type); }

void EventTarget::Dispatch(const Event& event) {
  auto it = handlers_.find(event.type);
  if (it == handlers_.end()) return;
  const std::vector<Handler>& list = it->second;
  for (std::size_t i = 0; i < list.size(); ++i) {  // expect: escaping-element
    const Handler handler = list[i];               // accept: escaping-element
    handler(event);
  }
}
