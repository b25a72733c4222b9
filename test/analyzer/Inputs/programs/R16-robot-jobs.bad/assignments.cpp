// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: one map leads from robot to job, one from job to robot; a finished job leaves both, a robot that goes offline, in another file, leaves the first only
// mode: program
// flags:
#include "assignments.h"

bool Assignments::assign(const std::string& robot, JobId job) {
  if (job_of_.count(robot) != 0 || robot_for_.count(job) != 0) return false;
  job_of_.emplace(robot, job);
  robot_for_.emplace(job, robot);
  return true;
}

void Assignments::job_done(JobId job) {
  auto it = robot_for_.find(job);
  if (it == robot_for_.end()) return;
  job_of_.erase(it->second);
  robot_for_.erase(it);
}

std::string Assignments::robot_for(JobId job) const {
  auto it = robot_for_.find(job);
  return it == robot_for_.end() ? std::string() : it->second;
}
