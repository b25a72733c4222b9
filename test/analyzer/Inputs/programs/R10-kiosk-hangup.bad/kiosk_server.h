// case: R10-kiosk-hangup
// from: open-telemetry/opentelemetry-cpp#4288
// family: escaping-element
// shape: while a request is processed through a reference to its terminal's map entry, a negative code hangs up; that function, in another file, erases the entry and the reference is used on
// mode: program
// flags:
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

struct Terminal {
  int number = 0;
  std::string out;
  unsigned served = 0;
};

struct Answer {
  int code = 0;  // negative: hang up
  std::string text;
};

using Handler = std::function<Answer(int number, const std::string &line)>;

class KioskServer {
 public:
  explicit KioskServer(Handler handler) : handler_(std::move(handler)) {}
  void connected(int number);
  void line_arrived(int number, const std::string &line);
  void disconnected(int number);

 private:
  void process(Terminal &terminal, const std::string &line);
  void hang_up(Terminal &terminal);

  Handler handler_;
  std::map<int, Terminal> terminals_;
};
