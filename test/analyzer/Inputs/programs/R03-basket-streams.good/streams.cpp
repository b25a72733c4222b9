// case: R03-basket-streams
// from: apache/pulsar-client-cpp#54, cocos2d/cocos2d-x#1523
// family: unbounded-map
// shape: both overrides end with the base class's close(), which takes the stream out of the client
// mode: program
// flags:
#include <numeric>
#include <utility>

#include "stream.h"

namespace feed {

SymbolStream::SymbolStream(Client &client, std::uint32_t id, std::string symbol)
    : Stream(client, id), symbol_(std::move(symbol)) {
  wire_subscribe(symbol_, id);
}

void SymbolStream::deliver(const Quote &quote) {
  if (quote.symbol == symbol_) push_to_user(id(), quote.price);
}

void SymbolStream::close() {
  wire_unsubscribe(symbol_, id());
  Stream::close();
}

BasketStream::BasketStream(Client &client, std::uint32_t id, std::vector<std::string> symbols)
    : Stream(client, id), symbols_(std::move(symbols)), last_(symbols_.size()) {
  for (const auto &symbol : symbols_) wire_subscribe(symbol, id);
}

void BasketStream::deliver(const Quote &quote) {
  bool changed = false;
  for (std::size_t i = 0; i < symbols_.size(); ++i) {
    if (symbols_[i] != quote.symbol) continue;
    last_[i] = quote.price;
    changed = true;
  }
  if (changed) push_to_user(id(), std::accumulate(last_.begin(), last_.end(), 0.0));
}

void BasketStream::close() {
  for (const auto &symbol : symbols_) wire_unsubscribe(symbol, id());
  symbols_.clear();
  last_.clear();
  Stream::close();
}

}  // namespace feed
