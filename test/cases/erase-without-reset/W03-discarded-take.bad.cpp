// case: W03-discarded-take
// from: from memory: multi-track recorders, datacratic/soa#16
// family: erase-without-reset
// shape: discarding a take assigns {} to a map whose struct values hold open FILE pointers
// mode: tidy
// flags:
#include <cstddef>
#include <cstdio>
#include <map>
#include <string>

struct Track {
  FILE* out = nullptr;
  std::size_t frames = 0;
};

class TakeRecorder {
 public:
  TakeRecorder() = default;
  TakeRecorder(const TakeRecorder&) = delete;
  TakeRecorder& operator=(const TakeRecorder&) = delete;
  ~TakeRecorder() {
    for (auto& entry : tracks_)
      std::fclose(entry.second.out);
  }

  bool arm(int channel, const std::string& path) {
    if (tracks_.count(channel) != 0)
      return false;
    FILE* f = std::fopen(path.c_str(), "wb");
    if (f == nullptr)
      return false;
    Track track;
    track.out = f;
    tracks_.emplace(channel, track);
    levels_[channel] = 0.0f;
    return true;
  }

  void write(int channel, const float* samples, std::size_t count) {
    auto it = tracks_.find(channel);
    if (it == tracks_.end() || count == 0)
      return;
    it->second.frames += std::fwrite(samples, sizeof(float), count, it->second.out);
    levels_[channel] = samples[count - 1];
  }

  void discardTake() {
    tracks_ = {};  // expect: erase-without-reset
    levels_ = {};
  }

 private:
  std::map<int, Track> tracks_;
  std::map<int, float> levels_;
};
