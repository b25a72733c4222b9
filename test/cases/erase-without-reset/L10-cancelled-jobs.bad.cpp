// case: L10-cancelled-jobs
// from: fresh
// family: erase-without-reset
// shape: cancel() extracts the map node of an owned job, tells the job to stop and lets the node die
// mode: tidy
// flags:
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

using JobId = std::uint64_t;

class Job {
public:
  explicit Job(std::function<bool()> step) : step_(std::move(step)) {}
  void request_stop() { stop_ = true; }
  bool stopped() const { return stop_ || done_; }
  void advance() {
    if (!stopped())
      done_ = !step_();
  }

private:
  std::function<bool()> step_;
  std::atomic<bool> stop_{false};
  bool done_ = false;
};

class JobTable {
public:
  JobTable() = default;
  JobTable(const JobTable &) = delete;
  JobTable &operator=(const JobTable &) = delete;
  ~JobTable() {
    for (auto &entry : running_)
      delete entry.second;
  }

  JobId submit(std::function<bool()> step) {
    const JobId id = ++last_id_;
    running_.emplace(id, new Job(std::move(step)));
    return id;
  }

  bool cancel(JobId id) {
    auto node = running_.extract(id);  // expect: erase-without-reset
    if (node.empty())
      return false;
    node.mapped()->request_stop();
    return true;
  }

  void tick() {
    for (auto &[id, job] : running_)
      job->advance();
  }

  void reap() {
    for (auto it = running_.begin(); it != running_.end();) {
      if (it->second->stopped()) {
        delete it->second;
        it = running_.erase(it);
      } else {
        ++it;
      }
    }
  }

private:
  JobId last_id_ = 0;
  std::map<JobId, Job *> running_;
};
