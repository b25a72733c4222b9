// case: Y12-topic-callbacks
// from: ros/ros_comm#1373
// family: erase-without-reset
// shape: a member template stores a new callback object under the topic; unregister deletes it, but registering a topic again overwrites the pointer
// mode: program
// flags:
#include "bag_player.h"

#include <fstream>

bool read_message(std::istream& in, MessageInstance& m);
void sleep_until_stamp(double stamp, double speed);

namespace rosbag {

struct BagPlayer::Reader {
  explicit Reader(const std::string& filename) : in(filename, std::ios::binary) {}
  std::ifstream in;
};

BagPlayer::BagPlayer(const std::string& filename) : reader_(std::make_unique<Reader>(filename)) {}

BagPlayer::~BagPlayer() = default;  // accept: erase-without-reset

void BagPlayer::unregister_callback(const std::string& topic) {
  auto it = cbs_.find(topic);
  if (it == cbs_.end()) return;
  delete it->second;
  cbs_.erase(it);
}

void BagPlayer::start_play(double speed) {
  reader_->in.clear();
  reader_->in.seekg(0);
  MessageInstance m;
  while (read_message(reader_->in, m)) {
    auto it = cbs_.find(m.topic);
    if (it == cbs_.end()) continue;
    sleep_until_stamp(m.stamp, speed);
    it->second->call(m);
  }
}

}  // namespace rosbag
