// case: V05-plotter-jobs
// from: navigation2
// family: unbounded-map
// shape: every way out of the method erases the entry
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

enum class JobResult { Done, Failed, TimedOut };

class PlotterLink {
public:
  explicit PlotterLink(const std::string &device);

  JobResult submit(const std::string &paper, const std::vector<char> &drawing);
  void onAcknowledge(std::uint32_t job, int sheets);
  std::uint64_t sheetsUsed() const { return sheetsUsed_; }

private:
  bool waitAcknowledged(std::uint32_t job, int seconds);

  struct OpenJob {
    std::vector<char> drawing;
    bool acknowledged = false;
    int sheets = 0;
  };
  std::string device_;
  std::uint32_t nextJob_ = 1;
  std::uint64_t sheetsUsed_ = 0;
  std::map<std::string, int> paperCodes_;
  std::unordered_map<std::uint32_t, OpenJob> openJobs_;
};
