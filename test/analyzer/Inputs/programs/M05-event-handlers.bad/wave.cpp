// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: unsubscribe() is called for closed HUD panels only; every spawned enemy subscribes and its death leaves the handler behind
// mode: program
// flags:
#include <algorithm>

#include "entities.h"

void play_alert(std::uint32_t enemy);

void Wave::spawn(std::uint32_t id) {
  auto enemy = std::make_unique<Enemy>();
  enemy->id = id;
  EventBus::get().subscribe([id](const Event &e) {
    if (e.subject == id) play_alert(id);
  });
  enemies_.push_back(std::move(enemy));
}

void Wave::hit(std::uint32_t id, int damage) {
  auto it = std::find_if(enemies_.begin(), enemies_.end(), [id](const auto &e) { return e->id == id; });
  if (it == enemies_.end()) return;
  (*it)->health -= damage;
  if ((*it)->health <= 0) enemies_.erase(it);
}
