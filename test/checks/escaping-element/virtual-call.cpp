// What a virtual call does is what those do that override it in the unit, though the function it names has no body.
// RUN: %check %s mapwarden-escaping-element %t
#include <map>
#include <string>
#include <vector>

using Rules = std::map<int, std::vector<std::string>>;

class ListenerBad {
public:
  virtual ~ListenerBad() = default;
  virtual int notify(Rules &rules) = 0;
};

class Renamer : public ListenerBad {
public:
  int notify(Rules &rules) override {
    rules[1].push_back("renamed");
    return 0;
  }
};

int publishBad(Rules &rules, ListenerBad &listener) {
  const std::string &first = rules.at(1).front();
  int value = listener.notify(rules);
  return value + static_cast<int>(first.size());
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'first' refers to an element of 'rules' that the call of 'notify' at line [[@LINE-2]] may have moved [mapwarden-escaping-element]
}

class ListenerOk {
public:
  virtual ~ListenerOk() = default;
  virtual int notify(const Rules &rules) = 0;
};

class Counter : public ListenerOk {
public:
  int notify(const Rules &rules) override {
    return static_cast<int>(rules.size());
  }
};

int publishOk(Rules &rules, ListenerOk &listener) {
  const std::string &first = rules.at(1).front();
  int value = listener.notify(rules);
  return value + static_cast<int>(first.size());
}
