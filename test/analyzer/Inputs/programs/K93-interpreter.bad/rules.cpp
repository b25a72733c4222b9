// case: K93-interpreter
// from: reading a program that the rules were not made with
// family: escaping-element
// shape: a virtual call that may mean two functions, one of which inserts, while a reference into a vector in the map is held
// mode: program
#include <map>
#include <string>
#include <vector>

using Rules = std::map<int, std::vector<std::string>>;

class Listener {
public:
  virtual ~Listener() = default;
  virtual int notify(Rules &rules) = 0;
};

class Counter : public Listener {
public:
  int notify(Rules &rules) override {
    return static_cast<int>(rules.size());
  }
};

class Renamer : public Listener {
public:
  int notify(Rules &rules) override {
    rules[1].push_back("renamed");
    return 0;
  }
};

int publish(Rules &rules, Listener &listener) {
  const std::string &first = rules.at(1).front();
  int value = listener.notify(rules);
  return value + static_cast<int>(first.size()); // expect: escaping-element
}

int main() {
  Rules rules;
  rules[1].push_back("first");
  Renamer renamer;
  return publish(rules, renamer);
}
