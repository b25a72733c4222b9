// A lock is held, but which one cannot be told: in a template that nobody instantiates.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>
#include <string>

class Registry {
public:
  template <class T> int find(const std::string &Name) const {
    std::unique_lock<std::mutex> Lock(Mutex);
    auto It = Items.find(T::kind() + Name);
    return It == Items.end() ? 0 : It->second;
  }
  bool has(const std::string &Name) const {
    std::unique_lock<std::mutex> Lock(Mutex);
    return Items.count(Name) != 0;
  }
  void add(const std::string &Name) {
    std::unique_lock<std::mutex> Lock(Mutex);
    ++Items[Name];
  }
  void remove(const std::string &Name) {
    std::unique_lock<std::mutex> Lock(Mutex);
    Items.erase(Name);
  }

private:
  mutable std::mutex Mutex;
  std::map<std::string, int> Items;
};
