// case: K83-iterator-over-foreign-removal
// from: pattern of event loops whose handler removes the entry it was called for
// family: escaping-element
// shape: the loop advances by upper_bound of the key it handled
// mode: program
#include "loop.h"

void Loop::poll() {
  for (auto it = channels_.begin(); it != channels_.end();) {
    int fd = it->first;
    onReadable(fd);
    it = channels_.upper_bound(fd);
  }
}
