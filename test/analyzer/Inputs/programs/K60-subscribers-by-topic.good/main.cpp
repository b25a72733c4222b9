// case: K60-subscribers-by-topic
// from: pattern of publish/subscribe brokers
// family: inner-map-never-cleared
// shape: the unit that unsubscribes erases the topic when it has become empty
// mode: program
#include "broker.h"
#include <iostream>

static Broker broker;

int main() {
  std::string command, topic;
  int client = 0;
  while (std::cin >> command >> topic >> client) {
    if (command == "sub")
      broker.subscribe(topic, client, 1);
    else if (command == "unsub")
      broker.unsubscribe(topic, client);
    else
      std::cout << broker.publish(topic) << '\n';
  }
}
