// case: T01-ride-numbers
// from: securesocketfunneling/ssf#106
// family: unbounded-map
// shape: a ride is filed again under its confirmed number; the entry under the provisional number stays when the ride is finished
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

struct Ride {
  std::uint64_t number;
  std::string street;
  bool on_the_way = false;
};

struct Message {
  enum Kind { Ordered, Confirmed, Refused, PickedUp, Finished } kind;
  std::uint64_t number;     // Ordered, Confirmed, Refused: the provisional number
  std::uint64_t confirmed;  // Confirmed: the number the head office gave the ride
  std::string street;
};
bool next_message(Message &m);
void show(const Ride &ride);

// Rides of one taxi stand. The tablet counts provisional numbers up; each is later confirmed or refused by the office.
class Dispatcher {
 public:
  void ordered(std::uint64_t provisional, const std::string &street) {
    rides_.emplace(provisional, std::make_shared<Ride>(Ride{provisional, street}));
  }

  void confirmed(std::uint64_t provisional, std::uint64_t number) {
    auto it = rides_.find(provisional);
    if (it == rides_.end()) return;
    std::shared_ptr<Ride> ride = it->second;
    ride->number = number;
    rides_.emplace(number, std::move(ride));
  }

  void picked_up(std::uint64_t number) {
    auto it = rides_.find(number);
    if (it == rides_.end()) return;
    it->second->on_the_way = true;
    show(*it->second);
  }

  void refused(std::uint64_t provisional) { rides_.erase(provisional); }
  void finished(std::uint64_t number) { rides_.erase(number); }

 private:
  absl::flat_hash_map<std::uint64_t, std::shared_ptr<Ride>> rides_;  // expect: unbounded-map
};

int main() {
  Dispatcher dispatcher;
  Message m;
  while (next_message(m)) {
    switch (m.kind) {
      case Message::Ordered: dispatcher.ordered(m.number, m.street); break;
      case Message::Confirmed: dispatcher.confirmed(m.number, m.confirmed); break;
      case Message::Refused: dispatcher.refused(m.number); break;
      case Message::PickedUp: dispatcher.picked_up(m.number); break;
      case Message::Finished: dispatcher.finished(m.number); break;
    }
  }
}
