// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: no mutex at all: probe threads post their samples to a task loop, and only tasks on that loop's thread touch the map
// mode: program
// flags:
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "exporter.h"
#include "samples.h"
#include "task_loop.h"

double read_gauge(const char *path);
bool next_container(std::string &name, double &cpu);
int open_listener(unsigned short port);

namespace {

class Probe {
 public:
  Probe(std::chrono::milliseconds period, std::function<void()> measure)
      : period_(period), measure_(std::move(measure)), thread_([this] { run(); }) {}
  ~Probe() {
    stopping_ = true;
    thread_.join();
  }

 private:
  void run() {
    while (!stopping_) {
      measure_();
      std::this_thread::sleep_for(period_);
    }
  }
  std::chrono::milliseconds period_;
  std::function<void()> measure_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace

int main() {
  TaskLoop loop;
  SampleState state;
  Exporter exporter(loop, state, open_listener(9100));
  auto publish = [&loop, &state](const std::string &name, double value) {
    loop.post([&state, name, value] { store_sample(state, name, value); });
  };
  Probe load(std::chrono::milliseconds(1000), [publish] { publish("load", read_gauge("/proc/loadavg")); });
  Probe containers(std::chrono::milliseconds(5000), [publish] {
    std::string name;
    double cpu = 0;
    while (next_container(name, cpu)) publish("cpu." + name, cpu);
  });
  Probe janitor(std::chrono::milliseconds(60000), [&loop, &state] {
    loop.post([&state] { drop_old_samples(state, std::chrono::seconds(300)); });
  });
  loop.run();
  return 0;
}
