// case: T21-panel-events
// from: cloudflare/workerd#3911
// family: escaping-element
// shape: dispatch walks the handler list inside a flat map by reference; a handler of another file adds a listener for a new type and may rehash the map
// mode: program
// flags:
#include "panels.h"

void DrawPanel(int panel);
void ErasePanel(int panel);

static std::string ResizeType(int panel) { return "resize:" + std::to_string(panel); }

Panels::Panels(EventTarget& target) : target_(target) {
  target_.AddListener("open", [this](const Event& event) { Open(event.panel); });
  target_.AddListener("close", [this](const Event& event) { Close(event.panel); });
}

void Panels::Open(int panel) {
  DrawPanel(panel);
  target_.RemoveListeners(ResizeType(panel));
  target_.AddListener(ResizeType(panel), [panel](const Event&) { DrawPanel(panel); });
}

void Panels::Close(int panel) {
  target_.RemoveListeners(ResizeType(panel));
  ErasePanel(panel);
}
