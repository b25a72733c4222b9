// case: R13-shelf-commit
// from: microsoft/CCF#8250
// family: unlocked-map-access
// shape: a store is its own lockable and has a lookup for callers that hold it; a commit, in another file, locks the store only when it creates a shelf but uses that lookup in any case
// mode: program
// flags:
#pragma once
#include <string>
#include <vector>

#include "shelf_store.h"

struct Move {
  std::string shelf;
  long pieces;
};

struct Transaction {
  std::string newShelf; // empty: none
  std::vector<Move> moves;
};

bool commit(ShelfStore &store, const Transaction &transaction);
