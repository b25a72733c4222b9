// case: G40-task-started-under-the-lock
// from: SCIInstitute/SCIRun#2486
// family: unlocked-map-access
// shape: the thread takes the mutex itself; lambdas run on the spot (wait predicate, any_of) are under the lock of their caller
// mode: tidy
#include <algorithm>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Job {
  std::string command;
  bool done = false;
};

class Spooler {
public:
  ~Spooler() {
    for (std::thread &worker : workers_)
      worker.join();
  }
  void submit(int id, const std::string &command);
  void cancel(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.erase(id);
  }
  void waitFor(int id) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this, id] {
      auto it = jobs_.find(id);
      return it == jobs_.end() || it->second.done;
    });
  }
  bool anyOpen() {
    std::lock_guard<std::mutex> lock(mutex_);
    return std::any_of(jobs_.begin(), jobs_.end(), [](const auto &entry) { return !entry.second.done; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<int, Job> jobs_;
  std::vector<std::thread> workers_;
};

void Spooler::submit(int id, const std::string &command) {
  std::lock_guard<std::mutex> lock(mutex_);
  jobs_[id].command = command;
  workers_.emplace_back([this, id] {
    std::lock_guard<std::mutex> inThread(mutex_);
    auto it = jobs_.find(id);
    if (it != jobs_.end())
      it->second.done = true;
    changed_.notify_all();
  });
}
