// case: H38-replay-buffers
// from: jpilet/anemomind#585, Hanjun-Dai/graphnn#6
// family: erase-without-reset
// shape: malloc()ed lanes are clear()ed without a loop; a second class fills a map with new objects and has no destructor at all
// mode: tidy
// flags:
#include <cstddef>
#include <cstdlib>
#include <map>
#include <string>

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
    buffers_.clear();  // expect: erase-without-reset
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
    if (it == channels_.end()) it = channels_.emplace(code, new Channel{source}).first;
    it->second->last = value;
  }

 private:
  std::map<int, Channel *> channels_;  // expect: erase-without-reset
};

void replay_one(int code, double value) {
  Replay replay;
  replay.sample(code, "log", value);
}
