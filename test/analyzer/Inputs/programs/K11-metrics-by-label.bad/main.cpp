// case: K11-metrics-by-label
// from: pattern of metric families with one child per label value
// family: unbounded-map
// shape: the family creates a counter for each label, and the label is the client's address
// mode: program
#include "family.h"
#include <iostream>

static void handle(const std::string &address) {
  ++requests().child(address);
}

int main() {
  std::string address;
  while (std::cin >> address)
    handle(address);
  std::cout << requests().total() << '\n';
}
