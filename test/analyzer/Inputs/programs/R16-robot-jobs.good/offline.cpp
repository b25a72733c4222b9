// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: the reverse map is gone, the robot of a job is found by a scan; a finished job rightly leaves one of the two containers keyed by robot
// mode: program
// flags:
#include "assignments.h"

std::optional<JobId> Assignments::robot_offline(const std::string& robot) {
  online_.erase(robot);
  auto it = job_of_.find(robot);
  if (it == job_of_.end()) return std::nullopt;
  const JobId lost = it->second;
  job_of_.erase(it);
  return lost;
}
