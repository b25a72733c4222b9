// case: H23-relay-reservations
// from: libp2p/rust-libp2p#2464 (Rust; same shape)
// family: inner-map-never-cleared
// shape: nested expiry loop: reservations leave the map of their peer, a peer with none left stays
// mode: tidy
// flags:
#include <cstdint>
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
static std::map<std::string, Expiries> reservations;  // accept: unbounded-map, inner-map-never-cleared

static void reserve(const Wish &w) {
  reservations[w.peer].insert_or_assign(w.reservation, w.now + 3600);
  confirm(w.peer, w.reservation);
}

static void expire(std::int64_t now) {
  for (auto &[peer, mine] : reservations) {
    for (auto it = mine.begin(); it != mine.end();) {
      if (it->second < now)
        it = mine.erase(it);  // expect: inner-map-never-cleared
      else
        ++it;
    }
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
