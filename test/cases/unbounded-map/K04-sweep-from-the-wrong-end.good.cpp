// case: K04-sweep-from-the-wrong-end
// from: pattern of backward sweeps whose condition is false at entry
// family: unbounded-map
// shape: the sweep starts at begin()
// mode: tidy
#include <chrono>
#include <map>
#include <string>

namespace {

using Clock = std::chrono::system_clock;

class Leases {
public:
  void grant(const std::string &client, Clock::time_point until) { until_[client] = until; }
  bool holds(const std::string &client) const { return until_.count(client) > 0; }
  void expire(Clock::time_point now) {
    for (auto it = until_.begin(); it != until_.end();) {
      if (it->second < now)
        it = until_.erase(it);
      else
        ++it;
    }
  }

private:
  std::map<std::string, Clock::time_point> until_;
};

Leases leases;

} // namespace

bool request(const std::string &client) {
  leases.expire(Clock::now());
  if (leases.holds(client))
    return false;
  leases.grant(client, Clock::now() + std::chrono::minutes(10));
  return true;
}
