// case: K14-private-implementation
// from: pattern of pimpl classes that remember what they have parsed
// family: unbounded-map
// shape: the implementation behind a unique_ptr, owned by a static object, keeps every parsed document
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
