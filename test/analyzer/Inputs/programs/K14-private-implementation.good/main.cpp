// case: K14-private-implementation
// from: pattern of pimpl classes that remember what they have parsed
// family: unbounded-map
// shape: documents are released by their handle's number
// mode: program
#include "store.h"
#include <iostream>

static Store store;

int main() {
  std::string text;
  while (std::getline(std::cin, text)) {
    int handle = store.load(text);
    std::cout << store.title(handle) << '\n';
    store.release(handle);
  }
}
