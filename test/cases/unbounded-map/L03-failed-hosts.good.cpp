// case: L03-failed-hosts
// from: fresh
// family: unbounded-map
// shape: no erase at all, but two generations: the old table is dropped by move assignment every ten minutes
// mode: tidy
// flags:
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

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
    return holds(young_, host, now) || holds(old_, host, now);
  }

  void note(const std::string &host, Clock::time_point now) {
    if (now - turned_ > std::chrono::minutes(10)) {
      old_ = std::move(young_);
      young_ = Table();
      turned_ = now;
    }
    Failure &failure = young_[host];
    failure.count = std::min(failure.count + 1, 8u);
    failure.until = now + std::chrono::seconds(1u << failure.count);
  }

private:
  struct Failure {
    unsigned count = 0;
    Clock::time_point until;
  };
  using Table = boost::unordered_flat_map<std::string, Failure>;

  static bool holds(const Table &table, const std::string &host, Clock::time_point now) {
    auto it = table.find(host);
    return it != table.end() && now < it->second.until;
  }

  Table young_;
  Table old_;
  Clock::time_point turned_;
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
