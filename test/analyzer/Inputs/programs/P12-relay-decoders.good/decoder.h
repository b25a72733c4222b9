// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: the map only indexes decoders that a pool owns; erasing the index entry is enough because the pool takes idle decoders back in a timer
// mode: program
// flags:
#pragma once

extern "C" {
struct vdec;
struct vdec *vdec_open(const char *codec);
int vdec_feed(struct vdec *dec, const void *data, unsigned long size);
void vdec_flush(struct vdec *dec);
void vdec_close(struct vdec *dec);
}

#include <ctime>
#include <string>

class Decoder {
 public:
  explicit Decoder(const std::string &codec) : codec_(codec), handle_(vdec_open(codec.c_str())) {}
  ~Decoder() { vdec_close(handle_); }
  Decoder(const Decoder &) = delete;
  Decoder &operator=(const Decoder &) = delete;

  const std::string &codec() const { return codec_; }
  bool feed(const void *data, unsigned long size) {
    last_use_ = std::time(nullptr);
    return vdec_feed(handle_, data, size) == 0;
  }
  void flush() { vdec_flush(handle_); }
  std::time_t last_use() const { return last_use_; }

 private:
  std::string codec_;
  vdec *handle_;
  std::time_t last_use_ = std::time(nullptr);
};
