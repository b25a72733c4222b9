// case: M09-zone-visits
// from: M09 (game server: visits per zone never dropped)
// family: inner-map-never-cleared
// shape: leaving erases from the inner map; emptied inner maps stay, but the outer keys are the zones of the configuration, read once
// mode: program
// flags:
#include "world.h"

struct Step {
  enum Kind { Enter, Leave, Count } kind = Count;
  int zone = 0;
  std::uint64_t player = 0;
  std::string team;
  long now = 0;
};
bool next_step(Step &step);
void refuse(std::uint64_t player);
void add_play_time(std::uint64_t player, long seconds);
void show(int zone, std::size_t present);

int main(int argc, char **argv) {
  World world;
  if (argc < 2 || !world.load_zones(argv[1])) return 1;
  Step s;
  while (next_step(s)) {
    switch (s.kind) {
      case Step::Enter:
        if (!world.enter(s.zone, s.player, s.team, s.now)) refuse(s.player);
        break;
      case Step::Leave:
        add_play_time(s.player, world.leave(s.zone, s.player, s.now));
        break;
      case Step::Count:
        show(s.zone, world.present(s.zone));
        break;
    }
  }
}
