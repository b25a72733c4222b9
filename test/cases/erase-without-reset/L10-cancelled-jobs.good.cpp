// case: L10-cancelled-jobs
// from: fresh
// family: erase-without-reset
// shape: the extracted node is inserted into a second map of stopping jobs, whose jobs are deleted by reap() and the destructor
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
    for (auto *jobs : {&running_, &stopping_})
      for (auto &entry : *jobs)
        delete entry.second;
  }

  JobId submit(std::function<bool()> step) {
    const JobId id = ++last_id_;
    running_.emplace(id, new Job(std::move(step)));
    return id;
  }

  bool cancel(JobId id) {
    auto node = running_.extract(id);
    if (node.empty())
      return false;
    node.mapped()->request_stop();
    stopping_.insert(std::move(node));
    return true;
  }

  void tick() {
    for (auto &[id, job] : running_)
      job->advance();
  }

  void reap() {
    sweep(running_);
    sweep(stopping_);
  }

private:
  using Jobs = std::map<JobId, Job *>;
  static void sweep(Jobs &jobs) {
    for (auto it = jobs.begin(); it != jobs.end();) {
      if (it->second->stopped()) {
        delete it->second;
        it = jobs.erase(it);
      } else {
        ++it;
      }
    }
  }

  JobId last_id_ = 0;
  Jobs running_;
  Jobs stopping_;
};
