// case: G09-callback-inserts-sibling
// from: boostorg/unordered#245
// family: escaping-element
// shape: the counter is written before the callback runs; nothing touches the reference afterwards
// mode: tidy
#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>

struct Slot {
  int weight = 0;
  int edits = 0;
};

class Balance {
public:
  void set(int id, int weight) {
    edit(id, [weight](Slot &slot) { slot.weight = weight; });
  }
  void split(int id, int sibling) {
    edit(id, [this, sibling](Slot &slot) {
      int half = slot.weight / 2;
      slot.weight -= half;
      slots_[sibling].weight = half;
    });
  }
  void remove(int id) { slots_.erase(id); }

private:
  void edit(int id, const std::function<void(Slot &)> &change) {
    Slot &slot = slots_[id];
    ++slot.edits;
    change(slot);
  }

  boost::unordered_flat_map<int, Slot> slots_;
};
