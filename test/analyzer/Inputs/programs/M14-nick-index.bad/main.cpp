// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: quit() erases a client from both indexes; the time-out sweep in another file erases from the index by descriptor only
// mode: program
// flags:
#include "clients.h"

struct Line {
  enum Verb { Nick, Pong, Quit, Whisper, Tick } verb = Tick;
  int fd = -1;
  long now = 0;
  std::string nick;
  std::string text;
};
bool next_line(Line &line);
void send_line(int fd, const std::string &text);
void close_socket(int fd);

int main() {
  Clients clients([](const Client &gone) { close_socket(gone.fd); });
  Line line;
  while (next_line(line)) {
    if (line.verb == Line::Nick && !clients.join(line.fd, line.nick, line.now)) send_line(line.fd, "433 in use");
    if (line.verb == Line::Pong) clients.pong(line.fd, line.now);
    if (line.verb == Line::Quit) clients.quit(line.fd);
    if (line.verb == Line::Tick) clients.drop_silent(line.now - 180);
    if (line.verb == Line::Whisper)
      if (auto target = clients.with_nick(line.nick)) send_line(target->fd, line.text);
  }
}
