#pragma once

#include "auth.h"

#include <optional>

namespace sessiond {

struct Session {
  std::string user, token, device;
  Permissions permissions;
  std::string topic;
  std::uint64_t stream = 0;
  std::chrono::steady_clock::time_point last_seen;
};

/// All open sessions, by user and token. Thread-safe.
class SessionStore {
public:
  /// False when the user has too many sessions open.
  bool open(const Session &session);
  /// Returns the session and counts the look-up as activity.
  std::optional<Session> find(const std::string &user,
                              const std::string &token);
  /// Removes the session and returns what it was.
  std::optional<Session> close(const std::string &user,
                               const std::string &token);
  /// False when the session is gone or has an event stream already.
  bool attach(const Session &session, const std::string &topic,
              std::uint64_t stream);
  void rename_device(const std::string &user, const std::string &token,
                     const std::string &device);
  std::vector<Session> sessions_of(const std::string &user) const;
  std::vector<Session> idle_for(std::chrono::seconds limit) const;
  std::size_t user_count() const;

private:
  Session *locate(const std::string &user, const std::string &token);

  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::unordered_map<std::string, Session>>
      users_;
};

/// The sessions of this process.
SessionStore &session_store();

} // namespace sessiond
