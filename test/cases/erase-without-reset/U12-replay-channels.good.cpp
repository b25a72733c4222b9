// case: U12-replay-channels
// from: jpilet/anemomind#585
// family: erase-without-reset
// shape: map of maps of new'ed objects; the destructor walks both levels
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <string>

class Channel {
 public:
  void add(std::int64_t time, double value) {
    ++samples_;
    lastTime_ = time;
    sum_ += value;
  }
  double mean() const { return samples_ == 0 ? 0.0 : sum_ / static_cast<double>(samples_); }
  std::int64_t lastTime() const { return lastTime_; }

 private:
  std::uint64_t samples_ = 0;
  std::int64_t lastTime_ = 0;
  double sum_ = 0.0;
};

class Recorder {
 public:
  explicit Recorder(const std::string& file);
  void write(std::int64_t time, double value);
};

enum class Quantity { WindSpeed, WindAngle, BoatSpeed, Heading };

class Replay {
 public:
  Replay() = default;
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;
  ~Replay() {
    for (auto& [quantity, bySource] : channels_) {
      for (auto& [source, channel] : bySource)
        delete channel;
    }
    for (auto& entry : recorders_)
      delete entry.second;
  }

  void record(Quantity q, const std::string& file) {
    Recorder*& slot = recorders_[q];
    delete slot;
    slot = new Recorder(file);
  }

  void publish(Quantity q, const std::string& source, std::int64_t time, double value) {
    Channel*& channel = channels_[q][source];
    if (channel == nullptr)
      channel = new Channel;
    channel->add(time, value);
    auto r = recorders_.find(q);
    if (r != recorders_.end())
      r->second->write(time, value);
  }

  double mean(Quantity q, const std::string& source) const {
    auto bySource = channels_.find(q);
    if (bySource == channels_.end())
      return 0.0;
    auto it = bySource->second.find(source);
    return it == bySource->second.end() ? 0.0 : it->second->mean();
  }

 private:
  std::map<Quantity, std::map<std::string, Channel*>> channels_;
  std::map<Quantity, Recorder*> recorders_;
};

struct Sample {
  Quantity quantity;
  std::string source;
  std::int64_t time;
  double value;
};
bool readSample(const std::string& log, Sample& s);

double meanWind(const std::string& log) {
  Replay replay;
  Sample s;
  while (readSample(log, s))
    replay.publish(s.quantity, s.source, s.time, s.value);
  return replay.mean(Quantity::WindSpeed, "masthead");
}
