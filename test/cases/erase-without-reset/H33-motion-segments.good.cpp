// case: H33-motion-segments
// from: HKUST-Aerial-Robotics/VINS-Mono#254
// family: erase-without-reset
// shape: a loop over the same range deletes the segments first
// mode: tidy
// flags:
#include <map>

class Integration {
 public:
  explicit Integration(double start) : start_(start) {}
  void push(double dt, double rate) { angle_ += dt * rate; }
  double angle() const { return angle_; }
  double start() const { return start_; }

 private:
  double start_;
  double angle_ = 0;
};

struct Frame {
  Integration *segment;
  bool key_frame;
};

class Window {
 public:
  Window() = default;
  Window(const Window &) = delete;
  Window &operator=(const Window &) = delete;
  ~Window() {
    for (auto &entry : frames_) delete entry.second.segment;
  }

  void add(double time, bool key_frame) {
    if (frames_.find(time) != frames_.end()) return;
    frames_.emplace(time, Frame{new Integration(time), key_frame});
  }
  void push(double dt, double rate) {
    if (!frames_.empty()) frames_.rbegin()->second.segment->push(dt, rate);
  }
  void slide_to(double time) {
    auto first_kept = frames_.lower_bound(time);
    for (auto it = frames_.begin(); it != first_kept; ++it) {
      delete it->second.segment;
      it->second.segment = nullptr;
    }
    frames_.erase(frames_.begin(), first_kept);
  }

 private:
  std::map<double, Frame> frames_;
};

void new_key_frame(Window &window, double time) {
  window.add(time, true);
  window.slide_to(time - 10);
}
