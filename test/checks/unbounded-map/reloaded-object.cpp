// An object that a reload replaces does not live as long as the program; nor does a task that a static object is handed.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <string>
#include <utility>

bool nextEvent(std::string &What);

class KeptBad {
public:
  void saw(const std::string &Name) { ++Seen[Name]; }

private:
  std::map<std::string, int> Seen;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Seen' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
};

class ReplacedOk {
public:
  void saw(const std::string &Name) { ++Seen[Name]; }

private:
  std::map<std::string, int> Seen;
};

class TaskOk {
public:
  void saw(const std::string &Name) { ++Seen[Name]; }

private:
  std::map<std::string, int> Seen;
};

class Processor {
public:
  void schedule(TaskOk *Task);
};

static KeptBad *Kept;
static ReplacedOk *Replaced;
static Processor TheProcessor;

static void reloadAll() {
  ReplacedOk *Fresh = new ReplacedOk;
  delete std::exchange(Replaced, Fresh);
}

int main() {
  Kept = new KeptBad;
  Replaced = new ReplacedOk;
  std::string What;
  while (nextEvent(What)) {
    Kept->saw(What);
    Replaced->saw(What);
    if (What == "reload")
      reloadAll();
    TheProcessor.schedule(new TaskOk);
  }
}

void perform(TaskOk &Task, const std::string &Name) { Task.saw(Name); }
