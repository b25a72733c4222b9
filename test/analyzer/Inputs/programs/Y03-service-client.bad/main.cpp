// case: Y03-service-client
// from: ros-navigation/navigation2#3477 (also ros2/rclcpp#1697)
// family: unbounded-map
// shape: a pending request is erased when its reply arrives; the time-out path of the template wrapper throws and leaves it, and remove_pending_request() has no caller
// mode: program
// flags:
#include <atomic>
#include <memory>
#include <thread>

#include "lifecycle_monitor.h"

std::shared_ptr<rpc::Transport> make_transport(int argc, char ** argv);
std::vector<std::string> configured_nodes();
bool wait_for_tick();
void publish_status(bool active);

int main(int argc, char ** argv)
{
  auto transport = make_transport(argc, argv);
  auto client = std::make_shared<rpc::Client>(transport, "get_state");
  LifecycleMonitor monitor(client, configured_nodes());

  std::atomic<bool> running{true};
  std::thread spinner([&] {
    while (running) {
      transport->spin_once([&](const std::string & service, std::int64_t id, const rpc::Bytes & reply) {
        if (service == client->service_name()) {
          client->handle_response(id, reply);
        }
      });
    }
  });

  while (wait_for_tick()) {
    publish_status(monitor.all_active());
  }
  running = false;
  spinner.join();
  return 0;
}
