// case: T19-lift-panels
// from: smartdevicelink/sdl_core#3693
// family: unbounded-map
// shape: only an orderly "bye" erases the panel's session; when the connection breaks the socket is closed and the session stays
// mode: program
// flags:
#include "gateway.h"

SessionId Gateway::OnAccepted(int socket) {
  const SessionId id = ++last_id_;
  PanelSession session;
  session.socket = socket;
  sessions_.emplace(id, session);
  SendText(socket, "hello " + std::to_string(id));
  return id;
}

void Gateway::Drop(SessionId id) {
  auto it = sessions_.find(id);
  if (it == sessions_.end()) return;
  CloseSocket(it->second.socket);
  sessions_.erase(it);
}

// Read or write failed: power cut, cable, or the panel was restarted without a word.
void Gateway::OnBroken(SessionId id) {
  auto it = sessions_.find(id);
  if (it == sessions_.end()) return;
  CloseSocket(it->second.socket);
  it->second.socket = -1;
}
