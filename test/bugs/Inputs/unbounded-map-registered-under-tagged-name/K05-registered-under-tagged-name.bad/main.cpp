// case: K05-registered-under-tagged-name
// from: pattern of registrations whose key is built differently on removal
// family: unbounded-map
// shape: entries are stored under kind + ":" + id and erased under the bare id, which is never there
// mode: program
#include "watchers.h"
#include <iostream>

static Watchers watchers;

int main() {
  std::string command, id;
  while (std::cin >> command >> id) {
    if (command == "watch")
      watchers.watch("file", id, [id] { std::cout << id << '\n'; });
    else if (command == "unwatch")
      watchers.unwatch("file", id);
    else
      watchers.notify("file", id);
  }
}
