// case: R01-charger-links
// from: grpc/grpc#25699
// family: unbounded-map
// shape: the handler that takes a closed charger link out of the hub's map is set only when a price feed is configured; without one every link stays
// mode: program
// flags:
#include "link.h"

void Link::drain() {
  std::string frame;
  while (read_frame(fd_, frame)) {
    ++frames_;
    send_frame(fd_, "ack " + std::to_string(frames_));
  }
}

// The handler may drop the last reference the hub has; the caller keeps its own.
void Link::finish() {
  shut_socket(fd_);
  std::function<void()> handler;
  handler.swap(close_handler_);
  if (handler) handler();
}
