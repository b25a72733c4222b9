// case: R12-parked-orders
// from: luanti-org/luanti#8981, supertuxkart/stk-code#296
// family: erase-without-reset
// shape: parking an order moves its owning raw pointer from one map to a second one; the board's destructor, in another file, deletes the first map's orders only
// mode: program
// flags:
#include "order_board.h"

// The guests wait for somebody: the kitchen must not start yet.
bool OrderBoard::park(const std::string& table) {
  auto it = active_.find(table);
  if (it == active_.end()) return false;
  parked_.emplace(table, it->second);
  active_.erase(it);
  return true;
}

bool OrderBoard::resume(const std::string& table) {
  auto it = parked_.find(table);
  if (it == parked_.end()) return false;
  active_.emplace(table, it->second);
  parked_.erase(it);
  return true;
}
