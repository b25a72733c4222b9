// case: K31-destructor-of-pool-in-other-unit
// from: pattern of pools of sockets whose destructor closes some of them
// family: erase-without-reset
// shape: the destructor closes them in two loops
// mode: program
#include "pool.h"
#include <sys/socket.h>
#include <unistd.h>

int Pool::take(const std::string &host) {
  auto it = idle_.find(host);
  if (it == idle_.end() || it->second.empty())
    return socket(AF_INET, SOCK_STREAM, 0);
  int descriptor = it->second.back();
  it->second.pop_back();
  if (it->second.empty())
    idle_.erase(it);
  return descriptor;
}

void Pool::give(const std::string &host, int descriptor) {
  if (descriptor < 0)
    descriptor = socket(AF_INET, SOCK_STREAM, 0);
  auto &list = idle_[host];
  if (list.size() < 8)
    list.push_back(descriptor);
  else
    close(descriptor);
}
