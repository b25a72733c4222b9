// case: T20-tide-feed
// from: darrenjs/wampcc#39
// family: unbounded-map
// shape: subscriptions are kept by the number the server gives; after a break the client subscribes again under new numbers, the old ones stay
// mode: program
// flags:
#include "feed_client.h"

void FeedClient::onSubscribed(const std::string &station, std::uint64_t number) {
  if (connected_)
    subscriptions_.emplace(number, Subscription{station, handler_});
}

void FeedClient::onTide(std::uint64_t number, double metres) const {
  auto it = subscriptions_.find(number);
  if (it != subscriptions_.end())
    it->second.handler(it->second.station, metres);
}

void FeedClient::onStationClosed(std::uint64_t number) { subscriptions_.erase(number); }
