// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: a media relay maps stream ids to C decoder handles; the end of a stream erases the entry in another file and never closes the decoder
// mode: program
// flags:
#include "relay.h"

#include <cstdio>
#include <ctime>

Relay::~Relay() {
  for (auto &entry : decoders_) vdec_close(entry.second);
}

bool Relay::begin(std::uint32_t stream, const std::string &codec) {
  if (decoders_.count(stream) != 0) return false;
  vdec *decoder = vdec_open(codec.c_str());
  if (!decoder) return false;
  decoders_.emplace(stream, decoder);
  return true;
}

bool Relay::data(std::uint32_t stream, const std::string &payload) {
  auto it = decoders_.find(stream);
  return it != decoders_.end() && vdec_feed(it->second, payload.data(), payload.size()) == 0;
}

void Relay::handle(const MediaPacket &packet) {
  switch (packet.kind) {
    case MediaPacket::Begin:
      if (!begin(packet.stream, packet.codec)) std::fprintf(stderr, "stream %u refused\n", packet.stream);
      break;
    case MediaPacket::Data:
      if (!data(packet.stream, packet.payload)) end(packet.stream);
      break;
    case MediaPacket::End:
      end(packet.stream);
      break;
    case MediaPacket::Idle:
      std::fprintf(stderr, "%zu streams\n", streams());
      break;
  }
}
