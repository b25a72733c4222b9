// case: V12-stage-props
// from: DSFML
// family: erase-without-reset
// shape: the reload deletes the previous object before storing the new one
// mode: program
// flags:
#include "prop_shelf.h"

struct StageEvent {
  bool file_changed = false;
  std::string name;
  int x = 0;
  int y = 0;
};
bool next_stage_event(StageEvent &event);
void draw(const Prop &prop, int x, int y);
void redraw_all();

int main(int argc, char **argv) {
  if (argc < 2) return 1;
  PropShelf shelf(argv[1]);
  StageEvent event;
  while (next_stage_event(event)) {
    if (event.file_changed) {
      if (shelf.reload(event.name)) redraw_all();
      continue;
    }
    if (const Prop *prop = shelf.find(event.name)) draw(*prop, event.x, event.y);
  }
}
