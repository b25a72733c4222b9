// case: K77-view-of-erased-name
// from: pattern of string_view into a map's value
// family: escaping-element
// shape: the name is moved out before
// mode: tidy
#include <map>
#include <string>
#include <string_view>

void log(std::string_view text);

class Devices {
public:
  void plugged(int id, const std::string &name) { names_[id] = name; }
  void unplugged(int id) {
    auto it = names_.find(id);
    if (it == names_.end())
      return;
    std::string name = std::move(it->second);
    names_.erase(it);
    log(name);
  }

private:
  std::map<int, std::string> names_;
};
