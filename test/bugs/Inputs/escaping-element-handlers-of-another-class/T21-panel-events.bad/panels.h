// case: T21-panel-events
// from: cloudflare/workerd#3911
// family: escaping-element
// shape: dispatch walks the handler list inside a flat map by reference; a handler of another file adds a listener for a new type and may rehash the map
// mode: program
// flags:
#pragma once
#include "event_target.h"

// Panels of the control desk: each one listens to its own "resize" while it is open.
class Panels {
 public:
  explicit Panels(EventTarget& target);
  Panels(const Panels&) = delete;
  Panels& operator=(const Panels&) = delete;

 private:
  void Open(int panel);
  void Close(int panel);

  EventTarget& target_;
};
