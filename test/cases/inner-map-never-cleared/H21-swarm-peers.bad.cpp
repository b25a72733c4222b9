// case: H21-swarm-peers
// from: OpenWebTorrent/openwebtorrent-tracker#20
// family: inner-map-never-cleared
// shape: a leaving peer is erased from the set of each of its torrents, a torrent without peers stays in the flat map
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <cstdint>
#include <string>
#include <vector>

struct Hello {
  bool leaving;
  std::uint64_t peer;
  std::vector<std::string> torrents;
};
bool next_hello(Hello &h);
void tell(std::uint64_t peer, const std::string &torrent, std::size_t others);

class Tracker {
 public:
  void announce(const Hello &h) {
    for (const std::string &torrent : h.torrents) {
      auto &peers = swarms_[torrent];
      peers.insert(h.peer);
      tell(h.peer, torrent, peers.size() - 1);
    }
  }
  void leave(const Hello &h) {
    for (const std::string &torrent : h.torrents) {
      auto swarm = swarms_.find(torrent);
      if (swarm != swarms_.end()) swarm->second.erase(h.peer);  // expect: inner-map-never-cleared
    }
  }

 private:
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::uint64_t>> swarms_;  // accept: unbounded-map, inner-map-never-cleared
};

static Tracker &tracker() {
  static auto *instance = new Tracker;
  return *instance;
}

int main() {
  Hello h;
  while (next_hello(h)) {
    if (h.leaving)
      tracker().leave(h);
    else
      tracker().announce(h);
  }
}
