// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: probe threads write samples into shared state under its mutex; the exporter's reader thread looks them up without it
// mode: program
// flags:
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>

struct Sample {
  double value = 0;
  std::chrono::steady_clock::time_point taken;
};

struct SampleState {
  std::mutex lock;
  std::map<std::string, Sample> latest;
};

void store_sample(SampleState &state, const std::string &name, double value);
void drop_old_samples(SampleState &state, std::chrono::seconds age);
