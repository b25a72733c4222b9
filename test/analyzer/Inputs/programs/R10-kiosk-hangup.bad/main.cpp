// case: R10-kiosk-hangup
// from: open-telemetry/opentelemetry-cpp#4288
// family: escaping-element
// shape: while a request is processed through a reference to its terminal's map entry, a negative code hangs up; that function, in another file, erases the entry and the reference is used on
// mode: program
// flags:
#include "kiosk_server.h"

struct Event {
  enum Kind { Connected, Line, Disconnected };
  Kind kind;
  int number;
  std::string line;
};
bool next_event(Event &event);
std::string price_of(const std::string &article);

static Answer handle(int number, const std::string &line) {
  if (line == "bye") return {-1, "goodbye"};
  if (line == "whoami") return {0, std::to_string(number)};
  return {0, price_of(line)};
}

int main() {
  KioskServer server(handle);
  Event event;
  while (next_event(event)) {
    switch (event.kind) {
      case Event::Connected: server.connected(event.number); break;
      case Event::Line: server.line_arrived(event.number, event.line); break;
      case Event::Disconnected: server.disconnected(event.number); break;
    }
  }
}
