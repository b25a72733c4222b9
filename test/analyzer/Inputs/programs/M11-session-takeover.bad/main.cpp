// case: M11-session-takeover
// from: M11 (chat server: a second login of the same user overwrites the session pointer)
// family: erase-without-reset
// shape: login assigns a new session over the entry of a user who is still logged in; logout and the destructor in another file do delete
// mode: program
// flags:
#include "directory.h"

struct Line {
  enum Verb { Login, Logout, Say } verb = Say;
  int fd = -1;
  std::string user;
  std::string text;
};
bool next_line(Line &line);
void complain(int fd);

int main() {
  Directory directory;
  Line line;
  while (next_line(line)) {
    switch (line.verb) {
      case Line::Login:
        directory.login(line.user, line.fd);
        break;
      case Line::Logout:
        directory.logout(line.user);
        break;
      case Line::Say:
        if (!directory.message(line.user, line.text)) complain(line.fd);
        break;
    }
  }
}
