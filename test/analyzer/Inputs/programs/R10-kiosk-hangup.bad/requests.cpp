// case: R10-kiosk-hangup
// from: open-telemetry/opentelemetry-cpp#4288
// family: escaping-element
// shape: while a request is processed through a reference to its terminal's map entry, a negative code hangs up; that function, in another file, erases the entry and the reference is used on
// mode: program
// flags:
#include "kiosk_server.h"

void write_line(int number, const std::string &text);
std::string standard_text(int code);

void KioskServer::line_arrived(int number, const std::string &line) {
  auto it = terminals_.find(number);
  if (it != terminals_.end()) process(it->second, line);
}

void KioskServer::process(Terminal &terminal, const std::string &line) {
  Answer answer = handler_(terminal.number, line);
  if (answer.code < 0) hang_up(terminal);
  if (answer.text.empty()) answer.text = standard_text(answer.code);
  terminal.out += answer.text;  // expect: escaping-element
  ++terminal.served;  // accept: escaping-element
  write_line(terminal.number, terminal.out);  // accept: escaping-element
  terminal.out.clear();  // accept: escaping-element
}
