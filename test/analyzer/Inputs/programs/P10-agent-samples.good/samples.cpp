// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: no mutex at all: probe threads post their samples to a task loop, and only tasks on that loop's thread touch the map
// mode: program
// flags:
#include "samples.h"

#include <iterator>

void store_sample(SampleState &state, const std::string &name, double value) {
  state.latest.insert_or_assign(name, Sample{value, std::chrono::steady_clock::now()});
}

void drop_old_samples(SampleState &state, std::chrono::seconds age) {
  const auto now = std::chrono::steady_clock::now();
  for (auto it = state.latest.begin(); it != state.latest.end();)
    it = now - it->second.taken > age ? state.latest.erase(it) : std::next(it);
}
