// case: R16-robot-jobs
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622
// family: asymmetric-index
// shape: the reverse map is gone, the robot of a job is found by a scan; a finished job rightly leaves one of the two containers keyed by robot
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
void show(const std::string& robot, std::size_t online);

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
        show(assignments.robot_for(report.job), assignments.online());
        break;
    }
  }
}
