// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: one map leads from robot to job, one from job to robot; a finished job leaves both, a robot that goes offline, in another file, leaves the first only
// mode: program
// flags:
#include "assignments.h"

struct Report {
  enum Kind { kIdle, kDone, kOffline, kWhere };
  Kind kind;
  std::string robot;
  JobId job;
};
bool next_report(Report& report);
JobId next_job();
void start(const std::string& robot, JobId job);
void job_failed(JobId job);
void show(const std::string& robot);

int main() {
  Assignments assignments;
  Report report;
  while (next_report(report)) {
    switch (report.kind) {
      case Report::kIdle: {
        const JobId job = next_job();
        if (assignments.assign(report.robot, job)) start(report.robot, job);
        break;
      }
      case Report::kDone:
        assignments.job_done(report.job);
        break;
      case Report::kOffline:
        if (auto lost = assignments.robot_offline(report.robot)) job_failed(*lost);
        break;
      case Report::kWhere:
        show(assignments.robot_for(report.job));
        break;
    }
  }
}
