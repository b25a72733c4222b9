// case: H38-replay-buffers
// from: jpilet/anemomind#585, Hanjun-Dai/graphnn#6
// family: erase-without-reset
// shape: the lanes are freed before clear(); the channels are owned by a vector of unique_ptr, the map is an index
// mode: tidy
// flags:
#include <cstddef>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <vector>

class Lanes {
 public:
  Lanes() = default;
  Lanes(const Lanes &) = delete;
  Lanes &operator=(const Lanes &) = delete;
  ~Lanes() {
    for (auto &lane : buffers_) std::free(lane.second);
  }
  void *buffer(int lane) {
    auto it = buffers_.find(lane);
    if (it == buffers_.end()) it = buffers_.emplace(lane, std::malloc(kLaneBytes)).first;
    return it->second;
  }
  void next_race() {
    for (auto &lane : buffers_) std::free(lane.second);
    buffers_.clear();
  }

 private:
  static constexpr std::size_t kLaneBytes = 1 << 16;
  std::map<int, void *> buffers_;
};

struct Channel {
  std::string source;
  double last = 0;
};

class Replay {
 public:
  void sample(int code, const std::string &source, double value) {
    auto it = channels_.find(code);
    if (it == channels_.end()) {
      owned_.push_back(std::make_unique<Channel>());
      owned_.back()->source = source;
      it = channels_.emplace(code, owned_.back().get()).first;
    }
    it->second->last = value;
  }
  void rewind() {
    channels_.clear();
    owned_.clear();
  }

 private:
  std::vector<std::unique_ptr<Channel>> owned_;
  std::map<int, Channel *> channels_;
};

void replay_one(int code, double value) {
  Replay replay;
  replay.sample(code, "log", value);
  replay.rewind();
}
