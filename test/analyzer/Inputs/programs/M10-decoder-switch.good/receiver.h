// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the codec change erases without delete in sight, but take() hands the pointer to retire() of another file, which deletes it
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
  void detach(std::uint32_t ssrc) { retire(take(ssrc)); }

 private:
  Decoder *attach(std::uint32_t ssrc, int payload_type);
  Decoder *take(std::uint32_t ssrc);

  std::unordered_map<std::uint32_t, Decoder *> decoders_;
};
