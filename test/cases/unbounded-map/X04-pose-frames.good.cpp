// case: X04-pose-frames
// from: robustrobotics/flame_ros#7
// family: unbounded-map
// shape: the oldest pose frame is dropped when there are more than the configured number
// mode: tidy
// flags:
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace flame {

using Image1b = std::vector<uint8_t>;
using SE3f = std::array<float, 7>;

struct Frame {
  using Ptr = std::shared_ptr<Frame>;
  static Ptr create(const SE3f& pose, const Image1b& img, uint32_t id) {
    auto frame = std::make_shared<Frame>();
    frame->id = id;
    frame->pose = pose;
    frame->img_pyr.push_back(img);
    return frame;
  }
  uint32_t id = 0;
  SE3f pose{};
  std::vector<Image1b> img_pyr;
  std::vector<float> idepthmap;
};

class Flame final {
 public:
  bool update(double time, uint32_t img_id, const SE3f& pose, const Image1b& img, bool is_poseframe) {
    fprev_ = fnew_;
    fnew_ = Frame::create(pose, img, img_id);
    time_ = time;
    if (is_poseframe) {
      while (pfs_.size() >= max_poseframes_)
        pfs_.erase(pfs_.begin());
      pfs_[fnew_->id] = fnew_;
      curr_pf_ = fnew_;
    }
    return curr_pf_ != nullptr && fprev_ != nullptr && synchronizeGraph(*curr_pf_, *fnew_);
  }

  bool updatePoseFramePoses(const std::vector<uint32_t>& ids, const std::vector<SE3f>& poses) {
    for (std::size_t ii = 0; ii < ids.size(); ++ii) {
      auto pf = pfs_.find(ids[ii]);
      if (pf != pfs_.end())
        pf->second->pose = poses[ii];
    }
    return true;
  }

  double time() const { return time_; }

 private:
  using FrameMap = std::map<uint32_t, Frame::Ptr>;

  bool synchronizeGraph(const Frame& pf, const Frame& cur) const { return pf.img_pyr.size() <= cur.img_pyr.size(); }

  double time_ = 0.0;
  Frame::Ptr fnew_;
  Frame::Ptr fprev_;
  Frame::Ptr curr_pf_;
  std::size_t max_poseframes_ = 30;
  FrameMap pfs_;
};

}  // namespace flame

namespace flame_ros {

struct ImageMsg {
  double stamp = 0.0;
  uint32_t seq = 0;
  flame::SE3f pose{};
  flame::Image1b data;
};
bool waitForImage(const std::string& topic, ImageMsg* msg);
void publishDepth(double stamp);

class FlameNode final {
 public:
  explicit FlameNode(std::string topic) : topic_(std::move(topic)) {}

  void main() {
    ImageMsg msg;
    while (waitForImage(topic_, &msg))
      callback(msg);
  }

 private:
  void callback(const ImageMsg& msg) {
    const bool is_poseframe = msg.seq % poseframe_subsample_factor_ == 0;
    if (sensor_->update(msg.stamp, msg.seq, msg.pose, msg.data, is_poseframe))
      publishDepth(sensor_->time());
  }

  std::string topic_;
  uint32_t poseframe_subsample_factor_ = 6;
  std::shared_ptr<flame::Flame> sensor_ = std::make_shared<flame::Flame>();
};

}  // namespace flame_ros

int main() {
  flame_ros::FlameNode node("/camera/image_rect");
  node.main();
}
