// case: R10-kiosk-hangup
// from: open-telemetry/opentelemetry-cpp#4288
// family: escaping-element
// shape: while a request is processed through a reference to its terminal's map entry, a negative code hangs up; that function, in another file, erases the entry and the reference is used on
// mode: program
// flags:
#include "kiosk_server.h"

void close_line(int number);
void log_line(const std::string &text);

void KioskServer::connected(int number) { terminals_[number].number = number; }

void KioskServer::hang_up(Terminal &terminal) {
  const int number = terminal.number;
  log_line("hang up on " + std::to_string(number));
  close_line(number);
  terminals_.erase(number);
}

void KioskServer::disconnected(int number) {
  auto it = terminals_.find(number);
  if (it != terminals_.end()) hang_up(it->second);
}
