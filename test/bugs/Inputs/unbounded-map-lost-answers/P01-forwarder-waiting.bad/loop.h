// case: P01-forwarder-waiting
// from: fresh
// family: unbounded-map
// shape: a DNS forwarder keeps a record per forwarded query; only the arrival of the answer removes it, lost answers stay for ever
// mode: program
// flags:
#pragma once
#include <chrono>
#include <functional>
#include <vector>

class Loop {
 public:
  using Ready = std::function<void(int)>;

  void on_readable(int fd, Ready ready);
  void forget(int fd);
  void every(std::chrono::milliseconds period, std::function<void()> action);
  void run();
  void stop() { running_ = false; }

 private:
  struct Source {
    int fd;
    Ready ready;
  };
  struct Timer {
    std::chrono::steady_clock::time_point due;
    std::chrono::milliseconds period;
    std::function<void()> action;
  };
  void run_timers();

  std::vector<Source> sources_;
  std::vector<Timer> timers_;
  bool running_ = false;
};
