// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: the reverse map is gone, the robot of a job is found by a scan; a finished job rightly leaves one of the two containers keyed by robot
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

using JobId = std::uint64_t;

class Assignments {
 public:
  bool assign(const std::string& robot, JobId job);
  void job_done(JobId job);
  std::optional<JobId> robot_offline(const std::string& robot);
  std::string robot_for(JobId job) const;
  std::size_t online() const { return online_.size(); }

 private:
  std::unordered_set<std::string> online_;
  std::unordered_map<std::string, JobId> job_of_;
};
