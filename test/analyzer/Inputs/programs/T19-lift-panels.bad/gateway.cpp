// case: T19-lift-panels
// from: smartdevicelink/sdl_core#3693
// family: unbounded-map
// shape: only an orderly "bye" erases the panel's session; when the connection breaks the socket is closed and the session stays
// mode: program
// flags:
#include "gateway.h"

void Gateway::OnText(SessionId id, const std::string &text) {
  auto it = sessions_.find(id);
  if (it == sessions_.end()) return;
  PanelSession &session = it->second;
  if (text == "bye") {
    SendText(session.socket, "bye");
    Drop(id);
  } else if (session.building.empty()) {
    session.building = text;
  } else {
    session.last_floor = text;
    SendText(session.socket, "lift to " + text);
  }
}

// The panels of a building show the alarm and send their lift to the ground floor.
void Gateway::OnAlarm(const std::string &building) {
  for (auto &entry : sessions_) {
    PanelSession &session = entry.second;
    if (session.socket < 0 || session.building != building) continue;
    session.last_floor = "0";
    SendText(session.socket, "alarm");
  }
}
