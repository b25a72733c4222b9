// A cache that is emptied by key, where the key is that of the one that has to go: its limit is that of the order of use.
// RUN: %check %s mapwarden-unbounded-map %t
#include <list>
#include <string>
#include <unordered_map>

std::string resolve(const std::string &Name);
bool nextName(std::string &Name);
bool nextChange(std::string &Name);

class EvictsOk {
public:
  std::string get(const std::string &Name) {
    if (auto It = Cache.find(Name); It != Cache.end())
      return It->second;
    std::string Value = resolve(Name);
    Order.push_front(Name);
    Cache.emplace(Name, Value);
    if (Order.size() > 100) {
      Cache.erase(Order.back());
      Order.pop_back();
    }
    return Value;
  }

private:
  std::list<std::string> Order;
  std::unordered_map<std::string, std::string> Cache;
};

class EvictsInHelperOk {
public:
  std::string get(const std::string &Name) {
    if (auto It = Cache.find(Name); It != Cache.end())
      return It->second;
    std::string Value = resolve(Name);
    Order.push_front(Name);
    Cache.emplace(Name, Value);
    trim();
    return Value;
  }

private:
  void trim() {
    while (Order.size() > 100) {
      Cache.erase(Order.back());
      Order.pop_back();
    }
  }
  std::list<std::string> Order;
  std::unordered_map<std::string, std::string> Cache;
};

class AskedOnlyBad {
public:
  std::string get(const std::string &Name) {
    if (auto It = Cache.find(Name); It != Cache.end())
      return It->second;
    std::string Value = resolve(Name);
    Cache.emplace(Name, Value);
    return Value;
  }
  void changed(const std::string &Name) { Cache.erase(Name); }

private:
  std::unordered_map<std::string, std::string> Cache;
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'Cache' grows with every new key, and only the keys that somebody asks to remove leave it [mapwarden-unbounded-map]
};

int main() {
  EvictsOk Evicts;
  EvictsInHelperOk EvictsInHelper;
  AskedOnlyBad Asked;
  std::string Name;
  while (nextName(Name)) {
    Evicts.get(Name);
    EvictsInHelper.get(Name);
    Asked.get(Name);
    if (nextChange(Name))
      Asked.changed(Name);
  }
}
