// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the codec change erases without delete in sight, but take() hands the pointer to retire() of another file, which deletes it
// mode: program
// flags:
#include "receiver.h"

Receiver::~Receiver() {
  for (auto &entry : decoders_) retire(entry.second);
}

Decoder *Receiver::attach(std::uint32_t ssrc, int payload_type) {
  Decoder *decoder = create_decoder(payload_type);
  decoders_.emplace(ssrc, decoder);
  return decoder;
}

Decoder *Receiver::take(std::uint32_t ssrc) {
  auto it = decoders_.find(ssrc);
  if (it == decoders_.end()) return nullptr;
  Decoder *decoder = it->second;
  decoders_.erase(it);
  return decoder;
}
