// case: Y03-service-client
// from: ros-navigation/navigation2#3477 (also ros2/rclcpp#1697)
// family: unbounded-map
// shape: the wrapper calls remove_pending_request() on every wait that does not end with a reply
// mode: program
// flags:
#include "client.h"

#include <utility>

namespace rpc {

Client::Client(std::shared_ptr<Transport> transport, std::string service_name)
: transport_(std::move(transport)), service_name_(std::move(service_name))
{
}

Client::FutureAndRequestId Client::async_send_request(const Bytes & request)
{
  std::lock_guard<std::mutex> lock(pending_requests_mutex_);
  const std::int64_t request_id = next_request_id_++;
  std::promise<Bytes> promise;
  auto future = promise.get_future().share();
  pending_requests_.emplace(request_id, std::move(promise));
  transport_->send(service_name_, request_id, request);
  return {future, request_id};
}

bool Client::remove_pending_request(std::int64_t request_id)
{
  std::lock_guard<std::mutex> guard(pending_requests_mutex_);
  return pending_requests_.erase(request_id) != 0u;
}

void Client::handle_response(std::int64_t request_id, const Bytes & reply)
{
  std::unique_lock<std::mutex> lock(pending_requests_mutex_);
  auto it = pending_requests_.find(request_id);
  if (it == pending_requests_.end()) {
    return;
  }
  std::promise<Bytes> promise = std::move(it->second);
  pending_requests_.erase(it);
  lock.unlock();
  promise.set_value(reply);
}

}  // namespace rpc
