// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: probe threads write samples into shared state under its mutex; the exporter's reader thread looks them up without it
// mode: program
// flags:
#include "samples.h"

#include <iterator>

void store_sample(SampleState &state, const std::string &name, double value) {
  std::lock_guard<std::mutex> guard(state.lock);
  state.latest.insert_or_assign(name, Sample{value, std::chrono::steady_clock::now()});
}

void drop_old_samples(SampleState &state, std::chrono::seconds age) {
  const auto now = std::chrono::steady_clock::now();
  std::lock_guard<std::mutex> guard(state.lock);
  for (auto it = state.latest.begin(); it != state.latest.end();)
    it = now - it->second.taken > age ? state.latest.erase(it) : std::next(it);
}
