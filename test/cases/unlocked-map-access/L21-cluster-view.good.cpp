// case: L21-cluster-view
// from: fresh
// family: unlocked-map-access
// shape: the derived class counts under the reader lock; its other reader of the protected map is a private helper whose callers hold the lock
// mode: tidy
// flags:
#include <absl/container/node_hash_map.h>
#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <string>

namespace cluster {

struct NodeInfo {
  std::string address;
  bool alive = false;
  double load = 0;
};

class NodeTable {
 public:
  virtual ~NodeTable() = default;

  void heartbeat(const std::string &id, const std::string &address, double load) {
    std::unique_lock<std::shared_mutex> lock(mutex_);
    NodeInfo &info = nodes_[id];
    info.address = address;
    info.alive = true;
    info.load = load;
  }

  void suspect(const std::string &id) {
    std::unique_lock<std::shared_mutex> lock(mutex_);
    auto it = nodes_.find(id);
    if (it != nodes_.end()) it->second.alive = false;
  }

  void evict(const std::string &id) {
    std::unique_lock<std::shared_mutex> lock(mutex_);
    nodes_.erase(id);
  }

 protected:
  mutable std::shared_mutex mutex_;
  absl::node_hash_map<std::string, NodeInfo> nodes_;
};

class ClusterView final : public NodeTable {
 public:
  std::size_t quorum() const { return alive() / 2 + 1; }

  std::size_t alive() const {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    return static_cast<std::size_t>(
        std::count_if(nodes_.begin(), nodes_.end(), [](const auto &n) { return n.second.alive; }));
  }

  std::string leastLoaded() const {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    return lowest();
  }

 private:
  std::string lowest() const {
    const NodeInfo *best = nullptr;
    std::string name;
    for (const auto &[id, info] : nodes_) {
      if (!info.alive || (best != nullptr && best->load <= info.load)) continue;
      best = &info;
      name = id;
    }
    return name;
  }
};

}  // namespace cluster
