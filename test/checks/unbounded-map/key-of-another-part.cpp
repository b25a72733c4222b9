// Insertions and look-ups ask for one part of an object, removals for another.
// RUN: %check %s mapwarden-unbounded-map %t
#include <map>
#include <string>

struct Kiosk {
  std::string Host, Name;
  int Port = 0;
  std::string endpoint() const { return Host + std::to_string(Port); }
  const std::string &getName() const { return Name; }
};
bool nextKiosk(Kiosk &Each);

class OnlineBad {
public:
  void add(const Kiosk &K) { Online.emplace(K.endpoint(), 0); }
  void remove(const Kiosk &K) { Online.erase(K.Host); }
  bool has(const Kiosk &K) const { return Online.count(K.endpoint()) != 0; }

private:
  std::map<std::string, int> Online;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Online' grows with every new key; its removals ask for 'K.Host', which is no key of it [mapwarden-unbounded-map]
};

class OnlineOk {
public:
  void add(const Kiosk &K) { Online.emplace(K.endpoint(), 0); }
  void remove(const Kiosk &K) { Online.erase(K.endpoint()); }
  bool has(const Kiosk &K) const { return Online.count(K.endpoint()) != 0; }

private:
  std::map<std::string, int> Online;
};

// A getter and its field are one thing.
class NamedOk {
public:
  void add(const Kiosk &K) { Named.emplace(K.getName(), 0); }
  void remove(const Kiosk &K) { Named.erase(K.Name); }
  bool has(const Kiosk &K) const { return Named.count(K.getName()) != 0; }

private:
  std::map<std::string, int> Named;
};

int main() {
  OnlineBad Bad;
  OnlineOk Ok;
  NamedOk Named;
  Kiosk Each;
  while (nextKiosk(Each)) {
    if (Bad.has(Each) || Ok.has(Each) || Named.has(Each)) {
      Bad.remove(Each);
      Ok.remove(Each);
      Named.remove(Each);
      continue;
    }
    Bad.add(Each);
    Ok.add(Each);
    Named.add(Each);
  }
}
