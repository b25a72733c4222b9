// case: L20-lease-holder
// from: fresh
// family: unlocked-map-access
// shape: every caller keeps the lock holder that the helper returns for the whole scope
// mode: tidy
// flags:
#include <chrono>
#include <cstdint>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace coord {

using Clock = std::chrono::steady_clock;

struct Lease {
  std::uint64_t owner = 0;
  Clock::time_point until;
};

class LeaseTable {
public:
  std::optional<Lease> lookup(const std::string &path) const {
    auto held = hold();
    auto it = leases_.find(path);
    if (it == leases_.end())
      return std::nullopt;
    return it->second;
  }

  void grant(const std::string &path, std::uint64_t owner, std::chrono::seconds ttl) {
    Lease lease;
    lease.owner = owner;
    lease.until = Clock::now() + ttl;
    const auto held = hold();
    leases_.insert_or_assign(path, lease);
  }

  void revoke_all(std::uint64_t owner) {
    auto held = hold();
    for (auto it = leases_.begin(); it != leases_.end();)
      it = it->second.owner == owner ? leases_.erase(it) : std::next(it);
    ++revocations_;
  }

  void expire(Clock::time_point now) {
    auto held = hold();
    for (auto it = leases_.begin(); it != leases_.end();)
      it = it->second.until < now ? leases_.erase(it) : std::next(it);
  }

private:
  std::unique_lock<std::mutex> hold() const {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock) {
      lock.lock();
      ++contended_;
    }
    return lock;
  }

  mutable std::mutex mutex_;
  mutable std::uint64_t contended_ = 0;
  std::uint64_t revocations_ = 0;
  std::map<std::string, Lease> leases_;
};

} // namespace coord
