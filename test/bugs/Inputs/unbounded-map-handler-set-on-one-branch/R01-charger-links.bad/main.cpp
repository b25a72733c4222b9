// case: R01-charger-links
// from: grpc/grpc#25699
// family: unbounded-map
// shape: the handler that takes a closed charger link out of the hub's map is set only when a price feed is configured; without one every link stays
// mode: program
// flags:
#include "hub.h"

struct Wake {
  enum Kind { Accepted, Readable, HungUp, Tariff };
  Kind kind;
  int fd;
  std::uint64_t id;
  std::string text;
};
bool wait_for_wake(Wake &wake);
bool dynamic_pricing();

int main() {
  Hub hub;
  if (dynamic_pricing()) hub.follow_prices(std::make_shared<PriceFeed>());
  Wake wake;
  while (wait_for_wake(wake)) {
    switch (wake.kind) {
      case Wake::Accepted: hub.accepted(wake.fd); break;
      case Wake::Readable: hub.readable(wake.id); break;
      case Wake::HungUp: hub.hung_up(wake.id); break;
      case Wake::Tariff: hub.new_tariff(wake.text); break;
    }
  }
}
