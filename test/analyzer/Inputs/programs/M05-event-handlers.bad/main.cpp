// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: unsubscribe() is called for closed HUD panels only; every spawned enemy subscribes and its death leaves the handler behind
// mode: program
// flags:
#include "entities.h"

struct Input {
  enum Kind { Spawn, Hit, Inventory, Signal } kind = Signal;
  std::uint32_t id = 0;
  int value = 0;
};
bool next_input(Input &input);
void show_inventory();

int main() {
  Wave wave;
  Input in;
  while (next_input(in)) {
    if (in.kind == Input::Spawn) wave.spawn(in.id);
    if (in.kind == Input::Hit) wave.hit(in.id, in.value);
    if (in.kind == Input::Inventory) {
      HudPanel panel(in.value);
      show_inventory();
    }
    if (in.kind == Input::Signal) EventBus::get().publish(Event{in.value, in.id});
  }
}
