// case: G14-entry-retires-itself
// from: microsoft/AirSim#3449
// family: escaping-element
// shape: the helper hands back the next iterator; the other loop leaves after the entry was erased
// mode: tidy
#include <map>
#include <string>

struct Reminder {
  long due = 0;
  std::string text;
};

class Reminders {
  using Map = std::map<std::string, Reminder>;

public:
  void add(const std::string &name, Reminder reminder) { reminders_[name] = reminder; }
  void tick(long now);
  bool dismiss(const std::string &text);

private:
  Map::iterator retire(Map::iterator entry) {
    log_ += entry->first;
    return reminders_.erase(entry);
  }

  Map reminders_;
  std::string log_;
};

void Reminders::tick(long now) {
  for (auto entry = reminders_.begin(); entry != reminders_.end();) {
    if (entry->second.due <= now)
      entry = retire(entry);
    else
      ++entry;
  }
}

bool Reminders::dismiss(const std::string &text) {
  bool found = false;
  for (auto entry = reminders_.begin(); entry != reminders_.end(); ++entry) {
    if (entry->second.text == text) {
      retire(entry);
      found = true;
      break;
    }
  }
  return found;
}
