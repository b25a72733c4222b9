// case: L02-topic-deliveries
// from: fresh
// family: unbounded-map
// shape: the periodic timer task drops idle topics with absl::erase_if; the clear() in the destructor path is only the teardown
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

using Clock = std::chrono::steady_clock;

struct Message {
  std::string topic;
  std::string payload;
};
bool NextMessage(Message* message);
void FanOut(const Message& message);

class Timer {
 public:
  void Every(std::chrono::seconds period, std::function<void()> task);
  void Cancel();
};

class TopicMonitor {
 public:
  explicit TopicMonitor(Timer* timer) : timer_(timer) {
    timer_->Every(std::chrono::seconds(30), [this] { Expire(Clock::now()); });
  }
  ~TopicMonitor() { Shutdown(); }
  TopicMonitor(const TopicMonitor&) = delete;
  TopicMonitor& operator=(const TopicMonitor&) = delete;

  void OnPublish(const Message& message) {
    Delivery& delivery = deliveries_[message.topic];
    delivery.last = Clock::now();
    delivery.bytes += message.payload.size();
  }

  std::uint64_t BytesFor(absl::string_view topic) const {
    auto it = deliveries_.find(topic);
    return it == deliveries_.end() ? 0 : it->second.bytes;
  }

 private:
  struct Delivery {
    Clock::time_point last;
    std::uint64_t bytes = 0;
  };

  void Expire(Clock::time_point now) {
    absl::erase_if(deliveries_, [now](const auto& entry) {
      return now - entry.second.last > std::chrono::hours(1);
    });
  }
  void Shutdown() {
    timer_->Cancel();
    deliveries_.clear();
  }

  Timer* timer_;
  absl::flat_hash_map<std::string, Delivery> deliveries_;
};

int main() {
  Timer timer;
  TopicMonitor monitor(&timer);
  for (Message message; NextMessage(&message);) {
    FanOut(message);
    monitor.OnPublish(message);
  }
}
