// A lock that is taken only if there is something in a container.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <string>
#include <vector>

class Catalog {
public:
  void add(const std::string &Name) {
    std::lock_guard<std::mutex> Guard(Mutex);
    Tables[Name] = 1;
  }
  void drop(const std::string &Name) {
    std::lock_guard<std::mutex> Guard(Mutex);
    Tables.erase(Name);
  }
  int sizeBad(const std::vector<std::string> &Created,
              const std::string &Name) {
    std::unique_lock<std::mutex> Guard(Mutex, std::defer_lock);
    if (!Created.empty())
      Guard.lock();
    for (const std::string &Each : Created)
      Tables[Each] = 2;
    return Tables.find(Name)->second;
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Tables' is read without 'Mutex', which {{[0-9]+ of [0-9]+}} accesses hold [mapwarden-unlocked-map-access]
  }
  // By way of a constant, and what asks the same again.
  void commitOk(const std::vector<std::string> &Created) {
    const bool Any = Created.size() > 0;
    std::unique_lock<std::mutex> Guard(Mutex, std::defer_lock);
    if (Any)
      Guard.lock();
    if (Any)
      Tables["any"] = 3;
    while (!Created.empty()) {
      Tables.erase(Created.back());
      break;
    }
  }
  // Who says that there are no threads needs no lock.
  int flagOk(const std::string &Name) {
    std::unique_lock<std::mutex> Guard(Mutex, std::defer_lock);
    if (Threads)
      Guard.lock();
    return Tables.find(Name)->second;
  }

private:
  std::mutex Mutex;
  bool Threads = true;
  std::map<std::string, int> Tables;
};
