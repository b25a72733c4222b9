// case: K83-iterator-over-foreign-removal
// from: pattern of event loops whose handler removes the entry it was called for
// family: escaping-element
// shape: the loop keeps an iterator of std::map over onReadable(), defined elsewhere, which erases that entry
// mode: program
#include "loop.h"

void Loop::poll() {
  for (auto it = channels_.begin(); it != channels_.end(); ++it) // expect: escaping-element
    onReadable(it->first);
}
