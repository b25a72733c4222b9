// case: L08-reload-decoders
// from: fresh
// family: erase-without-reset
// shape: the decoders that a reload did not take over are swapped into a local map, which dies without deleting them
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

struct StreamConfig {
  std::string codec;
  int threads = 1;
};

class Decoder {
 public:
  explicit Decoder(const StreamConfig &config) : codec_(config.codec), work_(config.threads) {}
  const std::string &codec() const { return codec_; }
  void push(const std::vector<std::uint8_t> &packet) { work_[packet.size() % work_.size()] += 1; }

 private:
  std::string codec_;
  std::vector<int> work_;
};

class Ingest {
 public:
  Ingest() = default;
  Ingest(const Ingest &) = delete;
  Ingest &operator=(const Ingest &) = delete;
  ~Ingest() {
    for (const auto &entry : decoders_) delete entry.second;
  }

  void packet(int stream, const std::vector<std::uint8_t> &bytes) {
    auto it = decoders_.find(stream);
    if (it != decoders_.end()) it->second->push(bytes);
  }

  // Decoders whose codec did not change live on, so that they keep their state.
  void reload(const std::map<int, StreamConfig> &streams) {
    std::map<int, Decoder *> next;
    for (const auto &[id, config] : streams) {
      auto old = decoders_.find(id);
      if (old != decoders_.end() && old->second->codec() == config.codec) {
        next.emplace(id, old->second);
        decoders_.erase(old);
      } else {
        next.emplace(id, new Decoder(config));
      }
    }
    decoders_.swap(next);  // expect: erase-without-reset
  }

 private:
  std::map<int, Decoder *> decoders_;
};
