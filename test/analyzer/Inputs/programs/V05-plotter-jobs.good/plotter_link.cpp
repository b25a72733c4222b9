// case: V05-plotter-jobs
// from: navigation2
// family: unbounded-map
// shape: every way out of the method erases the entry
// mode: program
// flags:
#include "plotter_link.h"

bool transmit(const std::string &device, std::uint32_t job, int paper, const std::vector<char> &data);

PlotterLink::PlotterLink(const std::string &device)
    : device_(device), paperCodes_{{"a0", 10}, {"a1", 11}, {"a3", 13}, {"roll", 40}} {}

JobResult PlotterLink::submit(const std::string &paper, const std::vector<char> &drawing) {
  const auto code = paperCodes_.find(paper);
  if (code == paperCodes_.end())
    return JobResult::Failed;

  const std::uint32_t job = nextJob_++;
  OpenJob open;
  open.drawing = drawing;
  openJobs_.emplace(job, std::move(open));

  if (!transmit(device_, job, code->second, drawing)) {
    openJobs_.erase(job);
    return JobResult::Failed;
  }
  if (!waitAcknowledged(job, 120)) {
    openJobs_.erase(job);
    return JobResult::TimedOut;
  }

  const auto it = openJobs_.find(job);
  if (it != openJobs_.end()) {
    sheetsUsed_ += it->second.sheets;
    openJobs_.erase(it);
  }
  return JobResult::Done;
}
