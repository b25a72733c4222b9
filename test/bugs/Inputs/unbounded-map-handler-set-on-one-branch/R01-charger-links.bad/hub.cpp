// case: R01-charger-links
// from: grpc/grpc#25699
// family: unbounded-map
// shape: the handler that takes a closed charger link out of the hub's map is set only when a price feed is configured; without one every link stays
// mode: program
// flags:
#include "hub.h"

void Hub::accepted(int fd) {
  const std::uint64_t id = next_id_++;
  auto link = std::make_shared<Link>(fd);
  links_.emplace(id, link);
  arm(fd, id);
  bring_up(id, link);
}

void Hub::bring_up(std::uint64_t id, const std::shared_ptr<Link> &link) {
  link->send("hello");
  if (!feed_) {
    link->send("tariff flat");
    return;
  }
  const std::uint64_t ticket = feed_->subscribe(link);
  link->on_close([this, id, ticket] {
    feed_->unsubscribe(ticket);
    links_.erase(id);
  });
}

void Hub::readable(std::uint64_t id) {
  auto it = links_.find(id);
  if (it != links_.end()) it->second->drain();
}

void Hub::hung_up(std::uint64_t id) {
  auto it = links_.find(id);
  if (it == links_.end()) return;
  const std::shared_ptr<Link> link = it->second;
  link->finish();
}

void Hub::new_tariff(const std::string &tariff) {
  if (feed_) feed_->publish(tariff);
}
