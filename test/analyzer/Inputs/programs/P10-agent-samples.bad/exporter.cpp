// case: P10-agent-samples
// from: fresh
// family: unlocked-map-access
// shape: probe threads write samples into shared state under its mutex; the exporter's reader thread looks them up without it
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
  auto it = state_.latest.find(name);          // expect: unlocked-map-access
  if (it == state_.latest.end()) return "nan";  // accept: unlocked-map-access
  return std::to_string(it->second.value);      // accept: unlocked-map-access
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
    write_response(client, value_of(name));
  }
}
