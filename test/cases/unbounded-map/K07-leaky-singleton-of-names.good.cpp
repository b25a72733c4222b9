// case: K07-leaky-singleton-of-names
// from: pattern of Chromium-style leaky singletons
// family: unbounded-map
// shape: a singleton of the same form, whose keys are the values of an enumeration
// mode: tidy
#include <mutex>
#include <string>
#include <unordered_map>

enum class Channel { Stable, Beta, Dev };

namespace {

std::string render(Channel channel) { return "channel #" + std::to_string(static_cast<int>(channel)); }

class DisplayNames {
public:
  static DisplayNames *get() {
    static DisplayNames *const names = new DisplayNames;
    return names;
  }

  std::string of(Channel user) {
    std::lock_guard<std::mutex> guard(lock_);
    auto [it, inserted] = byUser_.try_emplace(user);
    if (inserted)
      it->second = render(user);
    return it->second;
  }

private:
  DisplayNames() = default;
  std::mutex lock_;
  std::unordered_map<Channel, std::string> byUser_;
};

} // namespace

std::string displayName(Channel user) { return DisplayNames::get()->of(user); }
