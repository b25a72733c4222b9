// A value is overwritten through an iterator that a look-up gave.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <map>
#include <string>

struct Prop {
  int Width = 0;
  void stop();
};
Prop *load(const std::string &Name); // The caller owns it.

class Shelf {
public:
  ~Shelf() {
    for (auto &Entry : Props)
      delete Entry.second;
  }
  void reloadBad(const std::string &Name) {
    auto It = Props.find(Name);
    if (It == Props.end())
      return;
    It->second->stop();
    It->second = load(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: overwriting an entry of 'Props' drops its old 'Prop *' without 'delete' [mapwarden-erase-without-reset]
  }
  void setBad(const std::string &Name) {
    auto It = Props.find(Name);
    if (It == Props.end()) {
      Props.emplace(Name, new Prop);
      return;
    }
    It->second = new Prop;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: overwriting an entry of 'Props' drops its old 'Prop *' without 'delete' [mapwarden-erase-without-reset]
  }
  void reloadOk(const std::string &Name) {
    auto It = Props.find(Name);
    if (It == Props.end())
      return;
    delete It->second;
    It->second = load(Name);
  }
  // Only what is not there yet is made.
  void lazyOk(const std::string &Name) {
    auto It = Props.find(Name);
    if (It != Props.end() && !It->second)
      It->second = load(Name);
  }
  // The iterator may be the one of a new entry.
  void freshOk(const std::string &Name) {
    auto It = Props.find(Name);
    if (It == Props.end())
      It = Props.emplace(Name, nullptr).first;
    else
      return;
    It->second = load(Name);
  }
  // The old value goes to the caller.
  Prop *swapOk(const std::string &Name) {
    auto It = Props.find(Name);
    if (It == Props.end())
      return nullptr;
    Prop *Old = It->second;
    It->second = load(Name);
    return Old;
  }

private:
  std::map<std::string, Prop *> Props;
};
