// case: T21-panel-events
// from: cloudflare/workerd#3911
// family: escaping-element
// shape: dispatch walks the handler list inside a flat map by reference; a handler of another file adds a listener for a new type and may rehash the map
// mode: program
// flags:
#include "panels.h"

bool NextEvent(Event& event);
void Beep();
void LightOff(int panel);

int main() {
  EventTarget target;
  Panels panels(target);
  target.AddListener("open", [](const Event&) { Beep(); });
  target.AddListener("close", [](const Event& event) { LightOff(event.panel); });
  Event event;
  while (NextEvent(event)) target.Dispatch(event);
}
