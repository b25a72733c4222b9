// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: the map only indexes decoders that a pool owns; erasing the index entry is enough because the pool takes idle decoders back in a timer
// mode: program
// flags:
#include "relay.h"

void publish_end(std::uint32_t stream);

void Relay::end(std::uint32_t stream) {
  auto it = decoders_.find(stream);
  if (it == decoders_.end()) return;
  it->second->flush();
  pool_.put_back(it->second);
  decoders_.erase(it);
  publish_end(stream);
}
