#include "auth.h"

#include <sstream>

namespace sessiond {
namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned kMaxFailures = 5;
constexpr std::chrono::seconds kLockout{30};
constexpr unsigned kRequestsPerSecond = 1000;

struct Attempts {
  unsigned failures = 0;
  Clock::time_point last;
};

std::mutex attempts_mutex;
std::unordered_map<std::string, Attempts> attempts;

std::mutex scopes_mutex;
std::unordered_map<std::string, Permissions> parsed_scopes;

Permissions parse_scope(const std::string &scope) {
  Permissions permissions;
  std::istringstream words(scope);
  for (std::string word; words >> word;) {
    const auto colon = word.rfind(':');
    if (word == "profile:read")
      permissions.read_profile = true;
    else if (word == "events:read")
      permissions.read_events = true;
    else if (colon != std::string::npos && word.substr(colon) == ":write")
      permissions.writable.push_back(word.substr(0, colon));
  }
  return permissions;
}

} // namespace

bool authenticate(const std::string &user, const std::string &ticket) {
  const auto now = Clock::now();
  std::lock_guard<std::mutex> lock(attempts_mutex);
  Attempts &attempt = attempts[user];
  if (attempt.failures >= kMaxFailures && now - attempt.last < kLockout)
    return false;
  attempt.last = now;
  const bool good = ticket == make_ticket(user);
  attempt.failures = good ? 0 : attempt.failures + 1;
  return good;
}

Permissions permissions_for(const std::string &scope) {
  std::lock_guard<std::mutex> lock(scopes_mutex);
  auto it = parsed_scopes.find(scope);
  if (it != parsed_scopes.end())
    return it->second;
  Permissions permissions = parse_scope(scope);
  parsed_scopes.emplace(scope, permissions);
  return permissions;
}

AuthStats auth_stats() {
  std::scoped_lock lock(attempts_mutex, scopes_mutex);
  return {attempts.size(), parsed_scopes.size()};
}

bool RateLimiter::allow(const std::string &client) {
  const auto now = Clock::now();
  std::lock_guard<std::mutex> lock(mutex_);
  Window &window = windows_[client];
  if (now - window.start >= std::chrono::seconds(1))
    window = {now, 0};
  return ++window.requests <= kRequestsPerSecond;
}

void RateLimiter::sweep(std::chrono::seconds age) {
  const auto cutoff = Clock::now() - age;
  std::lock_guard<std::mutex> lock(mutex_);
  for (auto it = windows_.begin(); it != windows_.end();)
    it = it->second.start < cutoff ? windows_.erase(it) : std::next(it);
}

std::size_t RateLimiter::size() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return windows_.size();
}

} // namespace sessiond
