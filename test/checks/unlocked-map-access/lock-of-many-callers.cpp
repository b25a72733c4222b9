// A helper that more callers lead to than are told apart: all of them hold the lock of the database, some got it as a parameter.
// RUN: %check %s mapwarden-unlocked-map-access %t
#include <map>
#include <mutex>

class Mutex {
public:
  void Lock() { mutex_.lock(); }
  void Unlock() { mutex_.unlock(); }
  void AssertHeld() {}

private:
  std::mutex mutex_;
};

class FamilyOk {
public:
  void add(int id) { running_[id] = 1; }
  void remove(int id) { running_.erase(id); }
  void install(int version, Mutex *held) {
    held->AssertHeld();
    install(version);
  }
  void install(int version) { recalculate(version); }

private:
  void recalculate(int version) { busy_ = busy_ || isBusy(version); }
  bool isBusy(int version) const { return running_.count(version) != 0; }
  std::map<int, int> running_;
  bool busy_ = false;
};

#define CALLER(N, OBJECT)                                                      \
  void change##N() {                                                           \
    mutex_.Lock();                                                             \
    OBJECT.install(N);                                                         \
    mutex_.Unlock();                                                           \
  }
#define CALLERS(OBJECT)                                                        \
  CALLER(1, OBJECT) CALLER(2, OBJECT) CALLER(3, OBJECT) CALLER(4, OBJECT)      \
  CALLER(5, OBJECT) CALLER(6, OBJECT) CALLER(7, OBJECT) CALLER(8, OBJECT)      \
  CALLER(9, OBJECT) CALLER(10, OBJECT) CALLER(11, OBJECT) CALLER(12, OBJECT)   \
  CALLER(13, OBJECT) CALLER(14, OBJECT) CALLER(15, OBJECT) CALLER(16, OBJECT)  \
  CALLER(17, OBJECT)

class DbOk {
public:
  void add(int id) {
    mutex_.Lock();
    family_.add(id);
    mutex_.Unlock();
  }
  void remove(int id) {
    mutex_.Lock();
    family_.remove(id);
    mutex_.Unlock();
  }
  void open() {
    mutex_.Lock();
    family_.install(0, &mutex_);
    mutex_.Unlock();
  }
  CALLERS(family_)

private:
  friend class FollowerOk;
  Mutex mutex_;
  FamilyOk family_;
};

class FollowerOk {
public:
  explicit FollowerOk(DbOk &db) : db_(db) {}
  void follow() {
    db_.mutex_.Lock();
    db_.family_.install(0, &db_.mutex_);
    db_.mutex_.Unlock();
  }

private:
  DbOk &db_;
};
