// case: G39-wrong-one-of-two-mutexes
// from: seed (lock of the neighbour map)
// family: unlocked-map-access
// shape: writers hold both mutexes, so each reader may hold either of them
// mode: tidy
#include <map>
#include <mutex>
#include <string>

// The control loop and the display each read under a mutex of their own; writers take both.
class Turbine {
public:
  void setReading(const std::string &name, double value) {
    std::scoped_lock lock(controlMutex_, displayMutex_);
    readings_[name] = value;
  }
  void dropReading(const std::string &name) {
    std::lock_guard<std::mutex> control(controlMutex_);
    std::lock_guard<std::mutex> display(displayMutex_);
    readings_.erase(name);
  }
  double controlValue(const std::string &name) {
    std::lock_guard<std::mutex> lock(controlMutex_);
    auto it = readings_.find(name);
    return it == readings_.end() ? 0 : it->second;
  }
  double displayValue(const std::string &name) {
    std::lock_guard<std::mutex> lock(displayMutex_);
    auto it = readings_.find(name);
    return it == readings_.end() ? 0 : it->second;
  }

private:
  std::mutex controlMutex_;
  std::mutex displayMutex_;
  std::map<std::string, double> readings_;
};
