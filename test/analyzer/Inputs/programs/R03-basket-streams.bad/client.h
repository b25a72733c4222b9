// case: R03-basket-streams
// from: apache/pulsar-client-cpp#54, cocos2d/cocos2d-x#1523
// family: unbounded-map
// shape: closing a stream takes it out of its client through the base class's close(); the override for baskets, in another file, does not call it
// mode: program
// flags:
#pragma once
#include <memory>
#include <unordered_map>

#include "stream.h"

namespace feed {

class Client {
 public:
  std::uint32_t open(const std::vector<std::string> &symbols);
  void close(std::uint32_t id);
  void forget(std::uint32_t id);
  void deliver(const Quote &quote);

 private:
  std::uint32_t last_id_ = 0;
  std::unordered_map<std::uint32_t, std::shared_ptr<Stream>> streams_;  // expect: unbounded-map
};

}  // namespace feed
