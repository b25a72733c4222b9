// case: M03-cancelled-calls
// from: M03 (RPC client: cancelled calls stay pending)
// family: unbounded-map
// shape: cancel, time-out and reply all end in finish() of another file, which extracts the node
// mode: program
// flags:
#include "client.h"

struct Event {
  enum Kind { Query, Reply, Cancel, Tick } kind = Tick;
  std::uint64_t id = 0;
  long now = 0;
  std::string body;
};
bool next_event(Event &event);
void answer(Status status, const std::string &body);
Transport &connect_backend();

int main() {
  RpcClient client(connect_backend());
  Event e;
  while (next_event(e)) {
    switch (e.kind) {
      case Event::Query:
        client.call(e.body, e.now + 5000, answer);
        break;
      case Event::Reply:
        client.on_reply(e.id, e.body);
        break;
      case Event::Cancel:
        client.cancel(e.id);
        break;
      case Event::Tick:
        client.on_timer(e.now);
        break;
    }
  }
}
