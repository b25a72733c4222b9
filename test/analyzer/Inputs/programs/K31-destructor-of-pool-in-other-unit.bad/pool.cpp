// case: K31-destructor-of-pool-in-other-unit
// from: pattern of pools of sockets whose destructor closes some of them
// family: erase-without-reset
// shape: descriptors in the inner vector of a map are opened in one unit; the destructor in another closes the listener only
// mode: program
#include "pool.h"
#include <sys/socket.h>
#include <unistd.h>

Pool::Pool() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {}

Pool::~Pool() {
  close(listener_);
}
