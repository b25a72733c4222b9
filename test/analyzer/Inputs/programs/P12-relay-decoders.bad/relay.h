// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: a media relay maps stream ids to C decoder handles; the end of a stream erases the entry in another file and never closes the decoder
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

#include "decoder.h"

struct MediaPacket {
  enum Kind { Begin, Data, End, Idle } kind = Idle;
  std::uint32_t stream = 0;
  std::string codec;
  std::string payload;
};

class Relay {
 public:
  Relay() = default;
  ~Relay();
  Relay(const Relay &) = delete;
  Relay &operator=(const Relay &) = delete;

  void handle(const MediaPacket &packet);
  std::size_t streams() const { return decoders_.size(); }

 private:
  bool begin(std::uint32_t stream, const std::string &codec);
  bool data(std::uint32_t stream, const std::string &payload);
  void end(std::uint32_t stream);

  std::unordered_map<std::uint32_t, vdec *> decoders_;
};
