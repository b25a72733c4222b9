// case: P09-presence-listing
// from: fresh
// family: unlocked-map-access
// shape: the listing takes no lock either, but its only caller holds the hub's mutex through a unique_lock that the hub handed out
// mode: program
// flags:
#include <thread>
#include <vector>

#include "admin.h"
#include "presence.h"

struct Stanza {
  enum Kind { Join, Part, Say } kind = Say;
  std::string user, room, client, text;
};
bool next_stanza(unsigned worker, Stanza &s);
void deliver(const std::string &user, const std::string &text);
int open_admin_socket(const char *path);

static void work(PresenceHub &hub, unsigned worker) {
  Stanza s;
  while (next_stanza(worker, s)) {
    switch (s.kind) {
      case Stanza::Join: hub.enter(s.user, s.room, s.client); break;
      case Stanza::Part: hub.leave(s.user); break;
      case Stanza::Say:
        for (const auto &name : hub.members(hub.room_of(s.user))) deliver(name, s.text);
        break;
    }
  }
}

int main() {
  PresenceHub hub;
  AdminConsole console(hub, open_admin_socket("/run/chatd.sock"));
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < 3; ++i) workers.emplace_back([&hub, i] { work(hub, i); });
  for (auto &w : workers) w.join();
  return 0;
}
