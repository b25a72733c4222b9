// case: R13-shelf-commit
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: a store is its own lockable and has a lookup for callers that hold it; a commit, in another file, locks the store only when it creates a shelf but uses that lookup in any case
// mode: program
// flags:
#include <functional>
#include <thread>

#include "transaction.h"

struct Request {
  enum Kind { Commit, Remove, Stock };
  Kind kind;
  Transaction transaction;
  std::string shelf;
};
bool nextRequest(Request &request);
void answer(long value);

static void work(ShelfStore &store) {
  Request request;
  while (nextRequest(request)) {
    switch (request.kind) {
    case Request::Commit:
      answer(commit(store, request.transaction));
      break;
    case Request::Remove:
      answer(store.removeShelf(request.shelf));
      break;
    case Request::Stock: {
      const auto shelf = store.shelf(request.shelf);
      answer(shelf ? shelf->stock() : -1);
      break;
    }
    }
  }
}

int main() {
  ShelfStore store;
  std::thread first(work, std::ref(store));
  std::thread second(work, std::ref(store));
  first.join();
  second.join();
}
