// case: K22-pair-with-deadline
// from: pattern of timers kept as pairs of pointer and deadline
// family: erase-without-reset
// shape: the sweep of overdue requests erases the pair, whose pointer nobody deletes
// mode: tidy
#include <map>
#include <string>
#include <utility>

struct Request {
  std::string line;
};

class Pending {
public:
  ~Pending() {
    for (auto &entry : byId_)
      delete entry.second.first;
  }
  void add(int id, const std::string &line, long deadline) {
    if (byId_.count(id) == 0)
      byId_[id] = std::make_pair(new Request{line}, deadline);
  }
  void sweep(long now) {
    for (auto it = byId_.begin(); it != byId_.end();) {
      if (it->second.second < now) {
        it = byId_.erase(it); // expect: erase-without-reset
      } else {
        ++it;
      }
    }
  }

private:
  std::map<int, std::pair<Request *, long>> byId_;
};
