// case: M10-decoder-switch
// from: M10 (media server: decoder lost when the codec changes)
// family: erase-without-reset
// shape: the codec change erases without delete in sight, but take() hands the pointer to retire() of another file, which deletes it
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

void retire(Decoder *decoder) {
  if (!decoder) return;
  decoder->drain();
  delete decoder;
}
