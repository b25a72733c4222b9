// case: T05-answer-topics
// from: aws/aws-iot-device-sdk-cpp#94
// family: unbounded-map
// shape: the handler is entered before the subscription is sent; when sending fails the caller gives up and nobody erases the entry
// mode: tidy
// flags:
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

bool sendSubscribe(const std::string &topic);
void sendUnsubscribe(const std::string &topic);
void sendCommand(const std::string &device, const std::string &answerTopic, const std::string &text);
void showAnswer(const std::string &device, const std::string &text);
void showFailure(const std::string &device);

using Handler = std::function<void(const std::string &)>;

class Bridge {
 public:
  bool subscribe(const std::string &topic, Handler handler) {
    handlers_.emplace(topic, std::move(handler));
    return sendSubscribe(topic);
  }

  void unsubscribe(const std::string &topic) {
    sendUnsubscribe(topic);
    handlers_.erase(topic);
  }

  void deliver(const std::string &topic, const std::string &text) const {
    auto it = handlers_.find(topic);
    if (it != handlers_.end()) it->second(text);
  }

 private:
  std::unordered_map<std::string, Handler> handlers_;  // expect: unbounded-map
};

struct Event {
  enum { Command, Answer, Expired } kind;
  unsigned long serial;  // a new one for each command; a command that was sent ends with one Answer or Expired
  std::string device;
  std::string text;
};
bool nextEvent(Event &e);

int main() {
  Bridge bridge;
  Event e;
  while (nextEvent(e)) {
    const std::string topic = "house/answer/" + std::to_string(e.serial);
    if (e.kind == Event::Command) {
      const std::string device = e.device;
      if (bridge.subscribe(topic, [device](const std::string &text) { showAnswer(device, text); }))
        sendCommand(device, topic, e.text);
      else
        showFailure(device);
      continue;
    }
    if (e.kind == Event::Answer) bridge.deliver(topic, e.text);
    bridge.unsubscribe(topic);
  }
}
