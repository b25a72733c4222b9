// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: the outer keys are the configured zones; each visiting player adds to an inner map that nobody erases from, leaving only stamps it
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

struct Visit {
  long entered = 0;
  long left = 0;
  std::string team;
};

class World {
 public:
  bool load_zones(const char *path);
  bool enter(int zone, std::uint64_t player, const std::string &team, long now);
  void leave(int zone, std::uint64_t player, long now);
  std::size_t present(int zone) const;

 private:
  std::map<int, std::unordered_map<std::uint64_t, Visit>> visits_;  // expect: inner-map-never-cleared // accept: unbounded-map
};
