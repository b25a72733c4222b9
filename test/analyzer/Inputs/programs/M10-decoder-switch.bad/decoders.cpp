// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the map owns decoders made by a factory; detach and the destructor delete, the codec change in the other file erases the pointer only
// mode: program
// flags:
#include "decoder.h"

namespace {
class Pcm : public Decoder {
 public:
  explicit Pcm(int type) : type_(type), frame_(1920, 0) {}
  int payload_type() const override { return type_; }
  bool decode(const std::string &packet) override {
    frame_ = packet;
    return !frame_.empty();
  }
  void drain() override { frame_.clear(); }

 private:
  int type_;
  std::string frame_;
};
}  // namespace

Decoder *create_decoder(int payload_type) { return new Pcm(payload_type); }
