// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: a media relay maps stream ids to C decoder handles; the end of a stream erases the entry in another file and never closes the decoder
// mode: program
// flags:
#include "relay.h"

void publish_end(std::uint32_t stream);

void Relay::end(std::uint32_t stream) {
  auto it = decoders_.find(stream);
  if (it == decoders_.end()) return;
  vdec_flush(it->second);
  decoders_.erase(it);  // expect: erase-without-reset
  publish_end(stream);
}
