// case: N08-stream-decoders
// from: fresh
// family: erase-without-reset
// shape: decoders of a C API by stream name: leaving a stream flushes its decoder and erases it, close is only called in the destructor
// mode: tidy
// flags:
#include <cstddef>
#include <map>
#include <string>
#include <utility>

extern "C" {
struct dec_ctx;
dec_ctx* dec_open(int codec, int rate);
int dec_feed(dec_ctx* ctx, const void* data, std::size_t size);
int dec_flush(dec_ctx* ctx);
void dec_close(dec_ctx* ctx);
}

namespace media {

struct Packet {
  enum Kind { Announce, Data, Bye };
  Kind kind = Data;
  std::string stream;
  std::string payload;
  int codec = 0;
};

class Mixer {
 public:
  Mixer() = default;
  Mixer(const Mixer&) = delete;
  Mixer& operator=(const Mixer&) = delete;
  ~Mixer() {
    for (auto& [name, ctx] : decoders_)
      dec_close(ctx);
  }

  void handle(const Packet& p) {
    switch (p.kind) {
      case Packet::Announce: join(p.stream, p.codec); break;
      case Packet::Data: feed(p.stream, p.payload); break;
      case Packet::Bye: leave(p.stream); break;
    }
  }

  std::size_t streams() const { return decoders_.size(); }

 private:
  void join(const std::string& stream, int codec) {
    if (decoders_.find(stream) != decoders_.end())
      return;
    if (dec_ctx* ctx = dec_open(codec, 48000))
      decoders_.emplace(stream, ctx);
  }

  void feed(const std::string& stream, const std::string& payload) {
    auto it = decoders_.find(stream);
    if (it != decoders_.end())
      samples_ += dec_feed(it->second, payload.data(), payload.size());
  }

  void leave(const std::string& stream) {
    auto it = decoders_.find(stream);
    if (it == decoders_.end())
      return;
    samples_ += dec_flush(it->second);
    decoders_.erase(it);  // expect: erase-without-reset
  }

  std::map<std::string, dec_ctx*> decoders_;
  long samples_ = 0;
};

}  // namespace media

bool nextPacket(media::Packet& packet);

int main() {
  media::Mixer mixer;
  media::Packet packet;
  while (nextPacket(packet))
    mixer.handle(packet);
}
