// case: M05-event-handlers
// from: M05 (game: handlers of killed entities stay on the event bus)
// family: unbounded-map
// shape: unsubscribe() is called for closed HUD panels only; every spawned enemy subscribes and its death leaves the handler behind
// mode: program
// flags:
#pragma once
#include <memory>
#include <vector>

#include "event_bus.h"

class HudPanel {
 public:
  explicit HudPanel(int widget);
  ~HudPanel();
  HudPanel(const HudPanel &) = delete;
  HudPanel &operator=(const HudPanel &) = delete;

 private:
  Token token_;
};

struct Enemy {
  std::uint32_t id = 0;
  int health = 100;
};

class Wave {
 public:
  void spawn(std::uint32_t id);
  void hit(std::uint32_t id, int damage);

 private:
  std::vector<std::unique_ptr<Enemy>> enemies_;
};
