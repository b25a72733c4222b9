// case: R08-desk-consoles
// from: fluid-music/fluid-music#39
// family: unbounded-map
// shape: the lost-connection hook calls discard(), so the next sweep of the server erases the console
// mode: program
// flags:
#include "desk_server.h"

void sendText(int socket, const std::string &text);
void logLine(const char *what, int number);

void Console::messageReceived(const std::string &text) {
  if (text.rfind("go ", 0) == 0)
    server_.runCue(text.substr(3));
  else
    sendText(socket_, "? " + text);
}

void Console::connectionLost() {
  online_ = false;
  logLine("console lost", number_);
  server_.discard(number_);
}

void Console::show(const std::string &cue) {
  if (online_)
    sendText(socket_, "cue " + cue);
}
