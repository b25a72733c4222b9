// case: K07-leaky-singleton-of-names
// from: pattern of Chromium-style leaky singletons
// family: unbounded-map
// shape: a singleton that is never destroyed memoises a display name for every user id
// mode: tidy
#include <mutex>
#include <string>
#include <unordered_map>

namespace {

std::string render(long user) { return "user #" + std::to_string(user); }

class DisplayNames {
public:
  static DisplayNames *get() {
    static DisplayNames *const names = new DisplayNames;
    return names;
  }

  std::string of(long user) {
    std::lock_guard<std::mutex> guard(lock_);
    auto [it, inserted] = byUser_.try_emplace(user);
    if (inserted)
      it->second = render(user);
    return it->second;
  }

private:
  DisplayNames() = default;
  std::mutex lock_;
  std::unordered_map<long, std::string> byUser_; // expect: unbounded-map
};

} // namespace

std::string displayName(long user) { return DisplayNames::get()->of(user); }
