// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: no mutex at all: probe threads post their samples to a task loop, and only tasks on that loop's thread touch the map
// mode: program
// flags:
#include "exporter.h"

bool read_request(int listener, int &client, std::string &name);
void write_response(int client, const std::string &body);
void close_listener(int listener);

Exporter::Exporter(TaskLoop &loop, SampleState &state, int listener)
    : loop_(loop), state_(state), listener_(listener), thread_([this] { read_requests(); }) {}

Exporter::~Exporter() {
  close_listener(listener_);
  thread_.join();
}

std::string Exporter::value_of(const std::string &name) const {
  auto it = state_.latest.find(name);
  if (it == state_.latest.end()) return "nan";
  return std::to_string(it->second.value);
}

void Exporter::read_requests() {
  int client = -1;
  std::string name;
  while (read_request(listener_, client, name)) {
    if (name == "stop") {
      loop_.quit();
      write_response(client, "ok");
      continue;
    }
    loop_.post([this, client, name] { write_response(client, value_of(name)); });
  }
}
