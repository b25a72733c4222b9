// case: K76-walk-while-helper-removes
// from: pattern of helpers that remove what is being walked
// family: escaping-element
// shape: the walk over the sessions calls a helper that erases the session it stands on
// mode: tidy
#include <unordered_map>
#include <vector>

struct Session {
  long deadline = 0;
};

class Sessions {
public:
  void expire(long now) {
    for (auto &[id, session] : sessions_) { // expect: escaping-element
      if (session.deadline < now)
        close(id); // accept: escaping-element
    }
  }

private:
  void close(int id) {
    ++closed_;
    sessions_.erase(id);
  }
  std::unordered_map<int, Session> sessions_;
  int closed_ = 0;
};
