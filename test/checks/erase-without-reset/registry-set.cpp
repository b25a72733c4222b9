// A set that pointers are taken out of by their value is a registry.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <memory>
#include <set>

struct Job {
  int Level = 0;
};

class FP_PickerOk {
public:
  ~FP_PickerOk() {}
  Job *pick() {
    Job *Picked = new Job;
    Running.insert(Picked);
    return Picked;
  }
  void done(Job *Finished) { Running.erase(Finished); }

private:
  std::set<Job *> Running;
};

class ForgetfulBad {
public:
  ~ForgetfulBad() {}
  void add() { Jobs.insert(new Job); }

private:
  std::set<Job *> Jobs;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: destroying 'Jobs' drops its 'Job *' without 'delete'
  // CHECK-MESSAGES: :[[@LINE-5]]:21: note: a value to be released is stored here
  // CHECK-MESSAGES: :[[@LINE-7]]:3: note: the destructor does not release them
};

void use() {
  FP_PickerOk Picker;
  std::unique_ptr<Job> Mine(Picker.pick());
  Picker.done(Mine.get());
  ForgetfulBad Forgetful;
  Forgetful.add();
}
