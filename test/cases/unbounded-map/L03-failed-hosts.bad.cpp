// case: L03-failed-hosts
// from: fresh
// family: unbounded-map
// shape: negative resolver cache: the expiry is compared at lookup, but an expired host name is never taken out
// mode: tidy
// flags:
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace proxy {

using Clock = std::chrono::steady_clock;

struct Address {
  std::uint32_t v4 = 0;
};
std::optional<Address> query_upstream(const std::string &host);
bool accept_request(std::string *host);
void answer(const std::optional<Address> &address);

class FailedHosts {
public:
  bool suppressed(const std::string &host, Clock::time_point now) const {
    auto it = failures_.find(host);
    if (it == failures_.end())
      return false;
    return now < it->second.until; // expired: ask again
  }

  void note(const std::string &host, Clock::time_point now) {
    Failure &failure = failures_[host];
    failure.count = std::min(failure.count + 1, 8u);
    failure.until = now + std::chrono::seconds(1u << failure.count);
  }

private:
  struct Failure {
    unsigned count = 0;
    Clock::time_point until;
  };
  boost::unordered_flat_map<std::string, Failure> failures_; // expect: unbounded-map
};

class Resolver {
public:
  std::optional<Address> resolve(const std::string &host) {
    const auto now = Clock::now();
    if (failed_.suppressed(host, now))
      return std::nullopt;
    auto address = query_upstream(host);
    if (!address)
      failed_.note(host, now);
    return address;
  }

private:
  FailedHosts failed_;
};

} // namespace proxy

int main() {
  proxy::Resolver resolver;
  std::string host;
  while (proxy::accept_request(&host))
    proxy::answer(resolver.resolve(host));
}
