// case: R12-parked-orders
// from: luanti-org/luanti#8981, supertuxkart/stk-code#296
// family: erase-without-reset
// shape: parking an order moves its owning raw pointer from one map to a second one; the board's destructor, in another file, deletes the first map's orders only
// mode: program
// flags:
#include "order_board.h"

struct Tap {
  enum Kind { kOpen, kAdd, kPark, kResume, kServe };
  Kind kind;
  std::string table;
  std::string dish;
};
bool shift_begins();
bool next_tap(Tap& tap);
void beep();

static bool handle(OrderBoard& board, const Tap& tap) {
  switch (tap.kind) {
    case Tap::kOpen: return board.open(tap.table);
    case Tap::kAdd: return board.add(tap.table, tap.dish);
    case Tap::kPark: return board.park(tap.table);
    case Tap::kResume: return board.resume(tap.table);
    case Tap::kServe: return board.serve(tap.table);
  }
  return false;
}

int main() {
  while (shift_begins()) {
    OrderBoard board;
    Tap tap;
    while (next_tap(tap)) {
      if (!handle(board, tap)) beep();
    }
  }
}
