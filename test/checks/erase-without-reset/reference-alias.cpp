// The map is reached through a local reference or pointer to it.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>

struct Job {
  int Priority = 0;
};

class QueueBad {
public:
  void add(int Id) {
    if (!Jobs.count(Id))
      Jobs[Id] = new Job();
  }
  void drop(int Id) {
    auto &Map = Jobs;
    Map.erase(Id);
// CHECK-MESSAGES: :[[@LINE-1]]:9: warning: erasing from 'Jobs' drops its 'Job *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: mapwarden::erase_reset(Map, Id);
  }
  void dropAll() {
    std::map<int, Job *> *Map = &Jobs;
    Map->clear();
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: clearing 'Jobs' drops its 'Job *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: mapwarden::clear_reset(*Map);
  }

private:
  std::map<int, Job *> Jobs;
};

QueueBad TheQueue;
