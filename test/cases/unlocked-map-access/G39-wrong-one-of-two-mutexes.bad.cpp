// case: G39-wrong-one-of-two-mutexes
// from: seed (lock of the neighbour map)
// family: unlocked-map-access
// shape: two maps with a mutex each; one method takes the mutex of the other map
// mode: tidy
#include <map>
#include <mutex>
#include <string>

class Turbine {
public:
  void setSetting(const std::string &name, double value) {
    std::lock_guard<std::mutex> lock(settingsMutex_);
    settings_[name] = value;
  }
  void dropSetting(const std::string &name) {
    std::lock_guard<std::mutex> lock(settingsMutex_);
    settings_.erase(name);
  }
  void setReading(const std::string &name, double value) {
    std::lock_guard<std::mutex> lock(readingsMutex_);
    readings_[name] = value;
  }
  double reading(const std::string &name) {
    std::lock_guard<std::mutex> lock(readingsMutex_);
    auto it = readings_.find(name);
    return it == readings_.end() ? 0 : it->second;
  }
  void dropReading(const std::string &name) {
    std::lock_guard<std::mutex> lock(settingsMutex_);
    readings_.erase(name); // expect: unlocked-map-access
  }

private:
  std::mutex settingsMutex_;
  std::mutex readingsMutex_;
  std::map<std::string, double> settings_;
  std::map<std::string, double> readings_;
};
