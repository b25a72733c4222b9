// case: L07-replay-nonces
// from: fresh
// family: unbounded-map
// shape: the same prune helper is called for both maps, each with its own projection
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>
#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace gateway {

using Clock = std::chrono::system_clock;

struct Login {
  std::uint64_t account;
  std::string nonce;
  std::string password;
};
bool verify(std::uint64_t account, const std::string &password);

template <class Map, class When>
void prune_before(Map &map, Clock::time_point limit, When when) {
  for (auto it = map.begin(); it != map.end();) {
    auto here = it++;
    if (when(here->second) < limit)
      map.erase(here);
  }
}

class Authenticator {
public:
  enum class Result { Ok, Replayed, Denied };

  Result login(const Login &request, Clock::time_point now) {
    if (!nonces_.try_emplace(request.nonce, now).second)
      return Result::Replayed;
    if (!verify(request.account, request.password))
      return Result::Denied;
    Session session;
    session.last_used = now;
    session.token = ++next_token_;
    sessions_[session.token] = session;
    return Result::Ok;
  }

  bool use(std::uint64_t token, Clock::time_point now) {
    auto it = sessions_.find(token);
    if (it == sessions_.end())
      return false;
    it->second.last_used = now;
    return true;
  }

  void on_minute(Clock::time_point now) {
    prune_before(sessions_, now - std::chrono::hours(8), [](const Session &s) { return s.last_used; });
    prune_before(nonces_, now - std::chrono::minutes(5), [](const auto &seen) { return seen; });
  }

private:
  struct Session {
    std::uint64_t token = 0;
    Clock::time_point last_used;
  };

  std::uint64_t next_token_ = 0;
  std::unordered_map<std::uint64_t, Session> sessions_;
  absl::flat_hash_map<std::string, Clock::time_point> nonces_;
};

} // namespace gateway
