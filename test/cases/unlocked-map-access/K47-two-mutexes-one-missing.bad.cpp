// case: K47-two-mutexes-one-missing
// from: pattern of classes with one mutex per table
// family: unlocked-map-access
// shape: move() locks the mutex of the source table only, and writes both
// mode: tidy
#include <map>
#include <mutex>
#include <string>

class Queues {
public:
  void enqueue(int id, const std::string &work) {
    std::lock_guard<std::mutex> lock(waitingMutex_);
    waiting_[id] = work;
  }
  void cancel(int id) {
    std::lock_guard<std::mutex> lock(waitingMutex_);
    waiting_.erase(id);
  }
  void done(int id) {
    std::lock_guard<std::mutex> lock(runningMutex_);
    running_.erase(id);
  }
  bool isRunning(int id) {
    std::lock_guard<std::mutex> lock(runningMutex_);
    return running_.count(id) > 0;
  }
  void move(int id) {
    std::lock_guard<std::mutex> lock(waitingMutex_);
    auto it = waiting_.find(id);
    if (it == waiting_.end())
      return;
    running_.emplace(id, std::move(it->second)); // expect: unlocked-map-access
    waiting_.erase(it);
  }

private:
  std::mutex waitingMutex_;
  std::map<int, std::string> waiting_;
  std::mutex runningMutex_;
  std::map<int, std::string> running_;
};
