// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: the map only indexes decoders that a pool owns; erasing the index entry is enough because the pool takes idle decoders back in a timer
// mode: program
// flags:
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "decoder.h"

class DecoderPool {
 public:
  Decoder *take(const std::string &codec);
  void put_back(Decoder *decoder);
  void trim(std::time_t now);

 private:
  std::vector<std::unique_ptr<Decoder>> all_;
  std::vector<Decoder *> idle_;
};
