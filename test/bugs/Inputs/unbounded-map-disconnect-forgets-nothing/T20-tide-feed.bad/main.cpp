// case: T20-tide-feed
// from: darrenjs/wampcc#39
// family: unbounded-map
// shape: subscriptions are kept by the number the server gives; after a break the client subscribes again under new numbers, the old ones stay
// mode: program
// flags:
#include "feed_client.h"

struct FeedEvent {
  enum { Connected, Subscribed, Tide, StationClosed, Disconnected } kind;
  std::string station;
  std::uint64_t number; // Subscribed: unique for the life of the server
  double metres;
};
bool waitForEvent(FeedEvent &e);
void drawGauge(const std::string &station, double metres);

int main(int argc, char **argv) {
  FeedClient client(std::vector<std::string>(argv + 1, argv + argc), drawGauge);
  requestConnection();
  FeedEvent e;
  while (waitForEvent(e)) {
    switch (e.kind) {
    case FeedEvent::Connected: client.onConnected(); break;
    case FeedEvent::Subscribed: client.onSubscribed(e.station, e.number); break;
    case FeedEvent::Tide: client.onTide(e.number, e.metres); break;
    case FeedEvent::StationClosed: client.onStationClosed(e.number); break;
    case FeedEvent::Disconnected: client.onDisconnected(); break;
    }
  }
}
