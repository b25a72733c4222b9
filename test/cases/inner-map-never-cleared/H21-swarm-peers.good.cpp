// case: H21-swarm-peers
// from: OpenWebTorrent/openwebtorrent-tracker#20
// family: inner-map-never-cleared
// shape: absl::erase_if removes the empty swarms after the loop
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
      if (swarm != swarms_.end()) swarm->second.erase(h.peer);
    }
    absl::erase_if(swarms_, [](const auto &swarm) { return swarm.second.empty(); });
  }

 private:
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::uint64_t>> swarms_;
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
