// case: K44-rwlock-of-posix
// from: pattern of servers written over pthread_rwlock
// family: unlocked-map-access
// shape: touch() takes the write lock
// mode: tidy
#include <map>
#include <pthread.h>
#include <string>

static pthread_rwlock_t sessionsLock = PTHREAD_RWLOCK_INITIALIZER;
static std::map<std::string, long> sessions;

long lastSeen(const std::string &id) {
  pthread_rwlock_rdlock(&sessionsLock);
  auto it = sessions.find(id);
  long when = it == sessions.end() ? 0 : it->second;
  pthread_rwlock_unlock(&sessionsLock);
  return when;
}

void touch(const std::string &id, long now) {
  pthread_rwlock_wrlock(&sessionsLock);
  sessions[id] = now;
  pthread_rwlock_unlock(&sessionsLock);
}

void logout(const std::string &id) {
  pthread_rwlock_wrlock(&sessionsLock);
  sessions.erase(id);
  pthread_rwlock_unlock(&sessionsLock);
}
