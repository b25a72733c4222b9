// case: Y11-track-map
// from: LDMX-Software/ldmx-sw#808
// family: erase-without-reset
// shape: clear() deletes the trajectories first, and the destructor uses it
// mode: program
// flags:
#include <memory>
#include <vector>

#include "TrackingAction.h"

bool nextEvent(int& number);
bool nextTrack(Track& track);
void propagate(Track& track);
double configuredMinimumEnergy();

int main() {
  std::vector<std::unique_ptr<UserAction>> actions;
  actions.push_back(std::make_unique<TrackingAction>(configuredMinimumEnergy()));

  int number = 0;
  while (nextEvent(number)) {
    for (auto& action : actions) action->beginEvent(number);
    Track track;
    while (nextTrack(track)) {
      for (auto& action : actions) action->preTracking(track);
      propagate(track);
      for (auto& action : actions) action->postTracking(track);
    }
    for (auto& action : actions) action->endEvent();
  }
  return 0;
}
