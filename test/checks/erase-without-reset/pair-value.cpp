// The value is a pair that holds a handle: its `first` is no key.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

struct Plan {
  int Steps = 0;
};

class CacheBad {
public:
  ~CacheBad() {
    for (auto &[Text, Slot] : Plans)
      delete Slot.first;
  }
  void add(const std::string &Text) {
    if (Plans.count(Text))
      return;
    Order.push_front(Text);
    Plans.emplace(Text, std::make_pair(new Plan, Order.begin()));
  }
  void evict() {
    auto Oldest = Plans.find(Order.back());
    Order.pop_back();
    Plans.erase(Oldest);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: erasing from 'Plans' drops its {{.*}} [mapwarden-erase-without-reset]
  }

private:
  std::list<std::string> Order;
  std::unordered_map<std::string, std::pair<Plan *, std::list<std::string>::iterator>> Plans;
};

class CacheOk {
public:
  ~CacheOk() {
    for (auto &Entry : Plans)
      delete Entry.second.first;
  }
  void add(const std::string &Text) {
    if (!Plans.count(Text))
      Plans.emplace(Text, std::make_pair(new Plan, 0));
  }
  void evict(const std::string &Text) {
    auto It = Plans.find(Text);
    if (It == Plans.end())
      return;
    auto &Slot = It->second;
    delete Slot.first;
    Plans.erase(It);
  }

private:
  std::unordered_map<std::string, std::pair<Plan *, int>> Plans;
};
