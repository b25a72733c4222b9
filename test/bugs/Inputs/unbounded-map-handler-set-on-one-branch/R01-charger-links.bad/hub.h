// case: R01-charger-links
// from: grpc/grpc#25699
// family: unbounded-map
// shape: the handler that takes a closed charger link out of the hub's map is set only when a price feed is configured; without one every link stays
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "link.h"

// Stations that want to hear of new tariffs. Optional: most sites bill a flat rate.
class PriceFeed {
 public:
  std::uint64_t subscribe(std::shared_ptr<Link> link) {
    const std::uint64_t ticket = next_ticket_++;
    followers_.emplace(ticket, std::move(link));
    return ticket;
  }
  void unsubscribe(std::uint64_t ticket) { followers_.erase(ticket); }
  void publish(const std::string &tariff) {
    for (const auto &follower : followers_) follower.second->send("tariff " + tariff);
  }

 private:
  std::uint64_t next_ticket_ = 1;
  std::map<std::uint64_t, std::shared_ptr<Link>> followers_;
};

class Hub {
 public:
  void follow_prices(std::shared_ptr<PriceFeed> feed) { feed_ = std::move(feed); }
  void accepted(int fd);
  void readable(std::uint64_t id);
  void hung_up(std::uint64_t id);
  void new_tariff(const std::string &tariff);

 private:
  void bring_up(std::uint64_t id, const std::shared_ptr<Link> &link);

  std::uint64_t next_id_ = 1;
  std::shared_ptr<PriceFeed> feed_;
  std::map<std::uint64_t, std::shared_ptr<Link>> links_;  // expect: unbounded-map
};
