// case: R13-shelf-commit
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: a store is its own lockable and has a lookup for callers that hold it; a commit, in another file, locks the store only when it creates a shelf but uses that lookup in any case
// mode: program
// flags:
#include "transaction.h"

bool commit(ShelfStore &store, const Transaction &transaction) {
  std::unique_lock<ShelfStore> hold(store, std::defer_lock);
  if (!transaction.newShelf.empty()) {
    hold.lock();
    store.addUnsafe(std::make_shared<Shelf>(transaction.newShelf));
  }
  std::vector<std::shared_ptr<Shelf>> touched;
  touched.reserve(transaction.moves.size());
  for (const Move &move : transaction.moves) {
    auto shelf = store.shelfUnsafe(move.shelf); // accept: unlocked-map-access
    if (!shelf)
      return false;
    touched.push_back(std::move(shelf));
  }
  for (std::size_t i = 0; i < touched.size(); ++i)
    touched[i]->move(transaction.moves[i].pieces);
  return true;
}
