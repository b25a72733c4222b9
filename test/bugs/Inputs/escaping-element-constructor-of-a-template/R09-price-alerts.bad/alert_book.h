// case: R09-price-alerts
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: a RAII handle template keeps a reference to the list it found in a flat hash map; handles for other keys insert into the map while it lives, and its destructor uses the reference
// mode: program
// flags:
#pragma once
#include <memory>
#include <string>

#include "listed_entry.h"

struct Alert {
  int client;
  double limit;
};

class AlertBook {
 public:
  using Handle = ListedEntry<std::string, Alert>;

  std::unique_ptr<Handle> arm(const std::string &symbol, Alert alert);
  void quote(const std::string &symbol, double price) const;

 private:
  Handle::Table armed_;
};
