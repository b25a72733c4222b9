// case: K78-walker-with-callback
// from: pattern of for-each methods whose callback comes back
// family: escaping-element
// shape: the callback collects, the removal comes after
// mode: tidy
#include <functional>
#include <map>
#include <vector>

class Listeners {
public:
  void add(int id, int priority) { priorities_[id] = priority; }
  void remove(int id) { priorities_.erase(id); }
  template <typename Function> void forEach(Function function) {
    for (auto &entry : priorities_)
      function(entry.first, entry.second);
  }

private:
  std::map<int, int> priorities_;
};

void dropLow(Listeners &listeners) {
  std::vector<int> low;
  listeners.forEach([&](int id, int priority) {
    if (priority < 10)
      low.push_back(id);
  });
  for (int id : low)
    listeners.remove(id);
}
