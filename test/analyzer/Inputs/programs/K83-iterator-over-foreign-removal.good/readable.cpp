// case: K83-iterator-over-foreign-removal
// from: pattern of event loops whose handler removes the entry it was called for
// family: escaping-element
// shape: the loop advances by upper_bound of the key it handled
// mode: program
#include "loop.h"

int readInto(int fd, std::string &buffer);

void Loop::onReadable(int fd) {
  auto it = channels_.find(fd);
  if (it != channels_.end() && readInto(fd, it->second.buffer) <= 0)
    channels_.erase(it);
}
