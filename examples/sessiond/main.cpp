#include "service.h"

#include <csignal>
#include <cstdio>
#include <ctime>

int main(int argc, char **argv) {
  int port = 0;
  char extra = 0;
  if (argc != 1 && (argc != 3 || std::string(argv[1]) != "--port" ||
                    std::sscanf(argv[2], "%d%c", &port, &extra) != 1 ||
                    port < 0 || port > 65535)) {
    std::fputs("usage: sessiond [--port N]\n"
               "  --port N  port on 127.0.0.1 (default 0: any free one)\n",
               stderr);
    return 2;
  }

  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  sessiond::Service service;
  httplib::Server server;
  service.add_routes(server);
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(100000);
  server.set_keep_alive_timeout(2);
  if (port == 0)
    port = server.bind_to_any_port("127.0.0.1");
  else if (!server.bind_to_port("127.0.0.1", port))
    port = -1;
  if (port < 0) {
    std::perror("sessiond: cannot bind");
    return 1;
  }
  std::thread listener([&server] { server.listen_after_bind(); });
  while (!server.is_running())
    std::this_thread::yield();
  std::printf("listening on 127.0.0.1:%d\n", port);
  std::fflush(stdout);

  const timespec tick{1, 0};
  while (sigtimedwait(&signals, nullptr, &tick) < 0)
    service.housekeeping();
  server.stop();
  listener.join();
  return 0;
}
