// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: leaving erases from the inner map; emptied inner maps stay, but the outer keys are the zones of the configuration, read once
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

struct Visit {
  long entered = 0;
  std::string team;
};

class World {
 public:
  bool load_zones(const char *path);
  bool enter(int zone, std::uint64_t player, const std::string &team, long now);
  long leave(int zone, std::uint64_t player, long now);
  std::size_t present(int zone) const;

 private:
  std::map<int, std::unordered_map<std::uint64_t, Visit>> visits_;
};
