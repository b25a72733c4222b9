// case: T20-tide-feed
// from: darrenjs/wampcc#39
// family: unbounded-map
// shape: subscriptions are kept by the number the server gives; after a break the client subscribes again under new numbers, the old ones stay
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

using TideHandler = std::function<void(const std::string &station, double metres)>;

class FeedClient {
public:
  FeedClient(std::vector<std::string> stations, TideHandler handler);

  void onConnected();
  void onSubscribed(const std::string &station, std::uint64_t number);
  void onTide(std::uint64_t number, double metres) const;
  void onStationClosed(std::uint64_t number);
  void onDisconnected();

private:
  struct Subscription {
    std::string station;
    TideHandler handler;
  };

  std::vector<std::string> stations_;
  TideHandler handler_;
  bool connected_ = false;
  std::map<std::uint64_t, Subscription> subscriptions_; // expect: unbounded-map
};

void requestConnection();
void requestSubscription(const std::string &station);
