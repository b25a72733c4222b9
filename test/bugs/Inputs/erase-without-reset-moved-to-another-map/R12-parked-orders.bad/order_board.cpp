// case: R12-parked-orders
// from: luanti-org/luanti#8981, supertuxkart/stk-code#296
// family: erase-without-reset
// shape: parking an order moves its owning raw pointer from one map to a second one; the board's destructor, in another file, deletes the first map's orders only
// mode: program
// flags:
#include "order_board.h"

void print_slip(const std::string& table, const Order& order);

OrderBoard::~OrderBoard() {  // accept: erase-without-reset
  for (auto& entry : active_) {
    print_slip(entry.first, *entry.second);
    delete entry.second;
  }
}

bool OrderBoard::open(const std::string& table) {
  if (active_.count(table) != 0 || parked_.count(table) != 0) return false;
  active_.emplace(table, new Order);
  return true;
}

bool OrderBoard::add(const std::string& table, const std::string& dish) {
  auto it = active_.find(table);
  if (it == active_.end()) return false;
  it->second->dishes.push_back(dish);
  return true;
}

bool OrderBoard::serve(const std::string& table) {
  auto it = active_.find(table);
  if (it == active_.end()) return false;
  print_slip(table, *it->second);
  delete it->second;
  active_.erase(it);
  return true;
}
