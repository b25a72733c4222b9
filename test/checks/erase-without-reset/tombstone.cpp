// A home-made table marks a slot as free but leaves its value alive.
// RUN: %check %s mapwarden-erase-without-reset %t
#include <string>
#include <vector>

class TableBad {
public:
  void erase(int Key) {
    for (auto &S : Slots)
      if (S.Used && S.Key == Key) {
        S.Used = false;
// CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'S' is given up by writing 'Used', but 'Value' keeps what it holds alive [mapwarden-erase-without-reset]
// CHECK-FIXES: S.Used = false;
// CHECK-FIXES-NEXT: S.Value = {};
        --Count;
      }
  }

private:
  struct Slot {
    bool Used = false;
    int Key = 0;
    std::string Value;
  };
  std::vector<Slot> Slots;
  int Count = 0;
};

class TableOk {
public:
  void erase(int Key) {
    for (auto &S : Slots)
      if (S.Used && S.Key == Key) {
        S.Used = false;
        S.Value.clear();
      }
  }

private:
  struct Slot {
    bool Used = false;
    int Key = 0;
    std::string Value;
  };
  std::vector<Slot> Slots;
};

TableBad Bad;
TableOk Good;
