// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the map owns decoders made by a factory; detach and the destructor delete, the codec change in the other file erases the pointer only
// mode: program
// flags:
#include "receiver.h"

Receiver::~Receiver() {
  for (auto &entry : decoders_) delete entry.second;
}

Decoder *Receiver::attach(std::uint32_t ssrc, int payload_type) {
  Decoder *decoder = create_decoder(payload_type);
  decoders_.emplace(ssrc, decoder);
  return decoder;
}

void Receiver::detach(std::uint32_t ssrc) {
  auto it = decoders_.find(ssrc);
  if (it == decoders_.end()) return;
  delete it->second;
  decoders_.erase(it);
}
