// case: V05-plotter-jobs
// from: navigation2
// family: unbounded-map
// shape: every way out of the method erases the entry
// mode: program
// flags:
#include "plotter_link.h"

bool pollAcknowledge(int seconds, std::uint32_t &job, int &sheets);

void PlotterLink::onAcknowledge(std::uint32_t job, int sheets) {
  const auto it = openJobs_.find(job);
  if (it == openJobs_.end())
    return;
  it->second.acknowledged = true;
  it->second.sheets = sheets;
}

bool PlotterLink::waitAcknowledged(std::uint32_t job, int seconds) {
  std::uint32_t answered = 0;
  int sheets = 0;
  while (pollAcknowledge(seconds, answered, sheets)) {
    onAcknowledge(answered, sheets);
    const auto it = openJobs_.find(job);
    if (it != openJobs_.end() && it->second.acknowledged)
      return true;
  }
  return false;
}
