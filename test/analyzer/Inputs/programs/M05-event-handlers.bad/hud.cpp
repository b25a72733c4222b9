// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: unsubscribe() is called for closed HUD panels only; every spawned enemy subscribes and its death leaves the handler behind
// mode: program
// flags:
#include "entities.h"

void redraw_widget(int widget, int type);

HudPanel::HudPanel(int widget)
    : token_(EventBus::get().subscribe([widget](const Event &e) { redraw_widget(widget, e.type); })) {}

HudPanel::~HudPanel() { EventBus::get().unsubscribe(token_); }
