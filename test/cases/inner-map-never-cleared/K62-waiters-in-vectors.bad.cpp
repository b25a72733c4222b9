// case: K62-waiters-in-vectors
// from: pattern of vectors of waiters by resource
// family: inner-map-never-cleared
// shape: the remove-erase idiom empties the vector of a resource and leaves the key
// mode: tidy
#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace {
class Waiters {
public:
  void wait(const std::string &resource, int thread) { waiting_[resource].push_back(thread); }
  void wake(const std::string &resource, int thread) {
    auto found = waiting_.find(resource);
    if (found == waiting_.end())
      return;
    auto &list = found->second;
    list.erase(std::remove(list.begin(), list.end(), thread), list.end()); // expect: inner-map-never-cleared
  }

private:
  std::map<std::string, std::vector<int>> waiting_;
};

Waiters waiters;
} // namespace

void block(const std::string &resource, int thread) { waiters.wait(resource, thread); }
void unblock(const std::string &resource, int thread) { waiters.wake(resource, thread); }
