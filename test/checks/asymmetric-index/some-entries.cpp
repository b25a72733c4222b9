// One container holds all entries, the other those for which something is the case.
// RUN: %check %s mapwarden-asymmetric-index %t
#include <map>
#include <string>

struct Job {
  int Id = 0;
  bool Late = false;
};

class SomeOk {
public:
  void add(const Job &J) {
    All.emplace(J.Id, J);
    if (J.Late)
      Late.emplace(J.Id, J);
  }
  void caughtUp(int Id) { Late.erase(Id); }
  void remove(int Id) {
    All.erase(Id);
    Late.erase(Id);
  }

private:
  std::map<int, Job> All, Late;
};

// What is entered if the first did not have it is a partner.
class IfAddedBad {
public:
  void add(const Job &J, const std::string &Name) {
    if (All.emplace(J.Id, J).second)
      Names.emplace(J.Id, Name);
  }
  void remove(int Id) {
    All.erase(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: an entry leaves 'All' here, but its partner in 'Names' stays [mapwarden-asymmetric-index]
    // CHECK-FIXES: Names.erase(Id);
  }

private:
  std::map<int, Job> All;
  std::map<int, std::string> Names;
};

// All entries leave, those that are late stay late for ever.
class AllLeaveBad {
public:
  void add(const Job &J) {
    All.emplace(J.Id, J);
    if (J.Late)
      Late.emplace(J.Id, J);
  }
  void remove(int Id) {
    All.erase(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: an entry leaves 'All' here, but its partner in 'Late' stays [mapwarden-asymmetric-index]
    // CHECK-FIXES: Late.erase(Id);
  }

private:
  std::map<int, Job> All, Late;
};
