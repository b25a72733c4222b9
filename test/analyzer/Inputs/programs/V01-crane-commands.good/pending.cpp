// case: V01-crane-commands
// from: rclcpp
// family: unbounded-map
// shape: the periodic tick prunes commands that were never answered
// mode: program
// flags:
#include "station_client.h"

std::size_t StationClient::drop_older_than(long cutoff_ms) {
  std::size_t dropped = 0;
  for (auto it = pending_.begin(); it != pending_.end();) {
    if (it->second.sent_ms < cutoff_ms) {
      it = pending_.erase(it);
      ++dropped;
    } else {
      ++it;
    }
  }
  return dropped;
}
