// case: G16-keep-one-entry-over-clear
// from: seed
// family: escaping-element
// shape: the one entry to keep is held by reference while the map is cleared
// mode: tidy
#include <cstddef>
#include <string>
#include <unordered_map>

struct Track {
  std::string title;
  int seconds = 0;
};

class Playlist {
public:
  void add(int id, const Track &track) { tracks_.insert_or_assign(id, track); }
  void remove(int id) { tracks_.erase(id); }
  bool restartWith(int id);

private:
  std::unordered_map<int, Track> tracks_;
};

bool Playlist::restartWith(int id) {
  auto it = tracks_.find(id);
  if (it == tracks_.end())
    return false;
  const Track &current = it->second;
  tracks_.clear();
  tracks_.emplace(id, current); // expect: escaping-element
  return true;
}
