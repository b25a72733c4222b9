// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() takes no lock, but both callers hold the base's mutex; the constructor fills the map without it before the thread exists
// mode: program
// flags:
#pragma once
#include <map>
#include <mutex>
#include <string>

struct Peer {
  std::string agent;
  long last_seen = 0;
};

class Registry {
 public:
  virtual ~Registry() = default;
  void seen(const std::string &address, const std::string &agent, long now);
  std::size_t count() const;

 protected:
  mutable std::mutex mutex_;
  std::map<std::string, Peer> peers_;
};
