// case: R09-price-alerts
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: a RAII handle template keeps a reference to the list it found in a flat hash map; handles for other keys insert into the map while it lives, and its destructor uses the reference
// mode: program
// flags:
#include "alert_book.h"

void push_alert(int client, const std::string &symbol, double price);

std::unique_ptr<AlertBook::Handle> AlertBook::arm(const std::string &symbol, Alert alert) {
  return std::make_unique<Handle>(armed_, symbol, alert);
}

void AlertBook::quote(const std::string &symbol, double price) const {
  const auto it = armed_.find(symbol);
  if (it == armed_.end()) return;
  for (const Alert &alert : it->second) {
    if (price >= alert.limit) push_alert(alert.client, symbol, price);
  }
}
