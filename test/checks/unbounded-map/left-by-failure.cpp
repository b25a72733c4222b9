// A function inserts, and leaves the entry behind when what comes next fails.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <string>

bool sendRequest(int Id);
bool isQuiet();
bool nextEvent(int &Id);

enum class Result { Done, TimedOut };

class RequestsBad {
public:
  bool ask(int) {
    const int Id = ++Last;
    Open[Id] = "asked";
    if (!sendRequest(Id))
      return false;
    return true;
  }
  void answered(int Id) { Open.erase(Id); }

private:
  int Last = 0;
  std::map<int, std::string> Open;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Open' grows with every new key; 'ask' leaves its entry behind when 'sendRequest' fails [mapwarden-unbounded-map]
};

// All that removes is a part of the same work; the outcome is in a variable.
class JobsBad {
public:
  Result run(int) {
    const int Id = ++Last;
    Jobs.emplace(Id, "new");
    const bool Quiet = isQuiet();
    if (Quiet)
      return Result::TimedOut;
    Jobs.erase(Id);
    return Result::Done;
  }

private:
  int Last = 0;
  std::map<int, std::string> Jobs;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Jobs' grows with every new key; 'run' leaves its entry behind when 'isQuiet' fails [mapwarden-unbounded-map]
};

class CleanedOk {
public:
  bool ask(int) {
    const int Id = ++Last;
    Open[Id] = "asked";
    if (!sendRequest(Id)) {
      Open.erase(Id);
      return false;
    }
    return true;
  }
  void answered(int Id) { Open.erase(Id); }

private:
  int Last = 0;
  std::map<int, std::string> Open;
};

// The caller sees to it.
class CallerCleansOk {
public:
  bool ask(int Id) {
    Open[Id] = "asked";
    if (!sendRequest(Id))
      return false;
    return true;
  }
  void forget(int Id) { Open.erase(Id); }

private:
  std::map<int, std::string> Open;
};

// What fails comes before the insertion, or in another branch.
class BeforeOk {
public:
  bool ask(int Id) {
    if (!sendRequest(Id))
      return false;
    Open[Id] = "asked";
    return true;
  }
  bool either(int Id, bool Local) {
    if (Local)
      Open[Id] = "local";
    else if (!sendRequest(Id))
      return false;
    return true;
  }
  void answered(int Id) { Open.erase(Id); }

private:
  std::map<int, std::string> Open;
};

int main() {
  RequestsBad Requests;
  JobsBad Jobs;
  CleanedOk Cleaned;
  CallerCleansOk Caller;
  BeforeOk Before;
  int Id = 0;
  while (nextEvent(Id)) {
    Requests.ask(0);
    Requests.answered(Id);
    Jobs.run(Id);
    Cleaned.ask(Id);
    Cleaned.answered(Id);
    if (!Caller.ask(Id))
      Caller.forget(Id);
    Before.ask(Id);
    Before.either(Id, Id % 2 == 0);
    Before.answered(Id);
  }
}
