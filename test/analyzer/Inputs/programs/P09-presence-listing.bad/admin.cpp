// case: P09-presence-listing
// from: fresh
// family: unlocked-map-access
// shape: a chat hub's methods take the mutex; the listing for the admin console, defined in another file, walks the map without it
// mode: program
// flags:
#include "admin.h"

#include <sstream>

#include "presence.h"

bool read_admin_command(int listener, int &socket, std::string &command);
void write_admin_answer(int socket, const std::string &text);

std::string PresenceHub::listing() const {
  std::ostringstream out;
  const auto now = std::chrono::steady_clock::now();
  for (const auto &[user, presence] : present_) {  // expect: unlocked-map-access
    const auto age = std::chrono::duration_cast<std::chrono::minutes>(now - presence.since).count();  // accept: unlocked-map-access
    out << user << ' ' << presence.room << ' ' << presence.client << ' ' << age << "m\n";  // accept: unlocked-map-access
  }
  return out.str();
}

AdminConsole::AdminConsole(PresenceHub &hub, int listener)
    : hub_(hub), listener_(listener), thread_([this] { serve(); }) {}

AdminConsole::~AdminConsole() {
  closing_ = true;
  thread_.join();
}

std::string AdminConsole::answer(const std::string &command) {
  if (command == "count") return std::to_string(hub_.online());
  if (command == "who") return hub_.listing();
  if (command.rfind("kick ", 0) == 0) {
    hub_.leave(command.substr(5));
    return "ok";
  }
  return "count | who | kick NAME";
}

void AdminConsole::serve() {
  while (!closing_) {
    int socket = -1;
    std::string command;
    if (read_admin_command(listener_, socket, command)) write_admin_answer(socket, answer(command));
  }
}
