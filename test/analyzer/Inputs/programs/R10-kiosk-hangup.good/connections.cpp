// case: R10-kiosk-hangup
// from: open-telemetry/opentelemetry-cpp#4288
// family: escaping-element
// shape: hanging up only marks the terminal and notes its number; the entry is erased after the request, between two turns of the loop
// mode: program
// flags:
#include "kiosk_server.h"

void close_line(int number);
void log_line(const std::string &text);

void KioskServer::connected(int number) { terminals_[number].number = number; }

void KioskServer::hang_up(Terminal &terminal) {
  if (terminal.closing) return;
  terminal.closing = true;
  log_line("hang up on " + std::to_string(terminal.number));
  closing_.push_back(terminal.number);
}

void KioskServer::disconnected(int number) {
  auto it = terminals_.find(number);
  if (it != terminals_.end()) hang_up(it->second);
}

void KioskServer::sweep() {
  for (int number : closing_) {
    close_line(number);
    terminals_.erase(number);
  }
  closing_.clear();
}
