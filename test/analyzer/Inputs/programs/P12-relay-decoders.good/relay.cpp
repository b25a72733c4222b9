// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: the map only indexes decoders that a pool owns; erasing the index entry is enough because the pool takes idle decoders back in a timer
// mode: program
// flags:
#include "relay.h"

#include <cstdio>
#include <ctime>

Relay::~Relay() {
  for (auto &entry : decoders_) entry.second->flush();
}

bool Relay::begin(std::uint32_t stream, const std::string &codec) {
  if (decoders_.count(stream) != 0) return false;
  Decoder *decoder = pool_.take(codec);
  decoders_.emplace(stream, decoder);
  return true;
}

bool Relay::data(std::uint32_t stream, const std::string &payload) {
  auto it = decoders_.find(stream);
  return it != decoders_.end() && it->second->feed(payload.data(), payload.size());
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
      pool_.trim(std::time(nullptr));
      std::fprintf(stderr, "%zu streams\n", streams());
      break;
  }
}
