// case: K76-walk-while-helper-removes
// from: pattern of helpers that remove what is being walked
// family: escaping-element
// shape: the walk is over a copy of the ids
// mode: tidy
#include <unordered_map>
#include <vector>

struct Session {
  long deadline = 0;
};

class Sessions {
public:
  void expire(long now) {
    std::vector<int> due;
    for (auto &[id, session] : sessions_)
      if (session.deadline < now)
        due.push_back(id);
    for (int id : due)
      close(id);
  }

private:
  void close(int id) {
    ++closed_;
    sessions_.erase(id);
  }
  std::unordered_map<int, Session> sessions_;
  int closed_ = 0;
};
