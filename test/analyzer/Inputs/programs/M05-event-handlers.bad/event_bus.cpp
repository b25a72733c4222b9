// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: unsubscribe() is called for closed HUD panels only; every spawned enemy subscribes and its death leaves the handler behind
// mode: program
// flags:
#include "event_bus.h"

EventBus &EventBus::get() {
  static EventBus bus;
  return bus;
}

Token EventBus::subscribe(Handler handler) {
  handlers_.emplace(next_, std::move(handler));
  return next_++;
}

void EventBus::unsubscribe(Token token) { handlers_.erase(token); }

void EventBus::publish(const Event &event) const {
  for (const auto &entry : handlers_) entry.second(event);
}
