// RUN: %check %s mapwarden-unbounded-map %t
// What each object does once, the program does many times.
#include <map>
#include <string>

bool next(std::string &name);

std::map<std::string, int> byNameBad;
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'byNameBad' grows with every new key and nothing ever erases from it [mapwarden-unbounded-map]
// CHECK-MESSAGES: :[[@LINE+8]]:7: note: grows here

class Session {
public:
  explicit Session(const std::string &name) : name(name) {}
  void announce() {
    if (!announced) {
      announced = true;
      byNameBad[name] = 1;
    }
  }

private:
  std::string name;
  bool announced = false;
};

std::map<std::string, int> defaultsOk;
bool loaded = false;
void loadDefaults(const std::string &name) {
  if (!loaded) {
    loaded = true;
    defaultsOk[name] = 1;
  }
}

class Table {
public:
  void add(const std::string &name) {
    if (!filled) {
      filled = true;
      rowsOk[name] = 1;
    }
  }

private:
  std::map<std::string, int> rowsOk;
  bool filled = false;
};

int main() {
  static Table table;
  std::string name;
  while (next(name)) {
    Session session(name);
    session.announce();
    loadDefaults(name);
    table.add(name);
  }
}
