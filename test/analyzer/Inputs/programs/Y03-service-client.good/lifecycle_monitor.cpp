// case: Y03-service-client
// from: ros-navigation/navigation2#3477 (also ros2/rclcpp#1697)
// family: unbounded-map
// shape: the wrapper calls remove_pending_request() on every wait that does not end with a reply
// mode: program
// flags:
#include "lifecycle_monitor.h"

using namespace std::chrono_literals;

void log_error(const std::string & what);

rpc::Bytes GetState::encode(const Request & request)
{
  return rpc::Bytes(request.node.begin(), request.node.end());
}

GetState::Response GetState::decode(const rpc::Bytes & bytes)
{
  Response response;
  if (!bytes.empty()) {
    response.state = bytes.front();
  }
  return response;
}

LifecycleMonitor::LifecycleMonitor(std::shared_ptr<rpc::Client> client, std::vector<std::string> nodes)
: get_state_(std::move(client)), nodes_(std::move(nodes))
{
}

bool LifecycleMonitor::all_active()
{
  bool active = true;
  for (const auto & node : nodes_) {
    try {
      active = get_state_.invoke({node}, 500ms).state == kActive && active;
    } catch (const std::runtime_error & e) {
      log_error(e.what());
      active = false;
    }
  }
  return active;
}
