// case: P16-resolver-aliases
// from: fresh
// family: escaping-element
// shape: a reference to an entry of a flat hash map is used after a virtual lookup; its callback runs at once and inserts aliases into the same map
// mode: program
// flags:
#include <csignal>
#include <cstdio>

#include "hosts_file.h"
#include "resolver.h"

struct Client {
  int socket = -1;
  std::string host;
  unsigned short port = 0;
};
bool next_client(Client &client, int timeout_ms);
bool splice(int socket, const std::string &address, unsigned short port);
void reject(int socket, const char *reason);

static volatile std::sig_atomic_t g_stop = 0;

int main(int argc, char **argv) {
  std::signal(SIGTERM, [](int) { g_stop = 1; });
  HostsFile hosts(argc > 1 ? argv[1] : "/etc/hosts");
  Resolver resolver(hosts);
  while (!g_stop) {
    Client client;
    if (!next_client(client, 1000)) {
      resolver.expire(std::chrono::seconds(60));
      continue;
    }
    const std::string address = resolver.resolve(client.host);
    if (address.empty())
      reject(client.socket, "unknown host");
    else if (!splice(client.socket, address, client.port))
      reject(client.socket, "unreachable");
  }
  std::printf("%zu names\n", resolver.size());
  return 0;
}
