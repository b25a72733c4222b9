// case: G40-task-started-under-the-lock
// from: SCIInstitute/SCIRun#2486
// family: unlocked-map-access
// shape: the lambda is created while the mutex is held, but it runs later on a thread that does not hold it
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

private:
  std::mutex mutex_;
  std::map<int, Job> jobs_;
  std::vector<std::thread> workers_;
};

void Spooler::submit(int id, const std::string &command) {
  std::lock_guard<std::mutex> lock(mutex_);
  jobs_[id].command = command;
  workers_.emplace_back([this, id] {
    auto it = jobs_.find(id); // expect: unlocked-map-access
    if (it != jobs_.end())    // accept: unlocked-map-access
      it->second.done = true; // accept: unlocked-map-access
  });
}
