// RUN: %check %s mapwarden-escaping-element %t
// Callables that are kept in a container and change it while it is walked.
#include <functional>
#include <map>
#include <vector>

class Jobs {
public:
  void once(int id, std::function<void()> job) {
    jobs.emplace(id, [this, id, job] {
      job();
      jobs.erase(id);
    });
  }
  void runBad() {
    for (auto &entry : jobs)
      entry.second();
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: this refers to an element of 'jobs' that the call of 'jobs' at line 17 may have removed [mapwarden-escaping-element]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the call of 'jobs' is here
  // CHECK-MESSAGES: :[[@LINE-9]]:12: note: the erase in the callee is here

  void runOk() {
    std::vector<std::function<void()>> all;
    for (auto &entry : jobs)
      all.push_back(entry.second);
    for (auto &job : all)
      job();
  }

private:
  std::map<int, std::function<void()>> jobs;
};

class Listeners {
public:
  void add(int id, int other) {
    listeners.emplace(id, [this, other] { listeners.erase(other); });
  }
  void tellOk() { // Perhaps it is another one that goes.
    for (auto &entry : listeners)
      entry.second();
  }

private:
  std::map<int, std::function<void()>> listeners;
};
