// case: R10-kiosk-hangup
// from: open-telemetry/opentelemetry-cpp#4288
// family: escaping-element
// shape: hanging up only marks the terminal and notes its number; the entry is erased after the request, between two turns of the loop
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
  bool closing = false;
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
  void sweep();

 private:
  void process(Terminal &terminal, const std::string &line);
  void hang_up(Terminal &terminal);

  Handler handler_;
  std::map<int, Terminal> terminals_;
  std::vector<int> closing_;
};
