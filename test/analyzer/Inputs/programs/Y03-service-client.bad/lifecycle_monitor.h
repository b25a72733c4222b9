// case: Y03-service-client
// from: ros-navigation/navigation2#3477 (also ros2/rclcpp#1697)
// family: unbounded-map
// shape: a pending request is erased when its reply arrives; the time-out path of the template wrapper throws and leaves it, and remove_pending_request() has no caller
// mode: program
// flags:
#pragma once
#include <string>
#include <vector>

#include "service_client.h"

struct GetState {
  struct Request {
    std::string node;
  };
  struct Response {
    int state = 0;
  };
  static rpc::Bytes encode(const Request & request);
  static Response decode(const rpc::Bytes & bytes);
};

class LifecycleMonitor {
public:
  LifecycleMonitor(std::shared_ptr<rpc::Client> client, std::vector<std::string> nodes);
  bool all_active();

private:
  static constexpr int kActive = 3;
  ServiceClient<GetState> get_state_;
  std::vector<std::string> nodes_;
};
