// case: T20-tide-feed
// from: darrenjs/wampcc#39
// family: unbounded-map
// shape: subscriptions are kept by the number the server gives; after a break the client subscribes again under new numbers, the old ones stay
// mode: program
// flags:
#include "feed_client.h"

#include <utility>

FeedClient::FeedClient(std::vector<std::string> stations, TideHandler handler)
    : stations_(std::move(stations)), handler_(std::move(handler)) {}

void FeedClient::onConnected() {
  connected_ = true;
  for (const std::string &station : stations_)
    requestSubscription(station);
}

// The mobile link on the quay breaks a few times an hour.
void FeedClient::onDisconnected() {
  connected_ = false;
  requestConnection();
}
