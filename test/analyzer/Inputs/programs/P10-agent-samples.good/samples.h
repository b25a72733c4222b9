// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: no mutex at all: probe threads post their samples to a task loop, and only tasks on that loop's thread touch the map
// mode: program
// flags:
#pragma once
#include <chrono>
#include <map>
#include <string>

struct Sample {
  double value = 0;
  std::chrono::steady_clock::time_point taken;
};

struct SampleState {
  std::map<std::string, Sample> latest;
};

void store_sample(SampleState &state, const std::string &name, double value);
void drop_old_samples(SampleState &state, std::chrono::seconds age);
