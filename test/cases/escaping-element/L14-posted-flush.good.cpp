// case: L14-posted-flush
// from: fresh
// family: escaping-element
// shape: the posted lambda captures the key and looks the session up again when it runs
// mode: tidy
// flags:
#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <functional>
#include <string>
#include <utility>

namespace relay {

void write_all(int fd, const std::string &bytes);

class EventLoop {
public:
  void post(std::function<void()> task) { tasks_.push_back(std::move(task)); }
  void run_pending() {
    std::deque<std::function<void()>> batch;
    batch.swap(tasks_);
    for (auto &task : batch)
      task();
  }

private:
  std::deque<std::function<void()>> tasks_;
};

struct Session {
  int fd = -1;
  bool scheduled = false;
  std::string outbox;
  void flush() {
    write_all(fd, outbox);
    outbox.clear();
    scheduled = false;
  }
};

class Server {
public:
  explicit Server(EventLoop &loop) : loop_(loop) {}

  void on_accept(int fd) {
    Session session;
    session.fd = fd;
    sessions_.insert_or_assign(fd, std::move(session));
  }
  void on_close(int fd) { sessions_.erase(fd); }

  void send(int fd, const std::string &bytes) {
    auto found = sessions_.find(fd);
    if (found == sessions_.end())
      return;
    Session &session = found->second;
    session.outbox += bytes;
    if (session.scheduled)
      return;
    session.scheduled = true;
    loop_.post([this, fd] {
      auto again = sessions_.find(fd);
      if (again == sessions_.end())
        return;
      Session &session = again->second;
      session.flush();
    });
  }

private:
  EventLoop &loop_;
  boost::unordered_flat_map<int, Session> sessions_;
};

} // namespace relay
