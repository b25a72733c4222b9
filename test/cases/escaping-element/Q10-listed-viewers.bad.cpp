// case: Q10-listed-viewers
// from: fresh
// family: escaping-element
// shape: a RAII entry keeps a reference to the list that is the mapped value of a flat map; the next channel may rehash it away
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>

// Puts a value into a list of a map of lists, and takes it out again at the end of its life.
template <class Key, class Value> class ListedEntry {
public:
  using MapOfLists = absl::flat_hash_map<Key, std::list<Value>>;

  ListedEntry(MapOfLists& map, const Key& key, Value value)
      : map_(map),
        key_(key),
        list_(map.try_emplace(key).first->second) {  // expect: escaping-element
    position_ = list_.insert(list_.end(), std::move(value));
  }

  ~ListedEntry() {
    list_.erase(position_);  // accept: escaping-element
    if (list_.empty()) {     // accept: escaping-element
      map_.erase(key_);
    }
  }

  ListedEntry(const ListedEntry&) = delete;
  ListedEntry& operator=(const ListedEntry&) = delete;

private:
  MapOfLists& map_;
  const Key key_;
  std::list<Value>& list_;
  typename std::list<Value>::iterator position_;
};

struct Viewer {
  int socket;
  std::string language;
};

class Subtitles {
public:
  using Entry = ListedEntry<std::string, Viewer>;

  std::unique_ptr<Entry> join(const std::string& channel, Viewer viewer) {
    return std::make_unique<Entry>(viewers_, channel, std::move(viewer));
  }

  template <class Send> std::size_t publish(const std::string& channel, Send send) const {
    auto found = viewers_.find(channel);
    if (found == viewers_.end()) {
      return 0;
    }
    for (const Viewer& viewer : found->second) {
      send(viewer);
    }
    return found->second.size();
  }

private:
  Entry::MapOfLists viewers_;
};

struct Event {
  enum class Type { Join, Leave, Line } type;
  int socket;
  std::string channel;
  std::string text;
};
bool nextEvent(Event& event);
void sendLine(int socket, const std::string& language, const std::string& text);

int main() {
  Subtitles subtitles;
  std::map<int, std::unique_ptr<Subtitles::Entry>> joined;
  Event event;
  while (nextEvent(event)) {
    if (event.type == Event::Type::Join) {
      joined.insert_or_assign(event.socket, subtitles.join(event.channel, {event.socket, event.text}));
    } else if (event.type == Event::Type::Leave) {
      joined.erase(event.socket);
    } else {
      subtitles.publish(event.channel, [&event](const Viewer& viewer) {
        sendLine(viewer.socket, viewer.language, event.text);
      });
    }
  }
}
