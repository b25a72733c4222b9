// case: L02-topic-deliveries
// from: fresh
// family: unbounded-map
// shape: per-topic bookkeeping in a broker; the only clear() sits in a private Shutdown() that only the destructor calls
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
    timer_->Every(std::chrono::seconds(30), [this] { Report(); });
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

  void Report() {
    total_ = 0;
    for (const auto& [topic, delivery] : deliveries_) total_ += delivery.bytes;
  }
  void Shutdown() {
    timer_->Cancel();
    deliveries_.clear();
  }

  Timer* timer_;
  std::uint64_t total_ = 0;
  absl::flat_hash_map<std::string, Delivery> deliveries_;  // expect: unbounded-map
};

int main() {
  Timer timer;
  TopicMonitor monitor(&timer);
  for (Message message; NextMessage(&message);) {
    FanOut(message);
    monitor.OnPublish(message);
  }
}
