// Aliases of the container and of the pointer change nothing.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>
#include <string>

struct Job {
  std::string Text;
};
using JobPtr = Job *;
using JobMap = std::map<int, JobPtr>;
typedef JobMap Pending;

class QueueBad {
public:
  void add(int Id) {
    if (!Jobs.count(Id))
      Jobs.emplace(Id, new Job());
  }
  void drop(int Id) { Jobs.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: erasing from 'Jobs' drops its 'Job *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void drop(int Id) { mapwarden::erase_reset(Jobs, Id); }

private:
  Pending Jobs;
};

QueueBad TheQueue;
