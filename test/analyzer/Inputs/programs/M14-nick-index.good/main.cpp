// case: M14-nick-index
// from: M14 (IRC server: the ping time-out forgets the nick index)
// family: asymmetric-index
// shape: benign look-alike: leaving erases the index by descriptor only, since the nick stays reserved; another file erases reservations by age
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

int main() {
  Clients clients;
  Line line;
  while (next_line(line)) {
    if (line.verb == Line::Nick && !clients.join(line.fd, line.nick, line.now)) send_line(line.fd, "433 in use");
    if (line.verb == Line::Pong) clients.pong(line.fd, line.now);
    if (line.verb == Line::Quit) clients.leave(line.fd, line.now);
    if (line.verb == Line::Tick) {
      clients.drop_silent(line.now - 180, line.now);
      clients.release_reserved(line.now - 3600);
    }
    if (line.verb == Line::Whisper)
      if (auto target = clients.with_nick(line.nick)) send_line(target->fd, line.text);
  }
}
