// case: K43-helper-gives-the-lock-back
// from: pattern of helpers that take a unique_lock by reference
// family: unlocked-map-access
// shape: the helper unlocks the caller's lock to notify and returns; the caller goes on to erase
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
    mails_.erase(user); // expect: unlocked-map-access
  }

private:
  void announce(std::unique_lock<std::mutex> &lock, const std::string &user) {
    lock.unlock();
    lastAnnounced_ = user;
  }

  std::mutex mutex_;
  std::string lastAnnounced_;
  std::map<std::string, std::string> mails_;
};
