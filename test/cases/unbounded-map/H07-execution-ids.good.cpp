// case: H07-execution-ids
// from: Tr3kkR/Yuzu#1096
// family: unbounded-map
// shape: one map; std::erase_if drops the commands that nobody answered for an hour, called from the event loop
// mode: tidy
// flags: -std=c++20
#include <cstdint>
#include <map>
#include <string>

struct Event {
  enum { Dispatch, Done, Tick } kind;
  std::string command;
  std::string execution;
  std::int64_t time;
};
bool next_event(Event &e);
void report(const std::string &execution, std::int64_t took);

class AgentDesk {
 public:
  void dispatched(const std::string &command, const std::string &execution, std::int64_t now) {
    auto [it, fresh] = executions_.try_emplace(command, Execution{execution, now});
    if (!fresh) it->second = Execution{execution, now};
  }
  void done(const std::string &command, std::int64_t now) {
    auto it = executions_.find(command);
    if (it != executions_.end()) report(it->second.id, now - it->second.started);
  }
  void tick(std::int64_t now) {
    std::erase_if(executions_, [now](const auto &entry) { return now - entry.second.started > 3600; });
  }

 private:
  struct Execution {
    std::string id;
    std::int64_t started;
  };
  std::map<std::string, Execution> executions_;
};

int main() {
  AgentDesk desk;
  Event e;
  while (next_event(e)) {
    if (e.kind == Event::Dispatch) desk.dispatched(e.command, e.execution, e.time);
    if (e.kind == Event::Done) desk.done(e.command, e.time);
    if (e.kind == Event::Tick) desk.tick(e.time);
  }
}
