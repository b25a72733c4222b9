// case: Y12-topic-callbacks
// from: ros/ros_comm#1373
// family: erase-without-reset
// shape: the map holds shared_ptr, so overwriting and the destructor release the old callback
// mode: program
// flags:
#include <array>
#include <cstring>
#include <iostream>
#include <sstream>

#include "bag_player.h"

struct Imu {
  static const char* type_name() { return "sensor_msgs/Imu"; }
  bool deserialize(const std::vector<std::uint8_t>& data) {
    if (data.size() != sizeof(acceleration)) return false;
    std::memcpy(acceleration.data(), data.data(), data.size());
    return true;
  }
  std::array<double, 3> acceleration{};
};

struct Text {
  static const char* type_name() { return "std_msgs/String"; }
  bool deserialize(const std::vector<std::uint8_t>& bytes) {
    data.assign(bytes.begin(), bytes.end());
    return true;
  }
  std::string data;
};

static void subscribe(rosbag::BagPlayer& player, const std::string& type, const std::string& topic) {
  if (type == "imu") {
    player.register_callback<Imu>(topic, [topic](const std::shared_ptr<const Imu>& imu) {
      std::cout << topic << ' ' << imu->acceleration[0] << ' ' << imu->acceleration[1] << '\n';
    });
  } else if (type == "text") {
    player.register_callback<Text>(
        topic, [topic](const std::shared_ptr<const Text>& text) { std::cout << topic << ' ' << text->data << '\n'; });
  }
}

int main(int argc, char** argv) {
  rosbag::BagPlayer player(argc > 1 ? argv[1] : "default.bag");
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream command(line);
    std::string verb, type, topic;
    command >> verb;
    if (verb == "sub" && command >> type >> topic)
      subscribe(player, type, topic);
    else if (verb == "unsub" && command >> topic)
      player.unregister_callback(topic);
    else if (verb == "play")
      player.start_play(1.0);
  }
  return 0;
}
