// case: Y03-service-client
// from: ros-navigation/navigation2#3477 (also ros2/rclcpp#1697)
// family: unbounded-map
// shape: a pending request is erased when its reply arrives; the time-out path of the template wrapper throws and leaves it, and remove_pending_request() has no caller
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "transport.h"

namespace rpc {

class Client {
public:
  struct FutureAndRequestId {
    std::shared_future<Bytes> future;
    std::int64_t request_id;
  };

  Client(std::shared_ptr<Transport> transport, std::string service_name);

  FutureAndRequestId async_send_request(const Bytes & request);
  bool remove_pending_request(std::int64_t request_id);
  void handle_response(std::int64_t request_id, const Bytes & reply);
  const std::string & service_name() const { return service_name_; }

private:
  std::shared_ptr<Transport> transport_;
  const std::string service_name_;
  std::mutex pending_requests_mutex_;
  std::int64_t next_request_id_{1};
  std::unordered_map<std::int64_t, std::promise<Bytes>> pending_requests_;  // expect: unbounded-map
};

}  // namespace rpc
