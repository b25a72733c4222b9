// case: P08-world-entities
// from: fresh
// family: unbounded-map
// shape: the registry has no erase either, but its keys come from a fixed-size id pool whose freed ids are used again, so the entry is overwritten
// mode: program
// flags:
#include "world.h"

#include <sstream>
#include <vector>

bool Projectile::advance(float dt) {
  if (!live()) return false;
  at_.x += speed_.x * dt;
  at_.y += speed_.y * dt;
  age_ += dt;
  return !live();
}

std::uint32_t World::shoot(std::uint32_t player, Vec at, Vec speed) {
  const std::uint32_t id = ids_.take();
  if (id == 0) return 0;
  projectiles_.put(id, std::make_shared<Projectile>(player, at, speed));
  return id;
}

void World::cancel(std::uint32_t id) {
  const auto projectile = projectiles_.get(id);
  if (!projectile || !projectile->live()) return;
  projectile->finish();
  ids_.give_back(id);
}

void World::advance(float dt) {
  std::vector<std::uint32_t> done;
  projectiles_.each([&done, dt](std::uint32_t id, Projectile &projectile) {
    if (projectile.advance(dt)) done.push_back(id);
  });
  for (std::uint32_t id : done) ids_.give_back(id);
}

std::string World::snapshot() const {
  std::ostringstream out;
  out << ids_.active();
  projectiles_.each([&out](std::uint32_t id, const Projectile &projectile) {
    if (projectile.live()) out << ' ' << id << ':' << projectile.at().x << ',' << projectile.at().y;
  });
  return out.str();
}
