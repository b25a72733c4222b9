// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: one map leads from robot to job, one from job to robot; a finished job leaves both, a robot that goes offline, in another file, leaves the first only
// mode: program
// flags:
#include "assignments.h"

std::optional<JobId> Assignments::robot_offline(const std::string& robot) {
  auto it = job_of_.find(robot);
  if (it == job_of_.end()) return std::nullopt;
  const JobId lost = it->second;
  job_of_.erase(it);  // expect: asymmetric-index
  return lost;
}
