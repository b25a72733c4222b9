// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: enemies and panels hold a Subscription whose destructor in another file erases the handler
// mode: program
// flags:
#include "wave.h"

#include <algorithm>

void play_alert(std::uint32_t enemy);

Enemy::Enemy(std::uint32_t i)
    : id(i), alert([i](const Event &e) {
        if (e.subject == i) play_alert(i);
      }) {}

void Wave::spawn(std::uint32_t id) { enemies_.push_back(std::make_unique<Enemy>(id)); }

void Wave::hit(std::uint32_t id, int damage) {
  auto it = std::find_if(enemies_.begin(), enemies_.end(), [id](const auto &e) { return e->id == id; });
  if (it == enemies_.end()) return;
  (*it)->health -= damage;
  if ((*it)->health <= 0) enemies_.erase(it);
}
