#include "sessions.h"

namespace sessiond {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxSessionsPerUser = 16;

bool SessionStore::open(const Session &session) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto &sessions = users_[session.user];
  if (sessions.size() >= kMaxSessionsPerUser)
    return false;
  sessions.emplace(session.token, session).first->second.last_seen =
      Clock::now();
  return true;
}

Session *SessionStore::locate(const std::string &user,
                              const std::string &token) {
  auto sessions = users_.find(user);
  if (sessions == users_.end())
    return nullptr;
  auto session = sessions->second.find(token);
  return session == sessions->second.end() ? nullptr : &session->second;
}

std::optional<Session> SessionStore::find(const std::string &user,
                                          const std::string &token) {
  std::lock_guard<std::mutex> lock(mutex_);
  Session *session = locate(user, token);
  if (!session)
    return std::nullopt;
  session->last_seen = Clock::now();
  return *session;
}

std::optional<Session> SessionStore::close(const std::string &user,
                                           const std::string &token) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto sessions = users_.find(user);
  if (sessions == users_.end())
    return std::nullopt;
  auto session = sessions->second.find(token);
  if (session == sessions->second.end())
    return std::nullopt;
  Session closed = std::move(session->second);
  sessions->second.erase(session);
  return closed;
}

bool SessionStore::attach(const Session &session, const std::string &topic,
                          std::uint64_t stream) {
  std::lock_guard<std::mutex> lock(mutex_);
  Session *open = locate(session.user, session.token);
  if (!open || open->stream != 0)
    return false;
  open->topic = topic;
  open->stream = stream;
  return true;
}

void SessionStore::rename_device(const std::string &user,
                                 const std::string &token,
                                 const std::string &device) {
  auto sessions = users_.find(user);
  if (sessions == users_.end())
    return;
  auto session = sessions->second.find(token);
  if (session != sessions->second.end())
    session->second.device = device;
}

std::vector<Session> SessionStore::sessions_of(const std::string &user) const {
  std::vector<Session> found;
  std::lock_guard<std::mutex> lock(mutex_);
  auto sessions = users_.find(user);
  if (sessions != users_.end())
    for (const auto &[token, session] : sessions->second)
      found.push_back(session);
  return found;
}

std::vector<Session> SessionStore::idle_for(std::chrono::seconds limit) const {
  const auto cutoff = Clock::now() - limit;
  std::vector<Session> idle;
  std::lock_guard<std::mutex> lock(mutex_);
  for (const auto &[user, sessions] : users_)
    for (const auto &[token, session] : sessions)
      if (session.last_seen < cutoff)
        idle.push_back(session);
  return idle;
}

std::size_t SessionStore::user_count() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return users_.size();
}

SessionStore &session_store() {
  static SessionStore store;
  return store;
}

} // namespace sessiond
