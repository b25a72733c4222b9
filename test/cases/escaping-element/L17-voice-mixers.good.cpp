// case: L17-voice-mixers
// from: fresh
// family: escaping-element
// shape: the stored address points into a std::map keyed by an enum, whose elements neither move nor are ever erased
// mode: tidy
// flags:
#include <map>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

enum class Bus : std::uint8_t { Music, Effects, Speech, Ambience };

struct Clip {
  std::vector<float> samples;
};

class Mixer {
 public:
  void SetGain(float gain) { gain_ = gain; }
  void Add(float sample) { sum_ += gain_ * sample; }
  float Take() { return std::exchange(sum_, 0.0f); }

 private:
  float gain_ = 1.0f;
  float sum_ = 0.0f;
};

struct Voice {
  std::shared_ptr<const Clip> clip;
  Mixer* mixer;
  std::size_t position;
};

class AudioEngine {
 public:
  void SetGain(Bus bus, float gain) { mixers_[bus].SetGain(gain); }

  void Play(Bus bus, std::shared_ptr<const Clip> clip) {
    if (clip == nullptr || clip->samples.empty()) return;
    voices_.push_back(Voice{std::move(clip), &mixers_[bus], 0});
  }

  float NextSample() {
    for (Voice& voice : voices_) voice.mixer->Add(voice.clip->samples[voice.position++]);
    voices_.erase(std::remove_if(voices_.begin(), voices_.end(),
                                 [](const Voice& v) { return v.position == v.clip->samples.size(); }),
                  voices_.end());
    float out = 0.0f;
    for (auto& entry : mixers_) out += entry.second.Take();
    return std::clamp(out, -1.0f, 1.0f);
  }

 private:
  std::vector<Voice> voices_;
  std::map<Bus, Mixer> mixers_;
};
