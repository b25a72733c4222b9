// case: G14-entry-retires-itself
// from: microsoft/AirSim#3449
// family: escaping-element
// shape: a method called from the range-for over a std::map erases the entry that the loop stands on
// mode: tidy
#include <map>
#include <string>

struct Reminder {
  long due = 0;
  std::string text;
};

class Reminders {
public:
  void add(const std::string &name, Reminder reminder) { reminders_[name] = reminder; }
  void tick(long now);

private:
  void retire(std::string name) {
    log_ += name;
    reminders_.erase(name); // accept: escaping-element
  }

  std::map<std::string, Reminder> reminders_;
  std::string log_;
};

void Reminders::tick(long now) {
  for (auto &[name, reminder] : reminders_) { // expect: escaping-element
    if (reminder.due <= now)
      retire(name); // accept: escaping-element
  }
}
