// case: T21-panel-events
// from: cloudflare/workerd#3911
// family: escaping-element
// shape: dispatch walks the handler list inside a flat map by reference; a handler of another file adds a listener for a new type and may rehash the map
// mode: program
// flags:
#pragma once
#include <absl/container/flat_hash_map.h>

#include <functional>
#include <string>
#include <vector>

struct Event {
  std::string type;
  int panel = 0;
};
using Handler = std::function<void(const Event&)>;

class EventTarget {
 public:
  void AddListener(const std::string& type, Handler handler);
  void RemoveListeners(const std::string& type);
  void Dispatch(const Event& event);

 private:
  absl::flat_hash_map<std::string, std::vector<Handler>> handlers_;
};
