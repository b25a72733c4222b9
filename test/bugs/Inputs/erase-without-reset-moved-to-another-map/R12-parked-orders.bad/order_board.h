// case: R12-parked-orders
// from: luanti-org/luanti#8981, supertuxkart/stk-code#296
// family: erase-without-reset
// shape: parking an order moves its owning raw pointer from one map to a second one; the board's destructor, in another file, deletes the first map's orders only
// mode: program
// flags:
#pragma once
#include <map>
#include <string>
#include <vector>

struct Order {
  std::vector<std::string> dishes;
};

class OrderBoard {
 public:
  OrderBoard() = default;
  ~OrderBoard();
  OrderBoard(const OrderBoard&) = delete;
  OrderBoard& operator=(const OrderBoard&) = delete;

  bool open(const std::string& table);
  bool add(const std::string& table, const std::string& dish);
  bool park(const std::string& table);
  bool resume(const std::string& table);
  bool serve(const std::string& table);

 private:
  std::map<std::string, Order*> active_;
  std::map<std::string, Order*> parked_;  // expect: erase-without-reset
};
