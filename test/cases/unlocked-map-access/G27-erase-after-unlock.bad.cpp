// case: G27-erase-after-unlock
// from: stellar/stellar-core#4651, dmlc/ps-lite#189
// family: unlocked-map-access
// shape: lock()/unlock() pair with an early return; the erase at the end comes after unlock()
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
  mutex_.unlock();
  pending_.erase(it); // expect: unlocked-map-access // accept: escaping-element
  return true;
}
