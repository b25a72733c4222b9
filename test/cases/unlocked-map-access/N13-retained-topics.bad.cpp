// case: N13-retained-topics
// from: fresh
// family: unlocked-map-access
// shape: pthread mutex behind a project guard class; amend() is the one method that forgets the guard and writes through an iterator
// mode: tidy
// flags:
#include <pthread.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace broker {

class Latch {
 public:
  explicit Latch(pthread_mutex_t* mutex) : mutex_(mutex) { pthread_mutex_lock(mutex_); }
  ~Latch() { pthread_mutex_unlock(mutex_); }
  Latch(const Latch&) = delete;
  Latch& operator=(const Latch&) = delete;

 private:
  pthread_mutex_t* mutex_;
};

class RetainedTopics {
 public:
  RetainedTopics() { pthread_mutex_init(&mutex_, nullptr); }
  ~RetainedTopics() { pthread_mutex_destroy(&mutex_); }

  void retain(const std::string& topic, std::string payload) {
    Latch hold(&mutex_);
    byTopic_[topic] = std::move(payload);
  }

  bool amend(const std::string& topic, const std::string& suffix) {
    auto it = byTopic_.find(topic);  // expect: unlocked-map-access
    if (it == byTopic_.end())  // accept: unlocked-map-access
      return false;
    it->second += suffix;  // accept: unlocked-map-access
    return true;
  }

  bool drop(const std::string& topic) {
    Latch hold(&mutex_);
    return byTopic_.erase(topic) != 0;
  }

  std::optional<std::string> payload(const std::string& topic) const {
    Latch hold(&mutex_);
    auto it = byTopic_.find(topic);
    if (it == byTopic_.end())
      return std::nullopt;
    return it->second;
  }

  std::size_t bytes() const {
    Latch hold(&mutex_);
    std::size_t sum = 0;
    for (const auto& [topic, payload] : byTopic_)
      sum += topic.size() + payload.size();
    return sum;
  }

 private:
  mutable pthread_mutex_t mutex_;
  std::map<std::string, std::string> byTopic_;
};

}  // namespace broker

struct Publish {
  std::string topic, payload;
  bool append = false;
};
bool receive(int port, Publish& message);
void reportBytes(std::size_t bytes);

static void serve(broker::RetainedTopics& topics, int port) {
  Publish m;
  while (receive(port, m)) {
    if (m.payload.empty())
      topics.drop(m.topic);
    else if (!m.append || !topics.amend(m.topic, m.payload))
      topics.retain(m.topic, m.payload);
  }
}

int main() {
  broker::RetainedTopics topics;
  std::thread plain([&topics] { serve(topics, 1883); });
  std::thread secure([&topics] { serve(topics, 8883); });
  plain.join();
  secure.join();
  reportBytes(topics.bytes());
}
