// case: P01-forwarder-waiting
// from: fresh
// family: unbounded-map
// shape: a DNS forwarder keeps a record per forwarded query; only the arrival of the answer removes it, lost answers stay for ever
// mode: program
// flags:
#include "loop.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

void Loop::on_readable(int fd, Ready ready) { sources_.push_back(Source{fd, std::move(ready)}); }

void Loop::forget(int fd) {
  sources_.erase(
      std::remove_if(sources_.begin(), sources_.end(), [fd](const Source &s) { return s.fd == fd; }),
      sources_.end());
}

void Loop::every(std::chrono::milliseconds period, std::function<void()> action) {
  timers_.push_back(Timer{std::chrono::steady_clock::now() + period, period, std::move(action)});
}

void Loop::run_timers() {
  const auto now = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < timers_.size(); ++i) {
    if (timers_[i].due > now) continue;
    timers_[i].due = now + timers_[i].period;
    const std::function<void()> action = timers_[i].action;
    action();
  }
}

void Loop::run() {
  running_ = true;
  while (running_) {
    std::vector<pollfd> fds;
    for (const Source &s : sources_) fds.push_back(pollfd{s.fd, POLLIN, 0});
    if (::poll(fds.data(), fds.size(), 250) < 0 && errno != EINTR) break;
    for (const pollfd &p : fds) {
      if (p.revents == 0) continue;
      auto it = std::find_if(sources_.begin(), sources_.end(), [&p](const Source &s) { return s.fd == p.fd; });
      if (it == sources_.end()) continue;
      const Ready ready = it->ready;
      ready(p.fd);
    }
    run_timers();
  }
}
