// case: K17-erase-if-nobody-reaches
// from: pattern of cleanup lambdas that are stored and never called
// family: unbounded-map
// shape: each request calls it
// mode: tidy
#include <functional>
#include <map>
#include <string>

namespace {
class Throttle {
public:
  Throttle() {
    clean_ = [this](long now) {
      for (auto it = last_.begin(); it != last_.end();)
        it = it->second + 60 < now ? last_.erase(it) : std::next(it);
    };
  }
  bool allow(const std::string &user, long now) {
    clean_(now);
    auto [it, fresh] = last_.emplace(user, now);
    if (fresh)
      return true;
    bool enough = now - it->second > 1;
    it->second = now;
    return enough;
  }

private:
  std::function<void(long)> clean_;
  std::map<std::string, long> last_;
};

Throttle throttle;
} // namespace

bool allowed(const std::string &user, long now) { return throttle.allow(user, now); }
