// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: benign look-alike: login overwrites and forget erases raw pointers, but the acceptor in another file owns the sessions in unique_ptrs
// mode: program
// flags:
#include "acceptor.h"

struct Line {
  enum Verb { Accept, Login, Close, Say } verb = Say;
  int fd = -1;
  std::string user;
  std::string text;
};
bool next_line(Line &line);
void complain(int fd);

int main() {
  Directory directory;
  Acceptor acceptor(directory);
  Line line;
  while (next_line(line)) {
    if (line.verb == Line::Accept) acceptor.on_accept(line.fd);
    if (line.verb == Line::Login) acceptor.on_login(line.fd, line.user);
    if (line.verb == Line::Close) acceptor.on_close(line.fd);
    if (line.verb == Line::Say && !directory.message(line.user, line.text)) complain(line.fd);
  }
}
