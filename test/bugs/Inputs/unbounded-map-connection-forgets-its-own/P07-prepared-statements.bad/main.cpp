// case: P07-prepared-statements
// from: fresh
// family: unbounded-map
// shape: a database server keeps prepared statements under a running number; DEALLOCATE erases one, the end of the connection forgets its own
// mode: program
// flags:
#include <poll.h>

#include <memory>
#include <vector>

#include "session.h"

int listen_on(unsigned short port);
int accept_client(int listener);

namespace {

class Server {
 public:
  explicit Server(int listener) : listener_(listener) {}

  void run() {
    for (;;) {
      std::vector<pollfd> fds{pollfd{listener_, POLLIN, 0}};
      for (const auto &session : sessions_) fds.push_back(pollfd{session->socket(), POLLIN, 0});
      if (::poll(fds.data(), fds.size(), -1) < 0) return;
      for (std::size_t i = fds.size(); i-- > 1;)
        if (fds[i].revents != 0 && !sessions_[i - 1]->step()) sessions_.erase(sessions_.begin() + static_cast<long>(i - 1));
      if (fds[0].revents == 0) continue;
      const int socket = accept_client(listener_);
      if (socket >= 0) sessions_.push_back(std::make_unique<Session>(socket, statements_));
    }
  }

 private:
  int listener_;
  StatementStore statements_;
  std::vector<std::unique_ptr<Session>> sessions_;
};

}  // namespace

int main() {
  const int listener = listen_on(5433);
  if (listener < 0) return 1;
  Server server(listener);
  server.run();
  return 0;
}
