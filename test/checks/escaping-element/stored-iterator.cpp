// RUN: %check %s mapwarden-escaping-element %t
// Iterators that are kept in another container.
#include <list>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

class RecentBad {
public:
  void add(const std::string &name, long at) {
    auto added = names.insert({name, at});
    byTime.insert(std::make_pair(at, added.first));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an iterator to an element of 'names' is stored, and the element may be moved [mapwarden-escaping-element]
    // CHECK-MESSAGES: :[[@LINE-3]]:24: note: by the insertion here
  }

private:
  std::unordered_map<std::string, long> names;
  std::multimap<long, std::unordered_map<std::string, long>::iterator> byTime;
};

class RecentOk {
public:
  void add(const std::string &name, long at) {
    auto added = names.insert({name, at});
    byTime.insert(std::make_pair(at, added.first));
  }

private:
  std::map<std::string, long> names;
  std::multimap<long, std::map<std::string, long>::iterator> byTime;
};

class LruOk {
public:
  void add(const std::string &name) {
    order.push_front(name);
    places.emplace(name, order.begin());
  }

private:
  std::list<std::string> order;
  std::unordered_map<std::string, std::list<std::string>::iterator> places;
};

class BufferOk { // Where to insert is said by an iterator that nobody keeps.
public:
  void add(int id, const char *data, unsigned size) {
    auto &buffer = buffers[id];
    buffer.insert(buffer.end(), data, data + size);
    other.insert(other.end(), buffer.begin(), buffer.end());
  }

private:
  std::map<int, std::string> buffers;
  std::string other;
};
