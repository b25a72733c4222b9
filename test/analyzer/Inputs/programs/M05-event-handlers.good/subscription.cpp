// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: enemies and panels hold a Subscription whose destructor in another file erases the handler
// mode: program
// flags:
#include "event_bus.h"

Subscription::Subscription(Handler handler) : token_(EventBus::get().subscribe(std::move(handler))) {}

Subscription::~Subscription() { EventBus::get().unsubscribe(token_); }
