// case: K90-main-in-a-namespace
// from: reading a program that the rules were not made with
// family: unbounded-map
// shape: main calls app::main once, whose local lives as long as the program; the sweep runs before the loop and in it
// mode: program
#include "stats.h"
#include <exception>
#include <iostream>

class Failure : public std::exception {
public:
  int code() const { return 3; }
};

class Downloader {
public:
  explicit Downloader(ServerStats &stats) : stats_(stats) {}
  int run() {
    std::string host;
    while (std::getline(std::cin, host)) {
      stats_.note(host, static_cast<long>(host.size()) + stats_.speedOf(host));
      stats_.dropOlderThan(static_cast<long>(host.size()));
    }
    return 0;
  }

private:
  ServerStats &stats_;
};

namespace app {
int main(int argc) {
  ServerStats stats;
  stats.dropOlderThan(argc);
  Downloader downloader(stats);
  return downloader.run();
}
} // namespace app

int main(int argc, char **) {
  int result = 0;
  try {
    result = app::main(argc);
  } catch (Failure &failure) {
    std::cerr << failure.what() << '\n';
    result = failure.code();
  }
  return result;
}
