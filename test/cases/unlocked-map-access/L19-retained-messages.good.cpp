// case: L19-retained-messages
// from: fresh
// family: unlocked-map-access
// shape: the right mutex everywhere; a private helper writes without a lock of its own, both callers hold it
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>
#include <absl/synchronization/mutex.h>
#include <string>
#include <vector>

namespace mqtt {

void Send(int client, const std::string& topic, const std::string& payload);

class Hub {
 public:
  void Subscribe(const std::string& topic, int client) {
    {
      absl::MutexLock lock(&subscribers_mu_);
      subscribers_[topic].push_back(client);
    }
    absl::MutexLock lock(&retained_mu_);
    auto it = retained_.find(topic);
    if (it != retained_.end()) Send(client, topic, it->second);
  }

  void Unsubscribe(const std::string& topic) {
    absl::MutexLock lock(&subscribers_mu_);
    subscribers_.erase(topic);
  }

  void Retain(const std::string& topic, const std::string& payload) {
    absl::MutexLock lock(&retained_mu_);
    DropRetained(topic);
    if (retained_.size() < kMaxRetained) retained_.emplace(topic, payload);
  }

  void ClearRetained(const std::string& topic) {
    absl::MutexLock lock(&retained_mu_);
    DropRetained(topic);
  }

  void Publish(const std::string& topic, const std::string& payload) {
    std::vector<int> targets;
    {
      absl::MutexLock lock(&subscribers_mu_);
      auto it = subscribers_.find(topic);
      if (it == subscribers_.end()) return;
      targets = it->second;
    }
    for (int client : targets) Send(client, topic, payload);
  }

 private:
  static constexpr std::size_t kMaxRetained = 10000;

  // retained_mu_ is held by the caller
  void DropRetained(const std::string& topic) { retained_.erase(topic); }

  absl::Mutex subscribers_mu_;
  absl::flat_hash_map<std::string, std::vector<int>> subscribers_;
  absl::Mutex retained_mu_;
  absl::flat_hash_map<std::string, std::string> retained_;
};

}  // namespace mqtt
