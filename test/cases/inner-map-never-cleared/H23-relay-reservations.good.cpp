// case: H23-relay-reservations
// from: libp2p/rust-libp2p#2464 (Rust; same shape)
// family: inner-map-never-cleared
// shape: the outer loop is an iterator loop as well and erases the peers that became empty
// mode: tidy
// flags:
#include <cstdint>
#include <iterator>
#include <map>
#include <string>

struct Wish {
  std::string peer;
  std::uint64_t reservation;
  std::int64_t now;
};
bool next_wish(Wish &w);
void confirm(const std::string &peer, std::uint64_t reservation);

namespace relay {

using Expiries = std::map<std::uint64_t, std::int64_t>;
static std::map<std::string, Expiries> reservations;

static void reserve(const Wish &w) {
  reservations[w.peer].insert_or_assign(w.reservation, w.now + 3600);
  confirm(w.peer, w.reservation);
}

static void expire(std::int64_t now) {
  for (auto peer = reservations.begin(); peer != reservations.end();) {
    Expiries &mine = peer->second;
    for (auto it = mine.begin(); it != mine.end();) {
      if (it->second < now)
        it = mine.erase(it);
      else
        ++it;
    }
    peer = mine.empty() ? reservations.erase(peer) : std::next(peer);
  }
}

}  // namespace relay

int main() {
  Wish w;
  while (next_wish(w)) {
    relay::expire(w.now);
    relay::reserve(w);
  }
}
