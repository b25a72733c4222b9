// A new object is its maker's alone, with all its parts.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <memory>
#include <mutex>
#include <string>

class Index {
public:
  bool load() {
    collect();
    return true;
  }
  void collect() { Files.erase("old"); }
  int find(const std::string &Name) {
    auto It = Files.find(Name);
    return It == Files.end() ? 0 : It->second;
  }
  void add(const std::string &Name) { Files[Name] = 1; }

private:
  std::map<std::string, int> Files;
};

class LockedIndex {
public:
  bool load() { return Part.load(); }
  void collect() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Part.collect();
  }
  int find(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Mutex);
    return Part.find(Name);
  }
  void add(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Part.add(Name);
  }

private:
  std::mutex Mutex;
  Index Part;
};

std::unique_ptr<LockedIndex> openOk() {
  std::unique_ptr<LockedIndex> Made(new LockedIndex);
  if (!Made->load())
    return nullptr;
  return Made;
}
