// case: M08-topic-subscribers
// from: M08 (message broker: empty topics kept after disconnects)
// family: inner-map-never-cleared
// shape: the disconnect path erases from the inner maps and the emptied topics are swept right after it in a helper of another file
// mode: program
// flags:
#include "broker.h"

struct Frame {
  enum Kind { Subscribe, Unsubscribe, Publish, Closed } kind = Closed;
  std::uint64_t client = 0;
  std::string topic;
  std::string payload;
};
bool next_frame(Frame &frame);
void send_to(std::uint64_t client, const std::string &payload);

static void handle_closed(ConnectionObserver &observer, std::uint64_t client) { observer.on_disconnect(client); }

int main() {
  Broker broker;
  Frame f;
  while (next_frame(f)) {
    switch (f.kind) {
      case Frame::Subscribe: {
        const std::uint64_t client = f.client;
        broker.subscribe(client, f.topic, [client](const std::string &payload) { send_to(client, payload); });
        break;
      }
      case Frame::Unsubscribe:
        broker.unsubscribe(f.client, f.topic);
        break;
      case Frame::Publish:
        broker.publish(f.topic, f.payload);
        break;
      case Frame::Closed:
        handle_closed(broker, f.client);
        break;
    }
  }
}
