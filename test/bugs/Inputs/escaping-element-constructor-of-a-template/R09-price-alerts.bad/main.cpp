// case: R09-price-alerts
// from: envoyproxy/envoy#15719
// family: escaping-element
// shape: a RAII handle template keeps a reference to the list it found in a flat hash map; handles for other keys insert into the map while it lives, and its destructor uses the reference
// mode: program
// flags:
#include <map>
#include <vector>

#include "alert_book.h"

struct Message {
  enum Kind { Arm, Leave, Quote };
  Kind kind;
  int client;
  std::string symbol;
  double price;
};
bool next_message(Message &message);

int main() {
  AlertBook book;
  std::map<int, std::vector<std::unique_ptr<AlertBook::Handle>>> by_client;
  Message message;
  while (next_message(message)) {
    switch (message.kind) {
      case Message::Arm:
        by_client[message.client].push_back(book.arm(message.symbol, Alert{message.client, message.price}));
        break;
      case Message::Leave:
        by_client.erase(message.client);
        break;
      case Message::Quote:
        book.quote(message.symbol, message.price);
        break;
    }
  }
}
