// case: Q07-drone-contexts
// from: fresh
// family: unbounded-map
// shape: two tasks and a queue: the context is erased when LinkLost arrives, but the radio task only logs a lost link and never sends it
// mode: tidy
// flags:
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

struct Message {
  enum class Kind { LinkFound, LinkLost, Uplink };
  Kind kind;
  int drone;
  std::string payload;
};

using Queue = std::deque<Message>;

void logLine(const std::string &text);
bool mission(const std::string &payload, std::string &reply);
void transmit(int drone, const std::string &reply);

class DroneContext {
public:
  explicit DroneContext(int id) : id_(id) {}
  void handle(const std::string &payload) {
    std::string reply;
    if (mission(payload, reply))
      transmit(id_, reply);
    track_ += payload.substr(0, 8);
    if (track_.size() > 4096)
      track_.clear();
  }

private:
  int id_;
  std::string track_;
};

class ControlTask {
public:
  void run(Queue &inbox) {
    for (; !inbox.empty(); inbox.pop_front()) {
      const Message &m = inbox.front();
      switch (m.kind) {
      case Message::Kind::LinkFound:
        contexts_.emplace(m.drone, std::make_unique<DroneContext>(m.drone));
        break;
      case Message::Kind::LinkLost:
        contexts_.erase(m.drone);
        break;
      case Message::Kind::Uplink: {
        auto it = contexts_.find(m.drone);
        if (it != contexts_.end())
          it->second->handle(m.payload);
        break;
      }
      }
    }
  }

private:
  std::unordered_map<int, std::unique_ptr<DroneContext>> contexts_; // expect: unbounded-map
};

class RadioTask {
public:
  explicit RadioTask(Queue &control) : control_(control) {}

  void onFrame(std::uint64_t address, std::string payload, std::int64_t now) {
    auto [it, fresh] = links_.try_emplace(address);
    if (fresh) {
      it->second.drone = ++lastDrone_;
      control_.push_back({Message::Kind::LinkFound, it->second.drone, {}});
    }
    it->second.heard = now;
    control_.push_back({Message::Kind::Uplink, it->second.drone, std::move(payload)});
  }

  void onTimer(std::int64_t now) {
    for (auto it = links_.begin(); it != links_.end();) {
      if (now - it->second.heard < 5000) {
        ++it;
        continue;
      }
      logLine("drone " + std::to_string(it->second.drone) + ": link lost");
      it = links_.erase(it);
    }
  }

private:
  struct Link {
    int drone = 0;
    std::int64_t heard = 0;
  };

  Queue &control_;
  int lastDrone_ = 0;
  std::map<std::uint64_t, Link> links_;
};

bool receiveFrame(std::uint64_t &address, std::string &payload, std::int64_t &now);

int main() {
  Queue queue;
  ControlTask control;
  RadioTask radio(queue);
  std::uint64_t address = 0;
  std::string payload;
  std::int64_t now = 0;
  while (receiveFrame(address, payload, now)) {
    radio.onFrame(address, payload, now);
    radio.onTimer(now);
    control.run(queue);
  }
}
