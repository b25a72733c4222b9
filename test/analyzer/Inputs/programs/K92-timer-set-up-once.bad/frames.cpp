// case: K92-timer-set-up-once
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: a call_once runs the sweep itself, once
// mode: program
#include "frames.h"
#include <functional>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace {
struct Timer {
  std::vector<std::function<void()>> expired;
};
Timer timer;
std::mutex mutex;
std::unordered_map<std::string, long> frames; // expect: unbounded-map

void cleanUp() {
  std::lock_guard<std::mutex> lock(mutex);
  for (auto it = frames.begin(); it != frames.end();) {
    if (it->second > 1800)
      it = frames.erase(it);
    else
      ++it;
  }
}

void ensureTimer() {
  static std::once_flag once;
  std::call_once(once, [] { cleanUp(); });
}
} // namespace

void tick() {
  for (auto &each : timer.expired)
    each();
}

void evaluate(const std::string &session, long seen) {
  ensureTimer();
  std::lock_guard<std::mutex> lock(mutex);
  frames[session] = seen;
}
