// case: L16-drop-empty-channel
// from: fresh
// family: escaping-element
// shape: the key of the erased element is the by-reference argument: the callee reads its parameter after the erase
// mode: tidy
// flags:
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace ircd {

struct Channel {
  std::string topic;
  std::set<int> members;
  bool permanent = false;
};

class Channels {
public:
  using Announce = std::function<void(const std::string &line)>;
  explicit Channels(Announce announce) : announce_(std::move(announce)) {}

  void join(const std::string &name, int client) {
    channels_[name].members.insert(client);
    announce_("JOIN " + name);
  }

  void part(const std::string &name, int client) {
    auto it = channels_.find(name);
    if (it == channels_.end())
      return;
    it->second.members.erase(client);
    announce_("PART " + name);
    if (it->second.members.empty() && !it->second.permanent)
      drop(it->first); // accept: escaping-element
  }

  std::size_t crowd(const std::string &name) const {
    auto it = channels_.find(name);
    return it == channels_.end() ? 0 : it->second.members.size();
  }

private:
  void drop(const std::string &name) {
    if (channels_.erase(name) == 0)
      return;
    ++dropped_;
    announce_("DESTROY " + name); // expect: escaping-element
  }

  Announce announce_;
  std::size_t dropped_ = 0;
  std::unordered_map<std::string, Channel> channels_;
};

} // namespace ircd
