// case: G27-erase-after-unlock
// from: stellar/stellar-core#4651, dmlc/ps-lite#189
// family: unlocked-map-access
// shape: the erase comes before unlock() on every path
// mode: tidy
#include <map>
#include <mutex>
#include <string>

struct Request {
  std::string url;
  int tries = 0;
};

class Pending {
public:
  void add(int id, const Request &request) {
    mutex_.lock();
    pending_[id] = request;
    mutex_.unlock();
  }
  int size() {
    mutex_.lock();
    int count = static_cast<int>(pending_.size());
    mutex_.unlock();
    return count;
  }
  bool finish(int id, Request &out);

private:
  std::mutex mutex_;
  std::map<int, Request> pending_;
};

bool Pending::finish(int id, Request &out) {
  mutex_.lock();
  auto it = pending_.find(id);
  if (it == pending_.end()) {
    mutex_.unlock();
    return false;
  }
  out = it->second;
  pending_.erase(it);
  mutex_.unlock();
  return true;
}
