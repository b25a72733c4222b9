// case: K43-helper-gives-the-lock-back
// from: pattern of helpers that take a unique_lock by reference
// family: unlocked-map-access
// shape: the helper locks again before it returns
// mode: tidy
#include <map>
#include <mutex>
#include <string>

class Mailboxes {
public:
  void put(const std::string &user, const std::string &mail) {
    std::unique_lock<std::mutex> lock(mutex_);
    mails_[user] = mail;
  }
  bool has(const std::string &user) {
    std::unique_lock<std::mutex> lock(mutex_);
    return mails_.count(user) != 0;
  }
  void remove(const std::string &user) {
    std::unique_lock<std::mutex> lock(mutex_);
    announce(lock, user);
    mails_.erase(user);
  }

private:
  void announce(std::unique_lock<std::mutex> &lock, const std::string &user) {
    lock.unlock();
    lastAnnounced_ = user;
    lock.lock();
  }

  std::mutex mutex_;
  std::string lastAnnounced_;
  std::map<std::string, std::string> mails_;
};
