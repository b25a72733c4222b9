// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: enemies and panels hold a Subscription whose destructor in another file erases the handler
// mode: program
// flags:
#pragma once
#include <memory>
#include <vector>

#include "event_bus.h"

struct Enemy {
  explicit Enemy(std::uint32_t i);
  std::uint32_t id;
  int health = 100;
  Subscription alert;
};

class Wave {
 public:
  void spawn(std::uint32_t id);
  void hit(std::uint32_t id, int damage);

 private:
  std::vector<std::unique_ptr<Enemy>> enemies_;
};
