// case: P08-world-entities
// from: fresh
// family: unbounded-map
// shape: the registry has no erase either, but its keys come from a fixed-size id pool whose freed ids are used again, so the entry is overwritten
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>

#include "ids.h"
#include "registry.h"

struct Vec {
  float x = 0, y = 0;
};

class Projectile {
 public:
  static constexpr float kLifetime = 8.0f;

  Projectile(std::uint32_t owner, Vec at, Vec speed) : owner_(owner), at_(at), speed_(speed) {}
  bool advance(float dt);
  bool live() const { return age_ < kLifetime; }
  void finish() { age_ = kLifetime; }
  Vec at() const { return at_; }
  std::uint32_t owner() const { return owner_; }

 private:
  std::uint32_t owner_;
  Vec at_, speed_;
  float age_ = 0;
};

class World {
 public:
  std::uint32_t shoot(std::uint32_t player, Vec at, Vec speed);
  void cancel(std::uint32_t id);
  void advance(float dt);
  std::string snapshot() const;

 private:
  IdSource ids_;
  Registry<Projectile> projectiles_;
};
