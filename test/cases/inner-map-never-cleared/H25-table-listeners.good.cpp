// case: H25-table-listeners
// from: wpilibsuite/ntcore#80
// family: inner-map-never-cleared
// shape: listeners leave the vector of their phase; an empty vector may stay, there are four phases
// mode: tidy
// flags:
#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

enum class Phase { Disabled, Autonomous, Teleoperated, Test };

struct Event {
  enum { Listen, Unlisten, Value } kind;
  Phase phase;
  int listener;
  int value;
};
bool next_event(Event &e);
void send_to_dashboard(Phase phase, int value);

class Notifier {
 public:
  using Callback = std::function<void(int)>;
  void add_listener(Phase phase, int id, Callback callback) {
    listeners_[phase].push_back({id, std::move(callback)});
  }
  void remove_listener(Phase phase, int id) {
    auto it = listeners_.find(phase);
    if (it == listeners_.end()) return;
    auto &all = it->second;
    all.erase(std::remove_if(all.begin(), all.end(), [id](const Listener &l) { return l.id == id; }), all.end());
  }
  void value_changed(Phase phase, int value) const {
    auto it = listeners_.find(phase);
    if (it == listeners_.end()) return;
    for (const Listener &listener : it->second) listener.callback(value);
  }

 private:
  struct Listener {
    int id;
    Callback callback;
  };
  std::map<Phase, std::vector<Listener>> listeners_;
};

static Notifier notifier;

int main() {
  Event e;
  while (next_event(e)) {
    const Phase phase = e.phase;
    if (e.kind == Event::Listen)
      notifier.add_listener(phase, e.listener, [phase](int v) { send_to_dashboard(phase, v); });
    if (e.kind == Event::Unlisten) notifier.remove_listener(phase, e.listener);
    if (e.kind == Event::Value) notifier.value_changed(phase, e.value);
  }
}
