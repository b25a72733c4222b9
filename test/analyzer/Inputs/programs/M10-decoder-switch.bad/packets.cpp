// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the map owns decoders made by a factory; detach and the destructor delete, the codec change in the other file erases the pointer only
// mode: program
// flags:
#include "receiver.h"

bool Receiver::on_packet(std::uint32_t ssrc, int payload_type, const std::string &packet) {
  auto it = decoders_.find(ssrc);
  Decoder *decoder = it == decoders_.end() ? nullptr : it->second;
  if (decoder && decoder->payload_type() != payload_type) {
    decoder->drain();
    decoders_.erase(it);  // expect: erase-without-reset
    decoder = nullptr;
  }
  if (!decoder) decoder = attach(ssrc, payload_type);
  return decoder->decode(packet);
}
