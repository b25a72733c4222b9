// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: the reverse map is gone, the robot of a job is found by a scan; a finished job rightly leaves one of the two containers keyed by robot
// mode: program
// flags:
#include "assignments.h"

bool Assignments::assign(const std::string& robot, JobId job) {
  online_.insert(robot);
  return job_of_.emplace(robot, job).second;
}

void Assignments::job_done(JobId job) {
  for (auto it = job_of_.begin(); it != job_of_.end(); ++it) {
    if (it->second != job) continue;
    job_of_.erase(it);
    return;
  }
}

std::string Assignments::robot_for(JobId job) const {
  for (const auto& entry : job_of_) {
    if (entry.second == job) return entry.first;
  }
  return std::string();
}
