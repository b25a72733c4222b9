// case: L19-retained-messages
// from: fresh
// family: unlocked-map-access
// shape: two maps with a mutex each; one method locks the mutex of the subscribers and writes the retained messages
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
    if (retained_.size() >= kMaxRetained && !retained_.contains(topic)) retained_.erase(retained_.begin());
    retained_.insert_or_assign(topic, payload);
  }

  void ClearRetained(const std::string& topic) {
    absl::MutexLock lock(&subscribers_mu_);
    retained_.erase(topic);  // expect: unlocked-map-access
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

  absl::Mutex subscribers_mu_;
  absl::flat_hash_map<std::string, std::vector<int>> subscribers_;
  absl::Mutex retained_mu_;
  absl::flat_hash_map<std::string, std::string> retained_;
};

}  // namespace mqtt
