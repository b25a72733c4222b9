// case: R03-basket-streams
// from: apache/pulsar-client-cpp#54, cocos2d/cocos2d-x#1523
// family: unbounded-map
// shape: closing a stream takes it out of its client through the base class's close(); the override for baskets, in another file, does not call it
// mode: program
// flags:
#include "client.h"

namespace feed {

std::uint32_t Client::open(const std::vector<std::string> &symbols) {
  const std::uint32_t id = ++last_id_;
  std::shared_ptr<Stream> stream;
  if (symbols.size() == 1)
    stream = std::make_shared<SymbolStream>(*this, id, symbols.front());
  else
    stream = std::make_shared<BasketStream>(*this, id, symbols);
  streams_.emplace(id, std::move(stream));
  return id;
}

void Client::close(std::uint32_t id) {
  auto it = streams_.find(id);
  if (it == streams_.end()) return;
  const std::shared_ptr<Stream> stream = it->second;
  stream->close();
}

void Client::forget(std::uint32_t id) { streams_.erase(id); }

void Client::deliver(const Quote &quote) {
  for (const auto &entry : streams_) entry.second->deliver(quote);
}

void Stream::close() { client_.forget(id_); }

}  // namespace feed
