// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the map owns decoders made by a factory; detach and the destructor delete, the codec change in the other file erases the pointer only
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual int payload_type() const = 0;
  virtual bool decode(const std::string &packet) = 0;
  virtual void drain() = 0;
};

// The caller owns the result.
Decoder *create_decoder(int payload_type);
