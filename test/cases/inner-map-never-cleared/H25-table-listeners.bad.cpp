// case: H25-table-listeners
// from: wpilibsuite/ntcore#80
// family: inner-map-never-cleared
// shape: remove_listener only empties the callback in its vector slot (ids are positions); neither the vectors nor the tables shrink
// mode: tidy
// flags:
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

struct Event {
  enum { Listen, Unlisten, Value } kind;
  std::string table;
  std::size_t listener;
  int value;
};
bool next_event(Event &e);
void send_to_dashboard(const std::string &table, int value);

class Notifier {
 public:
  using Callback = std::function<void(int)>;
  std::size_t add_listener(const std::string &table, Callback callback) {
    auto &slots = listeners_[table];
    slots.push_back(std::move(callback));
    return slots.size() - 1;
  }
  void remove_listener(const std::string &table, std::size_t id) {
    auto it = listeners_.find(table);
    if (it != listeners_.end() && id < it->second.size()) it->second[id] = nullptr;
  }
  void value_changed(const std::string &table, int value) const {
    auto it = listeners_.find(table);
    if (it == listeners_.end()) return;
    for (const Callback &callback : it->second)
      if (callback) callback(value);
  }

 private:
  std::map<std::string, std::vector<Callback>> listeners_;  // expect: inner-map-never-cleared // accept: unbounded-map
};

static Notifier notifier;

int main() {
  Event e;
  while (next_event(e)) {
    const std::string table = e.table;
    if (e.kind == Event::Listen) notifier.add_listener(table, [table](int v) { send_to_dashboard(table, v); });
    if (e.kind == Event::Unlisten) notifier.remove_listener(table, e.listener);
    if (e.kind == Event::Value) notifier.value_changed(table, e.value);
  }
}
