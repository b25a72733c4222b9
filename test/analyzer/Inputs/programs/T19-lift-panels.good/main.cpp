// case: T19-lift-panels
// from: smartdevicelink/sdl_core#3693
// family: unbounded-map
// shape: both ways end in drop()
// mode: program
// flags:
#include "gateway.h"

struct NetEvent {
  enum Kind { Accepted, Text, Broken, Alarm } kind;
  int socket;
  SessionId id;
  std::string text;
};
bool WaitForEvent(NetEvent &event);
void Watch(int socket, SessionId id);

int main() {
  Gateway gateway;
  NetEvent event;
  while (WaitForEvent(event)) {
    switch (event.kind) {
      case NetEvent::Accepted:
        Watch(event.socket, gateway.OnAccepted(event.socket));
        break;
      case NetEvent::Text:
        gateway.OnText(event.id, event.text);
        break;
      case NetEvent::Broken:
        gateway.OnBroken(event.id);
        break;
      case NetEvent::Alarm:
        gateway.OnAlarm(event.text);
        break;
    }
  }
}
