// case: K78-walker-with-callback
// from: pattern of for-each methods whose callback comes back
// family: escaping-element
// shape: the callback given to forEach() removes from the map that forEach() walks
// mode: tidy
#include <functional>
#include <map>
#include <vector>

class Listeners {
public:
  void add(int id, int priority) { priorities_[id] = priority; }
  void remove(int id) { priorities_.erase(id); }
  template <typename Function> void forEach(Function function) {
    for (auto &entry : priorities_) // expect: escaping-element
      function(entry.first, entry.second); // accept: escaping-element
  }

private:
  std::map<int, int> priorities_;
};

void dropLow(Listeners &listeners) {
  listeners.forEach([&](int id, int priority) {
    if (priority < 10)
      listeners.remove(id); // accept: escaping-element
  });
}
