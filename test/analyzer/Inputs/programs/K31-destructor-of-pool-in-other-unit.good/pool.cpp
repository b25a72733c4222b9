// case: K31-destructor-of-pool-in-other-unit
// from: pattern of pools of sockets whose destructor closes some of them
// family: erase-without-reset
// shape: the destructor closes them in two loops
// mode: program
#include "pool.h"
#include <sys/socket.h>
#include <unistd.h>

Pool::Pool() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {}

Pool::~Pool() {
  close(listener_);
  for (auto &host : idle_)
    for (int descriptor : host.second)
      close(descriptor);
}
