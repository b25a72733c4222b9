// case: Q22-message-meter
// from: fresh
// family: unlocked-map-access
// shape: the reader lock covers a method that only counts the young time marks; trimming is done under the writer lock
// mode: tidy
// flags:
#include <ctime>
#include <iterator>
#include <map>
#include <pthread.h>
#include <set>
#include <string>

class RWLock {
 public:
  RWLock() { pthread_rwlock_init(&rwlock_, NULL); }
  ~RWLock() { pthread_rwlock_destroy(&rwlock_); }
  void AcquireForReading() { pthread_rwlock_rdlock(&rwlock_); }
  void AcquireForWriting() { pthread_rwlock_wrlock(&rwlock_); }
  void Release() { pthread_rwlock_unlock(&rwlock_); }

 private:
  RWLock(const RWLock&);
  pthread_rwlock_t rwlock_;
};

class AutoReadLock {
 public:
  explicit AutoReadLock(RWLock& lock) : lock_(lock) { lock_.AcquireForReading(); }
  ~AutoReadLock() { lock_.Release(); }

 private:
  RWLock& lock_;
};

class AutoWriteLock {
 public:
  explicit AutoWriteLock(RWLock& lock) : lock_(lock) { lock_.AcquireForWriting(); }
  ~AutoWriteLock() { lock_.Release(); }

 private:
  RWLock& lock_;
};

typedef std::multiset<time_t> Timings;
typedef std::map<std::string, Timings> TimingMap;

class MessageMeter {
 public:
  explicit MessageMeter(time_t range) : range_(range) {}

  size_t TrackMessage(const std::string& device, time_t now) {
    AutoWriteLock lock(timing_map_lock_);
    Timings& timings = timing_map_[device];
    timings.erase(timings.begin(), timings.upper_bound(now - range_));
    timings.insert(now);
    return timings.size();
  }

  size_t Frequency(const std::string& device, time_t now) {
    AutoReadLock lock(timing_map_lock_);
    TimingMap::const_iterator it = timing_map_.find(device);
    if (it == timing_map_.end())
      return 0;
    const Timings& timings = it->second;
    return std::distance(timings.upper_bound(now - range_), timings.end());
  }

  void RemoveDevice(const std::string& device) {
    AutoWriteLock lock(timing_map_lock_);
    timing_map_.erase(device);
  }

 private:
  const time_t range_;
  RWLock timing_map_lock_;
  TimingMap timing_map_;
};

struct Notice {
  bool gone;
  std::string device;
};
bool wait_notice(Notice* notice);
bool wait_poll(std::string* device);
void block_device(const std::string& device);
void show_frequency(const std::string& device, size_t messages);

static MessageMeter meter(60);

static void* poll_loop(void*) {
  std::string device;
  while (wait_poll(&device))
    show_frequency(device, meter.Frequency(device, time(NULL)));
  return NULL;
}

int main() {
  pthread_t pollers[2];
  for (int i = 0; i < 2; ++i)
    pthread_create(&pollers[i], NULL, poll_loop, NULL);
  Notice notice;
  while (wait_notice(&notice)) {
    if (notice.gone)
      meter.RemoveDevice(notice.device);
    else if (meter.TrackMessage(notice.device, time(NULL)) > 500)
      block_device(notice.device);
  }
  for (int i = 0; i < 2; ++i)
    pthread_join(pollers[i], NULL);
  return 0;
}
