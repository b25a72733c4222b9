// case: U01-arm-service-calls
// from: ros2/rclcpp#1697
// family: unbounded-map
// shape: the request is taken out on the reply and also when its wait times out
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <memory>
#include <string>

struct Frame {
  std::uint64_t sequence = 0;
  std::string text;
};
void transmit(std::uint64_t sequence, const std::string& text);
bool receive(Frame& frame, int timeoutMs);

class ArmProxy {
 public:
  bool ask(const std::string& question, int timeoutMs, std::string& reply) {
    const std::uint64_t sequence = ++lastSequence_;
    auto answer = std::make_shared<Answer>();
    outstanding_.emplace(sequence, answer);
    transmit(sequence, question);
    while (!answer->ready) {
      Frame frame;
      if (!receive(frame, timeoutMs)) {
        outstanding_.erase(sequence);
        return false;
      }
      onFrame(frame);
    }
    reply = answer->text;
    return true;
  }

 private:
  struct Answer {
    bool ready = false;
    std::string text;
  };

  void onFrame(const Frame& frame) {
    auto it = outstanding_.find(frame.sequence);
    if (it == outstanding_.end())
      return;
    it->second->text = frame.text;
    it->second->ready = true;
    outstanding_.erase(it);
  }

  std::uint64_t lastSequence_ = 0;
  std::map<std::uint64_t, std::shared_ptr<Answer>> outstanding_;
};

void showPose(const std::string& pose);
void pause(int ms);

int main() {
  ArmProxy arm;
  for (;;) {
    std::string pose;
    if (arm.ask("pose?", 200, pose))
      showPose(pose);
    pause(50);
  }
}
