// case: P08-world-entities
// from: fresh
// family: unbounded-map
// shape: the registry has no erase either, but its keys come from a fixed-size id pool whose freed ids are used again, so the entry is overwritten
// mode: program
// flags:
#include <chrono>
#include <thread>

#include "world.h"

struct Input {
  enum Kind { Shoot, Cancel } kind = Shoot;
  std::uint32_t player = 0;
  std::uint32_t projectile = 0;
  Vec at, speed;
};
bool poll_input(Input &in);
bool server_open();
void broadcast(const std::string &state);
void tell_player(std::uint32_t player, std::uint32_t projectile);

int main() {
  World world;
  const auto step = std::chrono::milliseconds(50);
  auto next = std::chrono::steady_clock::now();
  while (server_open()) {
    Input in;
    while (poll_input(in)) {
      if (in.kind == Input::Shoot)
        tell_player(in.player, world.shoot(in.player, in.at, in.speed));
      else
        world.cancel(in.projectile);
    }
    world.advance(0.05f);
    broadcast(world.snapshot());
    next += step;
    std::this_thread::sleep_until(next);
  }
  return 0;
}
