// case: Y03-service-client
// from: ros-navigation/navigation2#3477 (also ros2/rclcpp#1697)
// family: unbounded-map
// shape: the wrapper calls remove_pending_request() on every wait that does not end with a reply
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace rpc {

using Bytes = std::vector<std::uint8_t>;

class Transport {
public:
  using ReplyHandler = std::function<void(const std::string & service, std::int64_t request_id, const Bytes & reply)>;

  virtual ~Transport() = default;
  virtual void send(const std::string & service, std::int64_t request_id, const Bytes & request) = 0;
  virtual bool spin_once(const ReplyHandler & on_reply) = 0;
};

}  // namespace rpc
