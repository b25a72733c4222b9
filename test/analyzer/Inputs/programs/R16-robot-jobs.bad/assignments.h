// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: one map leads from robot to job, one from job to robot; a finished job leaves both, a robot that goes offline, in another file, leaves the first only
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

using JobId = std::uint64_t;

class Assignments {
 public:
  bool assign(const std::string& robot, JobId job);
  void job_done(JobId job);
  std::optional<JobId> robot_offline(const std::string& robot);
  std::string robot_for(JobId job) const;

 private:
  std::unordered_map<std::string, JobId> job_of_;
  std::unordered_map<JobId, std::string> robot_for_;  // accept: unbounded-map
};
