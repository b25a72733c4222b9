// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the map owns decoders made by a factory; detach and the destructor delete, the codec change in the other file erases the pointer only
// mode: program
// flags:
#pragma once
#include <unordered_map>

#include "decoder.h"

class Receiver {
 public:
  Receiver() = default;
  ~Receiver();
  Receiver(const Receiver &) = delete;
  Receiver &operator=(const Receiver &) = delete;

  bool on_packet(std::uint32_t ssrc, int payload_type, const std::string &packet);
  void detach(std::uint32_t ssrc);

 private:
  Decoder *attach(std::uint32_t ssrc, int payload_type);

  std::unordered_map<std::uint32_t, Decoder *> decoders_;
};
