// case: M12-peer-sweep
// from: M12 (peer-to-peer node: the sweep thread skips the lock)
// family: unlocked-map-access
// shape: sweep() of the derived class takes no lock; the admin command calls it under the base's mutex, the thread entry point in another file without
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
