// case: P04-host-routes
// from: fresh
// family: unbounded-map
// shape: the caching resolver of an HTTP front end stores a compiled route for each Host header value it is sent, known or not
// mode: program
// flags:
#include <cctype>
#include <csignal>
#include <cstdio>

#include "resolver.h"
#include "settings.h"

struct Exchange {
  int socket;
  std::string method, path, host;
};
bool accept_exchange(Exchange &x);
void forward(const Exchange &x, const Route &route);
void refuse(const Exchange &x, int status);

static volatile std::sig_atomic_t g_quit = 0;

static std::string normalized(const std::string &host) {
  std::string out;
  for (char c : host) {
    if (c == ':') break;
    out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return out;
}

int main(int argc, char **argv) {
  std::signal(SIGINT, [](int) { g_quit = 1; });
  const Settings settings = Settings::from_file(argc > 1 ? argv[1] : "sites.conf");
  const std::unique_ptr<Resolver> resolver = make_caching_resolver(settings);
  Exchange x;
  while (!g_quit && accept_exchange(x)) {
    if (x.host.empty()) {
      refuse(x, 400);
      continue;
    }
    const RoutePtr route = resolver->resolve(normalized(x.host));
    if (route->upstream.empty())
      refuse(x, 404);
    else
      forward(x, *route);
  }
  std::puts("bye");
}
