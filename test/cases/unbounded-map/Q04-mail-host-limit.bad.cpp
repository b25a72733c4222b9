// case: Q04-mail-host-limit
// from: fresh
// family: unbounded-map
// shape: connections per remote host are counted by a RAII lease; a count that came down to zero keeps its entry
// mode: tidy
// flags:
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace submission {

class HostLimiter {
 public:
  class Lease {
   public:
    Lease(HostLimiter* limiter, std::string host) : limiter_(limiter), host_(std::move(host)) {}
    Lease(Lease&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)), host_(std::move(other.host_)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (limiter_ != nullptr)
        limiter_->Leave(host_);
    }

   private:
    HostLimiter* limiter_;
    std::string host_;
  };

  explicit HostLimiter(unsigned per_host) : per_host_(per_host < 1 ? 1 : per_host) {}

  std::optional<Lease> TryEnter(const std::string& host) {
    unsigned& open = open_by_host_[host];
    if (open >= per_host_)
      return std::nullopt;
    ++open;
    return Lease(this, host);
  }

 private:
  void Leave(const std::string& host) {
    auto it = open_by_host_.find(host);
    if (it == open_by_host_.end() || it->second == 0)
      return;
    --it->second;
  }

  const unsigned per_host_;
  boost::unordered_flat_map<std::string, unsigned> open_by_host_;  // expect: unbounded-map
};

struct Event {
  enum class Kind { kConnect, kClosed, kData } kind = Kind::kData;
  int socket = -1;
  std::string host;
};

}  // namespace submission

bool WaitEvent(submission::Event& event);
void Refuse(int socket, const char* reply);
void Serve(int socket);

int main() {
  using submission::Event;
  submission::HostLimiter limiter(20);
  std::unordered_map<int, submission::HostLimiter::Lease> sessions;
  Event event;
  while (WaitEvent(event)) {
    switch (event.kind) {
      case Event::Kind::kConnect:
        if (auto lease = limiter.TryEnter(event.host))
          sessions.emplace(event.socket, std::move(*lease));
        else
          Refuse(event.socket, "421 too many connections");
        break;
      case Event::Kind::kClosed:
        sessions.erase(event.socket);
        break;
      case Event::Kind::kData:
        Serve(event.socket);
        break;
    }
  }
}
