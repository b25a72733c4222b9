// case: Y03-service-client
// from: ros-navigation/navigation2#3477 (also ros2/rclcpp#1697)
// family: unbounded-map
// shape: the wrapper calls remove_pending_request() on every wait that does not end with a reply
// mode: program
// flags:
#pragma once
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "client.h"

// Blocking call of one service; ServiceT brings Request, Response, encode() and decode().
template <class ServiceT>
class ServiceClient {
public:
  using Request = typename ServiceT::Request;
  using Response = typename ServiceT::Response;

  explicit ServiceClient(std::shared_ptr<rpc::Client> client)
  : client_(std::move(client))
  {
  }

  Response invoke(const Request & request, std::chrono::milliseconds timeout)
  {
    auto sent = client_->async_send_request(ServiceT::encode(request));
    if (sent.future.wait_for(timeout) != std::future_status::ready) {
      client_->remove_pending_request(sent.request_id);
      throw std::runtime_error(client_->service_name() + " service client: async_send_request failed");
    }
    return ServiceT::decode(sent.future.get());
  }

private:
  std::shared_ptr<rpc::Client> client_;
};
