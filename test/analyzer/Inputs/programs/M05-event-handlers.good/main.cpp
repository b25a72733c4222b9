// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: enemies and panels hold a Subscription whose destructor in another file erases the handler
// mode: program
// flags:
#include "wave.h"

struct Input {
  enum Kind { Spawn, Hit, Inventory, Signal } kind = Signal;
  std::uint32_t id = 0;
  int value = 0;
};
bool next_input(Input &input);
void show_inventory();
void redraw_widget(int widget, int type);

int main() {
  Wave wave;
  Input in;
  while (next_input(in)) {
    if (in.kind == Input::Spawn) wave.spawn(in.id);
    if (in.kind == Input::Hit) wave.hit(in.id, in.value);
    if (in.kind == Input::Inventory) {
      const int widget = in.value;
      Subscription redraw([widget](const Event &e) { redraw_widget(widget, e.type); });
      show_inventory();
    }
    if (in.kind == Input::Signal) EventBus::get().publish(Event{in.value, in.id});
  }
}
