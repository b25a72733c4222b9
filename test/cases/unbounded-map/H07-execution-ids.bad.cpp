// case: H07-execution-ids
// from: Tr3kkR/Yuzu#1096
// family: unbounded-map
// shape: member of a local of main; the send times of a command are erased at its end, its execution id is kept (a comment promises a sweeper)
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <string>

struct Event {
  enum { Dispatch, Sent, Done } kind;
  std::string command;
  std::string execution;
  std::int64_t time;
};
bool next_event(Event &e);
void report(const std::string &execution, std::int64_t took);

class AgentDesk {
 public:
  // Entries persist until the sweeper of the next release.
  void dispatched(const std::string &command, const std::string &execution) {
    auto [it, fresh] = executions_.try_emplace(command, execution);
    if (!fresh) it->second = execution;
  }
  void sent(const std::string &command, std::int64_t now) { sent_at_.insert_or_assign(command, now); }
  void done(const std::string &command, std::int64_t now) {
    auto when = sent_at_.find(command);
    auto execution = executions_.find(command);
    if (when == sent_at_.end() || execution == executions_.end()) return;
    report(execution->second, now - when->second);
    sent_at_.erase(when);
  }

 private:
  std::map<std::string, std::string> executions_;  // expect: unbounded-map
  std::map<std::string, std::int64_t> sent_at_;
};

int main() {
  AgentDesk desk;
  Event e;
  while (next_event(e)) {
    if (e.kind == Event::Dispatch) desk.dispatched(e.command, e.execution);
    if (e.kind == Event::Sent) desk.sent(e.command, e.time);
    if (e.kind == Event::Done) desk.done(e.command, e.time);
  }
}
