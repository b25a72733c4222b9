// case: T19-lift-panels
// from: smartdevicelink/sdl_core#3693
// family: unbounded-map
// shape: both ways end in drop()
// mode: program
// flags:
#pragma once
#include <boost/unordered/unordered_map.hpp>
#include <cstdint>
#include <string>

typedef std::uint64_t SessionId;  // counts up with each connection

struct PanelSession {
  int socket = -1;
  std::string building;
  std::string last_floor;
};

class Gateway {
 public:
  SessionId OnAccepted(int socket);
  void OnText(SessionId id, const std::string &text);
  void OnBroken(SessionId id);
  void OnAlarm(const std::string &building);

 private:
  void Drop(SessionId id);

  SessionId last_id_ = 0;
  boost::unordered_map<SessionId, PanelSession> sessions_;
};

void CloseSocket(int socket);
void SendText(int socket, const std::string &text);
