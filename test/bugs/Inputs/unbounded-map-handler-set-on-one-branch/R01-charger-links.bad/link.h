// case: R01-charger-links
// from: grpc/grpc#25699
// family: unbounded-map
// shape: the handler that takes a closed charger link out of the hub's map is set only when a price feed is configured; without one every link stays
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

bool read_frame(int fd, std::string &frame);
void send_frame(int fd, const std::string &frame);
void shut_socket(int fd);
void arm(int fd, std::uint64_t id);

// One charging station on the wire.
class Link {
 public:
  explicit Link(int fd) : fd_(fd) {}
  Link(const Link &) = delete;
  Link &operator=(const Link &) = delete;

  void on_close(std::function<void()> handler) { close_handler_ = std::move(handler); }
  void send(const std::string &frame) { send_frame(fd_, frame); }
  void drain();
  void finish();

 private:
  int fd_;
  std::uint64_t frames_ = 0;
  std::function<void()> close_handler_;
};
