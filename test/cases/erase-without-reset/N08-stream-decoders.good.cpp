// case: N08-stream-decoders
// from: fresh
// family: erase-without-reset
// shape: benign look-alike: leaving hands the decoder over to a retire list, which is closed after the next mix
// mode: tidy
// flags:
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

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
    closeRetired();
  }

  void handle(const Packet& p) {
    switch (p.kind) {
      case Packet::Announce: join(p.stream, p.codec); break;
      case Packet::Data: feed(p.stream, p.payload); break;
      case Packet::Bye: leave(p.stream); break;
    }
  }

  void mixed() { closeRetired(); }

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
    retired_.push_back(it->second);
    decoders_.erase(it);
  }

  void closeRetired() {
    for (dec_ctx* ctx : retired_)
      dec_close(ctx);
    retired_.clear();
  }

  std::map<std::string, dec_ctx*> decoders_;
  std::vector<dec_ctx*> retired_;
  long samples_ = 0;
};

}  // namespace media

bool nextPacket(media::Packet& packet);

int main() {
  media::Mixer mixer;
  media::Packet packet;
  while (nextPacket(packet)) {
    mixer.handle(packet);
    mixer.mixed();
  }
}
