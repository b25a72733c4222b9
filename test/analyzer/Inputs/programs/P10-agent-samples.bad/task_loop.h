// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: probe threads write samples into shared state under its mutex; the exporter's reader thread looks them up without it
// mode: program
// flags:
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

class TaskLoop {
 public:
  void post(std::function<void()> task) {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
  }
  void quit() {
    post([this] { done_ = true; });
  }
  void run() {
    while (!done_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return !tasks_.empty(); });
      std::function<void()> task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool done_ = false;
};
