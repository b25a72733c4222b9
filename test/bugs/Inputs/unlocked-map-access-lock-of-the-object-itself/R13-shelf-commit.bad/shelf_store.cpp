// case: R13-shelf-commit
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: a store is its own lockable and has a lookup for callers that hold it; a commit, in another file, locks the store only when it creates a shelf but uses that lookup in any case
// mode: program
// flags:
#include "shelf_store.h"

std::shared_ptr<Shelf> ShelfStore::shelf(const std::string &name) {
  std::lock_guard<ShelfStore> hold(*this);
  return shelfUnsafe(name);
}

bool ShelfStore::removeShelf(const std::string &name) {
  std::lock_guard<ShelfStore> hold(*this);
  return shelves_.erase(name) != 0;
}

std::shared_ptr<Shelf> ShelfStore::shelfUnsafe(const std::string &name) const {
  const auto it = shelves_.find(name); // expect: unlocked-map-access
  return it == shelves_.end() ? nullptr : it->second; // accept: unlocked-map-access
}

void ShelfStore::addUnsafe(const std::shared_ptr<Shelf> &shelf) { shelves_.emplace(shelf->name(), shelf); }
