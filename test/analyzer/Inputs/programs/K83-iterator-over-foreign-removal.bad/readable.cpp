// case: K83-iterator-over-foreign-removal
// from: pattern of event loops whose handler removes the entry it was called for
// family: escaping-element
// shape: the loop keeps an iterator of std::map over onReadable(), defined elsewhere, which erases that entry
// mode: program
#include "loop.h"

int readInto(int fd, std::string &buffer);

void Loop::onReadable(int fd) {
  auto it = channels_.find(fd);
  if (it != channels_.end() && readInto(fd, it->second.buffer) <= 0)
    channels_.erase(it);
}
