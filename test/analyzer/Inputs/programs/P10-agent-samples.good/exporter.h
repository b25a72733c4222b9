// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: no mutex at all: probe threads post their samples to a task loop, and only tasks on that loop's thread touch the map
// mode: program
// flags:
#pragma once
#include <string>
#include <thread>

#include "samples.h"
#include "task_loop.h"

class Exporter {
 public:
  Exporter(TaskLoop &loop, SampleState &state, int listener);
  ~Exporter();

 private:
  void read_requests();
  std::string value_of(const std::string &name) const;

  TaskLoop &loop_;
  SampleState &state_;
  int listener_;
  std::thread thread_;
};
