// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: the map only indexes decoders that a pool owns; erasing the index entry is enough because the pool takes idle decoders back in a timer
// mode: program
// flags:
#include "decoder_pool.h"

#include <algorithm>

Decoder *DecoderPool::take(const std::string &codec) {
  auto it = std::find_if(idle_.begin(), idle_.end(), [&codec](const Decoder *d) { return d->codec() == codec; });
  if (it == idle_.end()) {
    all_.push_back(std::make_unique<Decoder>(codec));
    return all_.back().get();
  }
  Decoder *decoder = *it;
  idle_.erase(it);
  return decoder;
}

void DecoderPool::put_back(Decoder *decoder) { idle_.push_back(decoder); }

void DecoderPool::trim(std::time_t now) {
  for (auto it = idle_.begin(); it != idle_.end();) {
    if (now - (*it)->last_use() < 120) {
      ++it;
      continue;
    }
    const Decoder *old = *it;
    it = idle_.erase(it);
    all_.erase(std::find_if(all_.begin(), all_.end(), [old](const auto &d) { return d.get() == old; }));
  }
}
